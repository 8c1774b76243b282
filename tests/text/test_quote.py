from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.text import quotations

CASES = Path(__file__).parents[1] / "cases" / "quotations.tsv"
PIECES = st.lists(
    st.sampled_from(["“", "”", '"', "'", "’", "‘", "«", "»", "``", "a", "S", " ", ".", ",", "\n\n", "\n"])
)


def rows() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        table = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"].replace("\\n", "\n"), row["why"]) for row in table]


@pytest.mark.parametrize(("marked", "why"), rows())
def test_quotations_are_what_stands_between_marks(marked: str, why: str) -> None:
    text = re.sub("[⟦⟧⟫]", "", marked)
    expected = [(found[1], found[2] == "⟧") for found in re.finditer("⟦(.*?)([⟧⟫])", marked, re.DOTALL)]
    assert [(text[each.start : each.end], each.closed) for each in quotations(text)] == expected, why


@given(st.one_of(st.text(), PIECES.map("".join)))
def test_quotations_are_in_order_and_hold_their_inner_words(text: str) -> None:
    found = quotations(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for each in found:
        inner = text[each.inner_start : each.inner_end]
        assert 0 <= each.start < each.inner_start < each.inner_end <= each.end <= len(text)
        assert inner == inner.strip()
