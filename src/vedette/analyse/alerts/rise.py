"""More violence told of a country than its own baseline lets expect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from vedette.analyse.alerts.counts import Floats, baseline, tail
from vedette.analyse.alerts.found import Place, alert
from vedette.analyse.alerts.picture import Picture, Told
from vedette.records import Alert

Days = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Rise:
    """When more is told."""

    name: str = "unusual-rise"
    windows: tuple[int, ...] = (28,)
    """Days in which is counted; each is tried, and the least likely held against `tail` over their number."""
    baseline_days: int = 728
    """Days before them, in windows of the same length: what is usual."""
    tail: float = 1e-2
    """Probability under the baseline below which it is an alert."""
    least: float = 3
    """Reports of violence, or dead, at least."""
    dead: bool = False
    """Count the dead, instead of the reports."""
    most: float = 50
    """Dead of one report that count: beyond, one catastrophe would be all that a baseline knows."""
    quiet_days: int = 90
    """No second alert of a country for so long after the last unusual day."""


def rise(picture: Picture, given: Rise) -> Iterator[Alert]:
    """For each country the days on which the reports of violence became unusual."""
    if picture.first is None or picture.last is None:
        return
    calendar = Calendar(picture.first, (picture.last - picture.first).days + 1)
    read = calendar.counted(picture.read)
    for _, rows in sorted(by_country(picture).items()):
        seen = calendar.counted(_days(rows, given))
        for day, window, figured in unusual(seen, read, given):
            yield _alert(rows, calendar.day(day), window, figured, given)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days as places of an array."""

    first: date
    length: int

    def counted(self, days: Mapping[date, float]) -> Floats:
        """Numbers of days as an array."""
        found = np.zeros(self.length)
        for day, number in days.items():
            found[(day - self.first).days] = number
        return found

    def counted_rows(self, rows: list[Told]) -> Floats:
        """Reports a day."""
        return self.counted(_days(rows, Rise()))

    def day(self, place: int) -> date:
        """The day at a place."""
        return self.first + timedelta(days=place)


Seen = tuple[float, float, float]
"""Seen, expected, tail."""


def by_country(picture: Picture) -> dict[str, list[Told]]:
    """The violent events of each country, one a report."""
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for row in picture.events:
        if row.violent and row.country:
            before = found[row.country].get(row.report)
            found[row.country][row.report] = row if before is None or row.killed > before.killed else before
    return {country: list(rows.values()) for country, rows in found.items()}


def _days(rows: list[Told], given: Rise) -> Mapping[date, float]:
    days: dict[date, float] = defaultdict(float)
    for row in rows:
        days[row.published] += min(row.killed, given.most) if given.dead else 1
    return days


@dataclass(frozen=True)
class Figures:
    """Of the window that ends with each day: what was seen, what was to be expected with which overdispersion, and how
    likely so much is. Of days before the baseline is full, and of those on which too little was seen, nothing is expected, and
    all is likely.
    """

    seen: Floats
    expected: Floats
    spread: Floats
    likely: Floats


def unusual(seen: Floats, read: Floats, given: Rise) -> Iterator[tuple[int, int, Seen]]:
    """The first day of each unusual stretch, with the window that shows it best."""
    found = {window: figures(seen, read, given, window) for window in given.windows}
    tails = np.stack([each.likely for each in found.values()])
    best = tails.min(axis=0) * len(found)
    last = -given.quiet_days - 1
    for day in np.flatnonzero(best < given.tail).tolist():
        if day - last > given.quiet_days:
            window = given.windows[int(tails[:, day].argmin())]
            each = found[window]
            yield day, window, (float(each.seen[day]), float(each.expected[day]), float(each.likely[day]))
        last = day


def figures(seen: Floats, read: Floats, given: Rise, window: int) -> Figures:
    """The figures of the days on which enough was seen for an alert, for windows of one length."""
    now, known = summed(seen, window), summed(read, window)
    full = usual(now, known, np.flatnonzero(now >= given.least), window, given)
    likely: Any = np.ones(len(seen))
    likely[full.days] = tail(now[full.days], full.expected[full.days], full.spread[full.days])
    return Figures(now, full.expected, full.spread, likely)


@dataclass(frozen=True)
class Usual:
    """What is to be expected, and how overdispersed, of the windows that end with `days`."""

    days: Days
    expected: Floats
    spread: Floats


def usual(now: Floats, known: Floats, days: Days, window: int, given: Rise) -> Usual:
    """By the sums over the windows before those that end with some days, of which those count whose baseline is full."""
    number = given.baseline_days // window
    full = days[days >= window * (number + 1) - 1]
    expected, spread = np.zeros(len(now)), np.ones(len(now))
    if len(full):
        back = full[:, None] - window * np.arange(1, number + 1)[None, :]
        expected[full], spread[full] = baseline(now[back], known[back], known[full])
    return Usual(full, expected, spread)


def summed(days: Floats, window: int) -> Floats:
    """Sums over the window that ends with each day."""
    total = np.concatenate([[0.0], np.cumsum(days)])
    ends = np.arange(1, len(days) + 1)
    found: Floats = total[ends] - total[np.maximum(ends - window, 0)]
    return found


def _alert(rows: list[Told], day: date, window: int, figured: Seen, given: Rise) -> Alert:
    seen, expected, likely = figured
    cited = [row for row in rows if day - timedelta(days=window) < row.published <= day]
    country = rows[0].country or ""
    return alert(
        given.name,
        Place(country),
        min((row.day for row in cited), default=day),
        day,
        f"{seen:g} {'dead' if given.dead else 'reports of violence'} in {country} in {window} days, "
        f"where {expected:.1f} were to be expected",
        toward=[country],
        rows=cited,
        expected=expected,
        seen=seen,
        tail=likely,
    )
