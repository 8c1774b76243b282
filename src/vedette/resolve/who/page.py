"""A whole report, scanned once: every name of the lexicon in it, and where its sentences lie."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vedette.records import Span, Surroundings
from vedette.resolve.who.lexicon import Lexicon
from vedette.resolve.who.marks import Marks
from vedette.resolve.who.pieces import blocked, pick
from vedette.resolve.who.same import Same
from vedette.resolve.who.scan import scan
from vedette.resolve.who.terms import Hit, Term
from vedette.resolve.who.words import Words, split

_SENTENCE_END = re.compile(r"(?<=[.!?])[\s.”\"“]+(?=[^\W\d_a-z]|“)")
PAGES = 16
"""Reports kept scanned; a report's spans are resolved one after another, so few are needed."""
REACH = 6_000
"""Code points on either side within which a report is looked at: more than the longest training report has, so that only
a text of many pages is cut, whose far pages tell nothing of these words, and the time for a text grows with its length."""


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
    day: date | None
    lexicon: Lexicon
    words: Words
    found: tuple[Found, ...]
    """Names but no roles, in text order."""
    starts: tuple[int, ...]
    """Where each of these begins."""
    hits: tuple[Hit, ...]
    """Where names and roles stand among the words."""
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

    def before(self, offset: int) -> Sequence[Found]:
        """The names within reach that end before an offset, in text order."""
        lo, hi = bisect_left(self.starts, offset - REACH), bisect_left(self.starts, offset)
        return self.found[lo : hi - 1 if hi > lo and self.found[hi - 1].end > offset else hi]

    def beside(self, offset: int) -> Sequence[Found]:
        """The names within reach on both sides, in text order."""
        return self.found[bisect_left(self.starts, offset - REACH) : bisect_left(self.starts, offset + REACH)]


class Scene(NamedTuple):
    """Words, and all that may be looked at to tell what they mean."""

    span: Span
    trigger: Span | None
    here: Page
    marks: Marks


def page(around: Surroundings, lexicon: Lexicon) -> Page:
    """The page of a report's text, on its day."""
    return _page(Same(hash(around.text), around.text, around.published, around.sentences, lexicon))


@lru_cache(maxsize=PAGES)
def _page(key: Same) -> Page:
    text, day, sentences, lexicon = key.things
    words = split(text)
    hits = tuple(scan(words, lexicon.index, lexicon.lengths))
    found = tuple([_found(words, hit, term) for hit in hits if (term := pick(hit.terms, day)).kind != "role"])
    breaks = tuple([start for start, _ in sentences]) or (0, *[match.end() for match in _SENTENCE_END.finditer(text)])
    return Page(text, day, lexicon, words, found, tuple([each.start for each in found]), hits, breaks)


def _found(words: Words, hit: Hit, term: Term) -> Found:
    first, after, _ = hit
    before = words.folded[first - 1] if first else ""
    return Found(words.starts[first], words.ends[after - 1], term, before, blocked(words, first, after))
