"""Rows of the tables that correct status and mode are sound, explained, and never pull both ways."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assemble.stubs import mention, sentence_spans
from tests.assemble.tables import cases
from vedette import ontology
from vedette.assemble.coherence import coherent
from vedette.assemble.conventions import conventions
from vedette.assemble.cued import cues
from vedette.assemble.repair import STATUSES
from vedette.assemble.rows import rows_of

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-it-decides/events.md").read_text("utf-8")
WORDS = [case["text"].removesuffix(".") for case in cases("coherence.tsv")]


@pytest.mark.parametrize("name", ["cued.tsv", "conventions.tsv"])
def test_every_row_is_explained_once(name: str) -> None:
    rules = [row["rule"] for row in rows_of(name)]
    assert len(rules) == len(set(rules))
    assert [rule for rule in rules if f"`{rule}`" not in PAGE] == []


def test_a_cue_that_training_contradicts_is_not_in_the_table() -> None:
    assert [row["rule"] for row in rows_of("cued.tsv") if Fraction(row["train"]) < Fraction(4, 5)] == []


def test_a_row_changes_a_known_status_to_another() -> None:
    for row in rows_of("cued.tsv"):
        assert {row["to"], *row["from"].split()} <= set(STATUSES)
        assert row["to"] not in row["from"].split()
    assert set(cues()) <= set(STATUSES)


def test_a_convention_gives_a_mode_that_the_type_has() -> None:
    words = ontology.load()
    for type_, rows in conventions().items():
        modes = set(words.modes(type_))
        assert all(row.to in modes and row.modes <= {None, *modes} for row in rows)


@given(
    before=st.sampled_from(WORDS),
    link=st.sampled_from(["whether to", "will", "is being", "no", "not", "possible", "refused to", "an expected"]),
    status=st.sampled_from(STATUSES),
)
def test_whatever_words_stand_there_a_second_hearing_changes_nothing(before: str, link: str, status: str) -> None:
    text = f"{before} {link} strike them."
    one = mention(text, f"ASSAULT {status} | strike | recipient=them")
    once = coherent(text, [one], sentence_spans(text), ())
    assert coherent(text, once, sentence_spans(text), ()) == once
