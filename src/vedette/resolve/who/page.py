"""A whole report, scanned once: every name of the lexicon in it, and where its sentences lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vedette.records import Span, Surroundings
from vedette.resolve.who.lexicon import Lexicon
from vedette.resolve.who.pieces import blocked, pick
from vedette.resolve.who.scan import scan
from vedette.resolve.who.terms import Term
from vedette.resolve.who.words import Words, split

_SENTENCE_END = re.compile(r"(?<=[.!?])[\s.”\"“]+(?=[^\W\d_a-z]|“)")
PAGES = 16
"""Reports kept scanned; a report's spans are resolved one after another, so few are needed."""


class Found(NamedTuple):
    """A name in the report, in code points of its text."""

    start: int
    end: int
    term: Term
    before: str
    """The folded word before it."""
    blocked: bool
    """It is a patron's or an enemy's name: "Russian-backed", "anti-Houthi"."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A report as `who` sees it."""

    text: str
    words: Words
    found: tuple[Found, ...]
    """Names but no roles, in text order."""
    known: frozenset[int]
    """Numbers of the words that stand in a name or role of the lexicon."""
    breaks: tuple[int, ...]
    """Where sentences start."""

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds an offset."""
        return bisect_right(self.breaks, offset) - 1

    def bounds(self, offset: int) -> tuple[int, int]:
        """Where the sentence that holds an offset starts, and where the next one does."""
        after = bisect_right(self.breaks, offset)
        start = self.breaks[after - 1] if after else 0
        return start, self.breaks[after] if after < len(self.breaks) else len(self.text)


class Scene(NamedTuple):
    """Words, and all that may be looked at to tell what they mean."""

    span: Span
    around: Surroundings
    here: Page
    lexicon: Lexicon


@lru_cache(maxsize=PAGES)
def page(text: str, day: date | None, sentences: tuple[tuple[int, int], ...], lexicon: Lexicon) -> Page:
    """The page of a text published on a day."""
    words = split(text)
    found: list[Found] = []
    known: set[int] = set()
    for hit in scan(words, lexicon.index, lexicon.lengths):
        known.update(range(hit.start, hit.end))
        term = pick(hit.terms, day)
        if term.kind != "role":
            before = words.folded[hit.start - 1] if hit.start else ""
            shut = blocked(words, hit.start, hit.end)
            found.append(Found(words.starts[hit.start], words.ends[hit.end - 1], term, before, shut))
    breaks = tuple(start for start, _ in sentences) or (0, *(match.end() for match in _SENTENCE_END.finditer(text)))
    return Page(text, words, tuple(found), frozenset(known), breaks)
