from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ontology.cases import rows
from vedette.ontology import Cameo, Context, EventType, Mode, Ontology, Sector, load
from vedette.ontology.book import fold
from vedette.ontology.describe import describe
from vedette.ontology.find import find, similar

LABELS = [row["label"] for row in rows("ontology_scores.tsv")]


@pytest.mark.parametrize("row", rows("ontology_aliases.tsv"), ids=lambda row: row["name"])
def test_a_name_or_older_name_stands_for_its_label(ontology: Ontology, row: dict[str, str]) -> None:
    assert str(ontology.resolve(row["name"]) or "") == row["label"]


def test_a_retired_name_says_what_became_of_it(ontology: Ontology) -> None:
    assert "CRM" in ontology.retired["CRIME"]
    assert "RETREAT" in ontology.retired["YIELD"]


@given(st.sampled_from(LABELS), st.sampled_from(".-/_ :"), st.booleans())
def test_a_label_is_found_however_it_is_parted_and_cased(label: str, parting: str, small: bool) -> None:  # noqa: FBT001
    written = label.replace(".", parting)
    assert str(load().resolve(written.lower() if small else written)) == label


@given(st.text(max_size=30))
def test_folding_is_done_once_for_all(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=30))
def test_no_name_whatever_upsets_the_look_up(name: str) -> None:
    ontology = load()
    find(ontology, name)
    similar(ontology, name)
    ontology.plover_actor(name)
    ontology.cameo_actor(name)
    ontology.from_cameo(name)


def test_all_entries_of_a_name_are_found(ontology: Ontology) -> None:
    assert [type(entry) for entry in find(ontology, "military")] == [Context]
    assert [type(entry) for entry in find(ontology, "0871")] == [Cameo]
    assert [type(entry) for entry in find(ontology, "DEMAND")] == [EventType]
    assert [type(entry) for entry in find(ontology, "JRN")] == [Sector]
    assert [entry.label for entry in find(ontology, "withdraw") if isinstance(entry, Mode)] == [
        "RETREAT.withdraw",
        "SANCTION.withdraw",
    ]


def test_a_slip_of_the_pen_is_met_with_the_name_that_was_meant(ontology: Ontology) -> None:
    assert "firearms" in similar(ontology, "firarms")
    assert "ASSAULT" in similar(ontology, "ASAULT")


def test_every_entry_can_be_described_under_its_own_name(ontology: Ontology) -> None:
    names = [
        *ontology.types,
        *ontology.mode_labels,
        *(context.name for context in ontology.contexts),
        *(sector.code for sector in ontology.sectors),
        *(role.name for role in ontology.roles),
        *(status.name for status in (*ontology.statuses, *ontology.posture_statuses)),
        *ontology.cameo,
    ]
    for name in names:
        heads = [describe(ontology, entry)[0].split()[0] for entry in find(ontology, name)]
        assert name in heads
