"""What is read at a time: sentences, joined where a quotation runs across their border."""

from __future__ import annotations

import re
from collections.abc import Sequence

DATELINE = re.compile(r"[A-Z][^a-z\n.;]{2,30}[^\n.;]{0,40}?\s(?:-{1,2}|–|—)\s")
"""A town in capitals, perhaps a country and a date, and a dash: "ARUSHA, Tanzania, May 3 - "."""


def units(text: str, sentences: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentence spans in order, joined so that none cuts a long quotation in two, each without its dateline."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(sentences):
        if joined and cuts(quoted, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(after_dateline(text, start, end), end) for start, end in joined]


def cuts(quoted: Sequence[tuple[int, int]], left: int, right: int) -> bool:
    """Whether a border between `left` and `right` lies inside a quotation."""
    return any(start < left and right < end for start, end in quoted)


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the sentence itself begins."""
    match = DATELINE.match(text, start, end)
    return match.end() if match else start
