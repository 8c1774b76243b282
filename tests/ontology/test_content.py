from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.ontology.cases import rows
from vedette.ontology import EventType, Mode, NearMiss, Ontology


def words(kind: str) -> list[str]:
    return [row["name"] for row in rows("ontology_words.tsv") if row["kind"] == kind]


def holders(ontology: Ontology) -> list[EventType | Mode]:
    return [*ontology.events, *ontology.by_label.values()]


def near_misses(ontology: Ontology) -> list[NearMiss]:
    return [miss for holder in holders(ontology) for miss in holder.near_misses]


def test_all_types_modes_and_contexts_are_there_and_no_other(ontology: Ontology) -> None:
    labels = [row["label"] for row in rows("ontology_scores.tsv")]
    assert len(ontology.types) == 16
    assert len(ontology.mode_labels) == 67
    assert {*ontology.types, *ontology.mode_labels} == set(labels)
    assert len(ontology.contexts) == 37
    assert {context.name for context in ontology.contexts} == set(words("context"))


def test_sectors_roles_and_statuses_are_those_of_the_guidelines_in_their_order(ontology: Ontology) -> None:
    assert [sector.code for sector in ontology.sectors] == words("sector")
    assert [role.name for role in ontology.roles] == words("role")
    assert [status.name for status in ontology.statuses] == words("event status")
    assert [status.name for status in ontology.posture_statuses] == words("posture status")


@pytest.mark.parametrize("row", rows("ontology_scores.tsv"), ids=lambda row: row["label"])
def test_intensity_and_quad_class_are_as_published(ontology: Ontology, row: dict[str, str]) -> None:
    type_, _, mode = row["label"].partition(".")
    assert ontology.intensity(type_, mode or None) == float(row["score"])
    assert ontology.quad(type_) == int(row["quad"])


def test_only_vandalism_has_no_score_of_its_own(ontology: Ontology) -> None:
    assert [label for label, mode in ontology.by_label.items() if mode.score is None] == ["PROTEST.vandalize"]


def test_quad_class_of_sanction_is_a_setting_and_of_no_other_type(ontology: Ontology) -> None:
    told = {type_: (ontology.quad(type_), ontology.quad(type_, sanction=3)) for type_ in ontology.types}
    assert {type_ for type_, (default, set_) in told.items() if default != set_} == {"SANCTION"}
    assert told["SANCTION"] == (4, 3)


def test_a_recipient_is_required_of_what_is_done_to_somebody_by_its_nature(ontology: Ontology) -> None:
    assert {event.name for event in ontology.events if event.recipient_required} == {"COOPERATE", "AID", "SANCTION"}


def test_deceit_and_hacking_bring_their_contexts(ontology: Ontology) -> None:
    added = {label: mode.adds_contexts for label, mode in ontology.by_label.items() if mode.adds_contexts}
    assert added == {"COERCE.misinformation": ("misinformation",), "COERCE.cyber": ("cyber",)}
    assert ontology.added_contexts("COERCE", "cyber") == ("cyber",)
    assert ontology.added_contexts("COERCE", None) == ()


def test_each_type_and_mode_has_two_to_four_examples_and_as_many_near_misses(ontology: Ontology) -> None:
    for holder in holders(ontology):
        assert 2 <= len(holder.examples) <= 4, holder.name
        assert 2 <= len(holder.near_misses) <= 4, holder.name


def test_a_trigger_lies_within_its_sentence_and_is_marked_by_offsets_only(ontology: Ontology) -> None:
    told = [example for holder in holders(ontology) for example in holder.examples]
    told += [miss.example for miss in near_misses(ontology) if miss.example]
    for example in told:
        assert 0 <= example.start < example.end <= len(example.text)
        assert not set("[]") & set(example.text)
        assert example.text[example.start : example.end].strip() == example.text[example.start : example.end]


def test_no_sentence_stands_twice_with_the_same_trigger(ontology: Ontology) -> None:
    told = [(e.text, e.start) for holder in holders(ontology) for e in holder.examples]
    assert len(told) == len(set(told))


def test_a_sentence_never_is_an_example_of_one_label_and_a_near_miss_to_another_than_it(ontology: Ontology) -> None:
    labels = {
        (example.text, example.start): holder.label if isinstance(holder, Mode) else holder.name
        for holder in holders(ontology)
        for example in holder.examples
    }
    for miss in near_misses(ontology):
        if miss.example:
            assert labels.get((miss.example.text, miss.example.start), miss.instead) == miss.instead


def test_crosswalk_says_what_is_published(ontology: Ontology, published: Path) -> None:
    with (published / "cameo2plover.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = ontology.cameo[row["cameo"]]
            contexts = tuple(filter(None, row["context_normalised_2024"].replace(" ", "").split(";")))
            assert (code.type, code.mode or "", code.contexts) == (
                row["plover_event"],
                row["mode_normalised_2024"],
                contexts,
            )


def test_goldstein_values_are_as_published(ontology: Ontology, published: Path) -> None:
    with (published / "cameo_goldstein.csv").open(encoding="utf-8", newline="") as file:
        values = {row["cameo"]: float(row["goldstein"]) for row in csv.DictReader(file)}
    assert {code.code: code.goldstein for code in ontology.cameo.values() if code.goldstein is not None} == values
