"""What a time expression stands in: day of publication, direction, words after it, and the times told before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from vedette.records import PassedOver, Span, Surroundings
from vedette.resolve.when import words
from vedette.resolve.when.spans import Stretch

HERE: Final = 0
"""Sentences back: the expression's own only."""
NEAR: Final = 1
"""For a bare "at noon": further back, train's reports have moved on to another day."""
FAR: Final = 6
"""For "the next day" and its kind, which must hang on something."""
ANY: Final = 1000
"""For clock times: the day that the story is at, wherever it was last told."""
ALL: Final = "decade"
"""No limit to how coarse the earlier time is."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Where a time lies on the calendar; `stretch` is None when it cannot be told."""

    stretch: Stretch | None
    rule: str
    passed_over: tuple[PassedOver, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """All that reckoning may look at."""

    span: Span
    surroundings: Surroundings
    ahead: bool
    earlier: Callable[[Setting, int, str], Reckoned | None]
    """Finds the nearest time told before this one, so many sentences back and no coarser than a
    unit; called only by shapes that need it."""
    told: Callable[[Setting, str], Reckoned | None]
    """Finds the day at which the text before told an event of this noun."""
    first: Callable[[Setting], Reckoned | None]
    """Finds the first day that the report tells."""
    depth: int = 0

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.surroundings.published

    @property
    def after(self) -> str:
        """A few words behind the span."""
        return self.surroundings.text[self.span.end : self.span.end + 24]


_A_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FULL_DATE: Final = (
    re.compile(rf"\b{words.MONTH} {words.DAY},? {words.YEAR}\b"),
    re.compile(rf"\b{words.DAY} {words.MONTH},? {words.YEAR}\b"),
)


@lru_cache(maxsize=256)
def full_dates(text: str) -> dict[tuple[int, int], int]:
    """The years of the days of which a text gives the year: {(4, 15): 2013}."""
    if not _A_YEAR.search(text):
        return {}
    found = (match for pattern in _FULL_DATE for match in pattern.finditer(text.lower()))
    return {(words.month(match["month"]), words.day(match["day"])): int(match["year"]) for match in found}


@lru_cache(maxsize=256)
def day_first(text: str) -> bool | None:
    """Whether a text's figures put the day before the month: True, False, or None without evidence."""
    pairs = [(int(a), int(b)) for a, b in re.findall(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](?:19|20)?\d\d\b", text)]
    first, second = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)  # noqa: PLR2004 twelve months
    return first if first != second else None
