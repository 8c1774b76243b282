"""Which days a report is of: an ISO week, or from a day to a day; and days as they are written in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vedette.errors import UsageError

WEEK = re.compile(r"(\d{4})-?[Ww]?(\d{1,2})")

LONGEST = 366
"""Days of a report at most: a year. What is longer is read in series, and not in sentences."""


@dataclass(frozen=True, slots=True)
class Days:
    """`since <= day < until`."""

    since: date
    until: date

    @property
    def last(self) -> date:
        """The last day that is meant."""
        return self.until - timedelta(days=1)

    @property
    def before(self) -> Days:
        """As many days before them."""
        return Days(self.since - (self.until - self.since), self.since)

    @property
    def what(self) -> str:
        """week, where they are seven; else period."""
        return "week" if (self.until - self.since).days == 7 else "period"  # noqa: PLR2004 - days of a week

    def each(self) -> list[date]:
        """Every day."""
        return [self.since + timedelta(days=number) for number in range((self.until - self.since).days)]

    def called(self, day: date) -> str:
        """A day in a sentence: 25 September, with its year only where that is another."""
        return written(day) if day.year != self.last.year else f"{day.day} {day:%B}"

    def stretch(self, since: date, until: date) -> str:
        """Days in a sentence: from the first to the last that is within."""
        last = until - timedelta(days=1)
        if since >= last:
            return self.called(since)
        if (since.year, since.month) == (last.year, last.month):
            return f"{since.day} to {self.called(last)}"
        return f"{self.called(since)} to {self.called(last)}"


def written(day: date) -> str:
    """25 September 2023."""
    return f"{day.day} {day:%B} {day.year}"


def of_call(week: str | None, since: date | str | None, until: date | str | None) -> Days:
    """The days that a call names."""
    if week is not None and (since is not None or until is not None):
        raise UsageError("--week goes without --since and --until: give either")
    if week is not None:
        return of_week(week)
    if since is None:
        raise UsageError("a report is of a week: give --week YYYY-WW, such as 2023-39, or --since and --until")
    first = _day("since", since)
    end = first + timedelta(days=7) if until is None else _day("until", until)
    if not 0 < (end - first).days <= LONGEST:
        raise UsageError(f"there are not 1 to {LONGEST} days from {first} up to {end}; give an --until that is later")
    return Days(first, end)


def of_week(words: str) -> Days:
    """An ISO week: 2023-39, 2023-W39."""
    found = WEEK.fullmatch(words.strip())
    try:
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        first = None
    if first is None:
        raise UsageError(f"{words!r} is no week; write it as YYYY-WW, such as 2023-39, or give --since and --until")
    return Days(first, first + timedelta(days=7))


def _day(name: str, value: date | str) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{name}: {value!r} is no date; write it as YYYY-MM-DD") from None
