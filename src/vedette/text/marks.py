"""Quotation marks, and which of them may open or close a quotation.

What stands around a mark decides; only where that leaves it open, the mark's own shape does. So a stray mark behind a
full stop opens nothing, and a wrongly curled one still closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„‟«»″＂]|``|''|[‘’'‚‹›]")
_ALL = frozenset("\"“”„‟«»″＂`‘’'‚‹›")
_SINGLE = frozenset("‘’'‚‹›")
_GUILLEMETS = frozenset("«»")
_OPENING = frozenset({"“", "„", "‟", "«", "``"})
_CLOSING = frozenset({"”", "»"})
_CONTRACTED = re.compile(r"['’‘](?:\d0?s?|em|til|tis|twas|cause|n)\b", re.IGNORECASE)
_FREE_BEFORE = frozenset("([{-–—/")
_FREE_AFTER = frozenset(")]},.;:!?-–—/…")

MOST_ADJACENT = 8
"""Marks in a row that are looked past for the character beside them; texts that were translated twice have up to four."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark. One that may both open and close does what the marks before it leave to do."""

    start: int
    end: int
    family: str
    """single, double or guillemet: marks of different families don't close one another."""
    opens: bool
    closes: bool


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The marks of a paragraph that may do something; apostrophes inside words are none."""
    for found in _MARK.finditer(text, start, end):
        before, after = _free_before(text, found.start(), start), _free_after(text, found.end(), end)
        if found[0] in _SINGLE:
            opens = before and not after and not _CONTRACTED.match(text, found.start())
            yield Mark(*found.span(), "single", opens, closes=after and not before)
        else:
            family = "guillemet" if found[0] in _GUILLEMETS else "double"
            yield Mark(*found.span(), family, *_doubles(found[0], before=before, after=after))


def _doubles(shape: str, *, before: bool, after: bool) -> tuple[bool, bool]:
    """Whether a double mark opens, and whether it closes."""
    if before != after:
        return before, after
    return shape not in _CLOSING, shape not in _OPENING


def _free_before(text: str, at: int, start: int) -> bool:
    """Whether nothing that a quotation could end with stands before, other marks aside."""
    start = max(start, at - MOST_ADJACENT)
    while at > start and text[at - 1] in _ALL:
        at -= 1
    return at == start or text[at - 1].isspace() or text[at - 1] in _FREE_BEFORE


def _free_after(text: str, at: int, end: int) -> bool:
    """Whether nothing that a quotation could begin with stands behind, other marks aside."""
    end = min(end, at + MOST_ADJACENT)
    while at < end and text[at] in _ALL:
        at += 1
    return at == end or text[at].isspace() or text[at] in _FREE_AFTER
