from __future__ import annotations

import csv
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.text import clean, quotations, sentences

CASES = Path(__file__).parents[1] / "cases" / "clean.tsv"
BITS = ["a", "B", " ", "\n", "\r\n", "\n\n", "..", ".", '"', "“", "”", "'", "’", "<b>", "<p>", "</p>", "&amp;", "&lt;"]
MORE = ["b>", "&#39;", "amp;", "&", "\u200b", "\xad", "ﬁ", "e\u0301", "\u0301", "\t", "\xa0", "?", "<br/>", "\ud800"]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(BITS + MORE), max_size=30).map("".join))


def rows() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        table = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(lines(row["given"]), lines(row["clean"]), row["why"]) for row in table]


def lines(cell: str) -> str:
    return cell.replace("\\r", "\r").replace("\\n", "\n")


@pytest.mark.parametrize(("raw", "expected", "why"), rows())
def test_a_copy_reads_well(raw: str, expected: str, why: str) -> None:
    assert clean(raw).text == expected, why


def test_a_wrapped_paragraph_becomes_one_line_and_a_headline_stays_apart() -> None:
    wrapped = (
        "The council said on Monday that it had sent\nobservers to the northern border, where both\narmies keep guns."
    )
    assert clean(wrapped).text == wrapped.replace("\n", " ")
    assert clean("Rebels seize town\n" + "Word " * 50).text.startswith("Rebels seize town\n\nWord")


@given(TEXTS)
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@given(TEXTS)
def test_every_character_leads_back_to_the_text_in_order(text: str) -> None:
    copy = clean(text)
    spans = [copy.original(at, at + 1) for at in range(len(copy.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(spans))


@given(TEXTS, st.data())
def test_a_span_leads_back_to_all_that_its_characters_came_from(text: str, data: st.DataObject) -> None:
    copy = clean(text)
    start = data.draw(st.integers(0, len(copy.text)))
    end = data.draw(st.integers(start, len(copy.text)))
    first, last = copy.original(start, end)
    assert 0 <= first <= last <= len(text)
    if start < end:
        assert (first, last) == (copy.original(start, start + 1)[0], copy.original(end - 1, end)[1])
    else:
        assert first == last


@given(st.text(alphabet="abcdefgh ABC,", min_size=1).map(lambda text: " ".join(text.split())))
def test_a_clean_text_is_its_own_copy(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).original(0, len(text)) == (0, len(text))


def test_words_lead_back_past_what_was_taken_away() -> None:
    raw = "He left..  <b>Gen.</b> Ortiz&nbsp;stayed."
    copy = clean(raw)
    at = copy.text.index("Ortiz")
    assert raw[slice(*copy.original(at, at + 5))] == "Ortiz"


@pytest.mark.parametrize("piece", ["<", "&amp;", "<!--", "\n", ".", '"', "&lt;", "<script>", "' ", " ", '. " ', "‘a "])
def test_hostile_repetition_takes_no_longer_than_its_length(piece: str) -> None:
    begun = time.perf_counter()
    text = piece * (30_000 // len(piece))
    for stage in (clean, sentences, quotations):
        stage(text)
    assert time.perf_counter() - begun < 5  # seconds; a quadratic search takes minutes
