"""Stretches of the calendar, half-open: the arithmetic under every answer."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)
RANK: Final = {
    "day": 0, "night": 0, "part-of-day": 0, "weekend": 1, "week": 2, "part-of-month": 3, "month": 3, "quarter": 4,
    "season": 4, "year": 5, "decade": 6,
}  # fmt: skip
"""How coarse a precision is."""
_RANGE_AS: Final = (("day", 2), ("week", 10), ("month", 45), ("season", 130), ("year", 500))
"""Days up to which a range is as coarse as the named unit."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `since` up to and without `until`."""

    since: date
    until: date
    precision: str

    @property
    def last(self) -> date:
        """The last day within."""
        return self.until - ONE_DAY


def rank(stretch: Stretch) -> int:
    """How coarse a stretch is; a range of two days counts as a day, a longer one as what it could be."""
    if stretch.precision in RANK:
        return RANK[stretch.precision]
    length = (stretch.until - stretch.since).days
    return next((RANK[name] for name, most in _RANGE_AS if length <= most), RANK["decade"])


def day(when: date, precision: str = "day") -> Stretch:
    """The one day."""
    return Stretch(when, when + ONE_DAY, precision)


def days(first: date, last: date, precision: str = "range") -> Stretch:
    """From the first to the last day, both within, whichever way round they come."""
    return Stretch(min(first, last), max(first, last) + ONE_DAY, precision)


def week(of: date) -> Stretch:
    """Monday to Sunday."""
    monday = of - timedelta(days=of.weekday())
    return Stretch(monday, monday + timedelta(days=7), "week")


def weekend(of: date) -> Stretch:
    """Saturday and Sunday of the week that the day is in."""
    saturday = of + timedelta(days=5 - of.weekday())
    return Stretch(saturday, saturday + timedelta(days=2), "weekend")


def month(year: int, number: int, precision: str = "month") -> Stretch:
    """A calendar month."""
    first = date(year, number, 1)
    return Stretch(first, add_months(first, 1), precision)


def years(first: int, count: int = 1) -> Stretch:
    """`count` calendar years from January of the first."""
    precision = "year" if count == 1 else "decade" if count == 10 else "range"  # noqa: PLR2004 a decade has ten
    return Stretch(date(first, 1, 1), date(first + count, 1, 1), precision)


def add_months(when: date, number: int) -> date:
    """The same day so many months on, or the last of the month where that has no such day."""
    year, index = divmod(when.year * 12 + when.month - 1 + number, 12)
    return date(year, index + 1, min(when.day, calendar.monthrange(year, index + 1)[1]))


def unit(name: str, when: date) -> Stretch:
    """The calendar unit that a day is in; the day itself for what is no unit."""
    lay = _UNITS.get(name)
    return lay(when) if lay else day(when)


def quarter(year: int, number: int) -> Stretch:
    """Three months; the first begins in January."""
    first = date(year, number * 3 - 2, 1)
    return Stretch(first, add_months(first, 3), "quarter")


def half(year: int, number: int) -> Stretch:
    """Six months; the first begins in January."""
    first = date(year, number * 6 - 5, 1)
    return Stretch(first, add_months(first, 6), "range")


_SEASON_MONTH: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def season(name: str, year: int) -> Stretch:
    """Three whole months of the northern year; a winter begins in December of the year."""
    first = date(year, _SEASON_MONTH[name], 1)
    return Stretch(first, add_months(first, 3), "season")


def move(when: date, name: str, number: int) -> date:
    """The day so many units on."""
    if name in {"month", "quarter"}:
        return add_months(when, number * (3 if name == "quarter" else 1))
    if name in {"year", "decade", "century"}:
        return add_months(when, 12 * number * {"year": 1, "decade": 10, "century": 100}[name])
    step = {"week": 7, "weekend": 7, "fortnight": 14}.get(name, 1)
    return when + timedelta(days=step * number)


_UNITS: Final[dict[str, Callable[[date], Stretch]]] = {
    "week": week,
    "weekend": weekend,
    "month": lambda when: month(when.year, when.month),
    "quarter": lambda when: quarter(when.year, (when.month - 1) // 3 + 1),
    "year": lambda when: years(when.year),
    "decade": lambda when: years(when.year // 10 * 10, 10),
    "century": lambda when: years(when.year // 100 * 100, 100),
}
