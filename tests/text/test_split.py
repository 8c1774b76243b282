from __future__ import annotations

import csv
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.text import sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences.tsv"
SHARED = Path(os.environ.get("VEDETTE_SHARED", Path(__file__).parents[2] / ".." / "shared"))
CUT = "‖"
FLOOR = 0.98
"""F1 of the ends of sentences; 0.996 was measured."""

PIECES = st.lists(st.sampled_from(["Gen.", "He", "said", " ", "\n", "\n\n", "..", ".", '"', "“", "”", "U.S.", "5"]))
TEXTS = st.one_of(st.text(), PIECES.map("".join))


def rows(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        table = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"].replace("\\n", "\n"), row["why"]) for row in table]


@pytest.mark.parametrize(("marked", "why"), rows(CASES))
def test_sentences_end_where_a_reader_ends_them(marked: str, why: str) -> None:
    text = marked.replace(CUT, "")
    expected = [piece.strip() for piece in marked.split(CUT)]
    assert [text[start:end] for start, end in sentences(text)] == expected, why


@given(TEXTS)
def test_all_but_white_space_lies_in_one_sentence_in_order(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS)
def test_no_sentence_begins_or_ends_with_white_space(text: str) -> None:
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in sentences(text))


def test_sentences_of_annotated_reports_are_found() -> None:
    path = SHARED / "corpus" / "dev.jsonl"
    if not path.exists():
        pytest.skip("The sentences of annotated reports need ../shared/corpus/dev.jsonl")
    right = found = wanted = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        last = len(report["text"].rstrip())
        gold = {end for _, end in report["sentences"]} - {last}
        ours = {end for _, end in sentences(report["text"])} - {last}
        right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
    assert 2 * right / (found + wanted) >= FLOOR
