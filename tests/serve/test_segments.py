"""Pieces of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from vedette.serve.segments import Mark, cut

TEXTS = some.text(alphabet="ab 😀e\u0301\u202e\n<", max_size=40)
ENDS = some.tuples(some.integers(-2, 45), some.integers(-2, 45))


@given(TEXTS, some.lists(ENDS, max_size=8))
def test_pieces_put_together_are_the_text_and_each_mark_covers_its_own_words(
    text: str, ends: list[tuple[int, int]]
) -> None:
    marks = [Mark(start, end, str(number), "actor", "actor", None, "r") for number, (start, end) in enumerate(ends)]
    pieces = cut(text, marks)
    assert "".join(piece["text"] for piece in pieces) == text
    assert all(piece["text"] for piece in pieces)
    for mark in marks:
        covered = "".join(p["text"] for p in pieces if any(m["event"] == mark.event for m in p["marks"]))
        whole = 0 <= mark.start < mark.end <= len(text)
        assert covered == (text[mark.start : mark.end] if whole else "")
