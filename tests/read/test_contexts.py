"""Contexts are told by words that are listed, by what the ontology settles, and by the network; nothing else."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.errors import ModelError
from vedette.ontology import load
from vedette.read import Reader
from vedette.read.contexts import COLUMNS, FILE, Contexts, read_rows
from vedette.read.labels import Labels
from vedette.read.model import Manifest
from vedette.read.reader import SHIPPED
from vedette.read.wordlists import LEAD, REACH, Numbers, Story, WordLists, parts
from vedette.records import EventMention, Span

CASES = Path(__file__).parents[1] / "cases" / "contexts.tsv"
NAMES = Labels.load(SHIPPED / "labels.json").contexts
ROWS = read_rows(SHIPPED / FILE)
SHIPPED_WORDS = Contexts.of(ROWS, NAMES)
SILENT = np.full(len(NAMES), 0.02, dtype=np.float32)
"""A network that thinks nothing likely."""


def event(text: str, trigger: str, type_: str, mode: str | None) -> EventMention:
    start = text.index(trigger)
    return EventMention(type_, mode, "actual", (), Span(trigger, start, start + len(trigger)), (), 1.0)


def told(text: str, mention: EventMention, heard: np.ndarray = SILENT) -> tuple[str, ...]:
    return SHIPPED_WORDS.told(SHIPPED_WORDS.story(text, ((0, len(text)),)), mention, heard).contexts


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:40])
def test_words_tell_contexts_where_the_network_is_silent(row: dict[str, str]) -> None:
    found = told(row["text"], event(row["text"], row["trigger"], row["type"], row["mode"] or None))
    assert set(row["contexts"].split(",")) <= set(found)
    assert not set(filter(None, row["without"].split(","))) & set(found)


def test_contexts_come_in_the_ontology_s_order() -> None:
    text = "The army and the court met as the epidemic, the flood and the war crimes filled the parliament."
    found = told(text, event(text, "met", "CONSULT", None), np.full(len(NAMES), 0.6, dtype=np.float32))
    assert list(found) == sorted(found, key=NAMES.index)
    assert len(found) > 3


def test_a_sure_network_is_heard_where_no_word_is_listed() -> None:
    text = "It happened again on Monday."
    heard = SILENT.copy()
    heard[NAMES.index("military")] = 0.99
    assert told(text, event(text, "happened", "ASSAULT", None)) == ()
    assert told(text, event(text, "happened", "ASSAULT", None), heard) == ("military",)


@pytest.mark.parametrize("label", load().mode_labels)
def test_what_the_ontology_adds_to_a_mode_is_always_there(label: str) -> None:
    type_, _, mode = label.partition(".")
    assert set(load().added_contexts(type_, mode)) <= set(told("It was so.", event("It was so.", "was", type_, mode)))


@pytest.mark.parametrize("wider", ["corruption", "illegal_drugs", "trafficking"])
def test_a_case_of_a_narrower_context_is_no_crime_besides(wider: str) -> None:
    heard = SILENT.copy()
    heard[[NAMES.index("crime"), NAMES.index(wider)]] = 0.9999
    found = told("It was so.", event("It was so.", "was", "ACCUSE", "allege"), heard)
    assert wider in found
    assert "crime" not in found


def lists(*written: str) -> WordLists:
    return WordLists([(entry, 0) for entry in written], 1)


@pytest.mark.parametrize(
    ("entry", "text", "stands"),
    [
        ("quake*", "Quakes shook the coast", True),
        ("quake*", "An earthquake shook the coast", False),
        ("quake", "Quakes shook the coast", False),
        ("human rights", "the Human Rights council", True),
        ("human rights", "rights of the human being", False),
        ("charged with", "they were charged", False),
        ("women's", "the women’s march", True),
        ("IS", "IS fighters fled", True),
        ("IS", "he is here", False),
        ("IS", "HE IS HERE", False),
        ("LGBT*", "LGBTQ groups", True),
        ("re elect*", "his re-election bid", True),
        ("anti government", "an anti-government rally", True),
        ("smuggl* migrants", "accused of smuggling migrants", True),
    ],
)
def test_entries_stand_as_they_are_written(entry: str, text: str, *, stands: bool) -> None:
    assert bool(len(lists(entry).found(text))) is stands


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    found = SHIPPED_WORDS.lists.found(text)
    assert sorted(set(found.tolist())) == found.tolist()


def test_an_entry_counts_once_however_often_it_stands() -> None:
    assert lists("quake*").found("quake, quakes, and a quake again").tolist() == [0]


def found_around(text: str, sentences: tuple[tuple[int, int], ...], place: int) -> tuple[int, int]:
    def worth(sentence: Numbers, around: Numbers) -> np.ndarray:
        return np.array([len(sentence), len(around)], dtype=np.float32)

    story = Story(lists(*(f"word{i}" for i in range(len(sentences)))), worth, text, sentences)
    inside, around = story.weigh(place).tolist()
    return inside, around


def test_far_sentences_of_a_long_report_are_not_around_but_its_lead_is() -> None:
    count = 30
    written = [f"word{i} came. " for i in range(count)]
    starts = [sum(map(len, written[:i])) for i in range(count)]
    sentences = tuple((start, start + len(each) - 1) for start, each in zip(starts, written, strict=True))
    assert found_around("".join(written), sentences, starts[20] + 2) == (1, 2 * REACH + 1 + LEAD)
    assert found_around("".join(written), sentences, starts[0]) == (1, REACH + 1)


def test_a_text_without_sentences_is_one() -> None:
    assert found_around("word0 came", (), 6) == (0, 0)


def test_every_list_row_is_written_once_and_names_a_context() -> None:
    written = [(kind, parts(name), context) for kind, name, context, _ in ROWS if kind in {"sure", "hint"}]
    assert len(set(written)) == len(written)
    assert {context for _, _, context in written} == set(NAMES)


def model_with(tmp_path: Path, words: str | None) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    for each in SHIPPED.iterdir():
        if each.name != FILE:
            (folder / each.name).symlink_to(each)
    if words is not None:
        (folder / FILE).write_text(words, encoding="utf-8")
    return folder


TEXT = "Thousands of demonstrators marched for the climate and against carbon emissions on Monday."


def contexts_by(folder: Path | None) -> set[str]:
    found = Reader.load(folder, threads=1).read([TEXT], [((0, len(TEXT)),)])[0]
    return {context for each in found for context in each.contexts}


def test_a_model_without_the_file_keeps_the_network_s_own(tmp_path: Path) -> None:
    assert "environment" in contexts_by(None)
    network = Reader.load(model_with(tmp_path, None), threads=1)
    other = Reader.load(threads=1)
    alone, both = (each.read([TEXT], [((0, len(TEXT)),)])[0] for each in (network, other))
    assert [replace(each, contexts=()) for each in alone] == [replace(each, contexts=()) for each in both]


def test_words_weighed_for_another_reader_are_not_used(tmp_path: Path) -> None:
    other = (
        (SHIPPED / FILE)
        .read_text(encoding="utf-8")
        .replace(f"reader\t{Manifest.load(SHIPPED / 'manifest.json').name}", "reader\tother")
    )
    assert Contexts.beside(model_with(tmp_path, other), Manifest.load(SHIPPED / "manifest.json").name, NAMES) is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    name = Manifest.load(SHIPPED / "manifest.json").name
    folder = model_with(tmp_path, "\t".join(COLUMNS) + f"\nreader\t{name}\t\t\nbias\t\tmilitary\tmuch\n")
    with pytest.raises(ModelError, match=FILE):
        Contexts.beside(folder, name, NAMES)


def test_a_missing_weight_is_named(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / FILE, tmp_path / FILE)
    kept = [line for line in (tmp_path / FILE).read_text("utf-8").splitlines() if not line.startswith("mix\tnet")]
    (tmp_path / FILE).write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(ModelError, match=r"contexts\.tsv"):
        Contexts.beside(tmp_path, Manifest.load(SHIPPED / "manifest.json").name, NAMES)
