"""A level of violence that changed and stays changed: Page's cumulative sum over weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from vedette.analyse.alerts.counts import Floats, tail
from vedette.analyse.alerts.found import Place, alert
from vedette.analyse.alerts.picture import Picture, Told
from vedette.analyse.alerts.rise import Calendar, Rise, by_country, summed, usual
from vedette.records import Alert

WEEK = 7


@dataclass(frozen=True, slots=True)
class Change:
    """When a level has changed."""

    times: float = 3.0
    """The new level is so many times the old: the change that is looked for."""
    evidence: float = 3.0
    """Log-likelihood ratio of the new level against the old, summed since the change, from which it is an alert."""
    weeks: int = 3
    """Weeks with violence since the change at least: one bad week is none."""
    quiet_days: int = 180
    """No second alert of a country for so long after the sum was last so high."""


def change(picture: Picture, given: Change) -> Iterator[Alert]:
    """For each country the weeks in which it became clear that more is told than before, and since when."""
    if picture.first is None or picture.last is None:
        return
    calendar = Calendar(picture.first, (picture.last - picture.first).days + 1)
    read = calendar.counted(picture.read)
    for country, rows in sorted(by_country(picture).items()):
        seen = calendar.counted_rows(rows)
        for end, begin, expected in changed(seen, read, given):
            yield _alert(country, calendar, (begin, end), expected, rows)


def changed(seen: Floats, read: Floats, given: Change) -> Iterator[tuple[int, int, float]]:
    """The last day of the week that makes a change sure, the day from which it is reckoned, and what was expected since."""
    ends = np.arange(WEEK - 1, len(seen), WEEK)
    weekly = usual(summed(seen, WEEK), summed(read, WEEK), ends, WEEK, Rise())
    now, expected, spread = summed(seen, WEEK)[ends], weekly.expected[ends], weekly.spread[ends]
    ratio = _ratio(now, expected, spread, given.times)
    total = np.cumsum(ratio)
    lowest = np.minimum.accumulate(np.concatenate([[0.0], total[:-1]]))
    above = np.maximum(total - lowest, 0.0)
    last = -given.quiet_days
    for week in np.flatnonzero(above >= given.evidence).tolist():
        begin = week if above[week] == 0 else _begin(above, week)
        told = int((now[begin : week + 1] > 0).sum())
        if told < given.weeks:
            continue
        if week * WEEK - last >= given.quiet_days:
            yield int(ends[week]), int(ends[begin]) - WEEK + 1, float(expected[begin : week + 1].sum())
        last = week * WEEK


def _ratio(now: Floats, expected: Floats, spread: Floats, times: float) -> Floats:
    """Log-likelihood ratio of each week; 0 of weeks before there is a baseline."""
    from scipy.stats import nbinom  # type: ignore[import-untyped]  # noqa: PLC0415 - as in `counts`

    known = expected > 0
    size, mean = 1 / np.where(known, spread, 1.0), np.where(known, expected, 1.0)
    more, same = (nbinom.logpmf(now, size, size / (size + level)) for level in (mean * times, mean))
    found: Floats = np.where(known, more - same, 0.0)
    return found


def _begin(above: Floats, week: int) -> int:
    """The week after the sum was last at zero."""
    zero = np.flatnonzero(above[:week] <= 0)
    return int(zero[-1]) + 1 if len(zero) else 0


def _alert(country: str, calendar: Calendar, span: tuple[int, int], expected: float, rows: list[Told]) -> Alert:
    begin, end = (calendar.day(place) for place in span)
    cited = [row for row in rows if begin <= row.published <= end]
    seen = float(len(cited))
    likely = tail(np.array([seen]), np.array([max(expected, 1e-9)]), np.array([0.3]))
    return alert(
        "change-point",
        Place(country),
        begin,
        end,
        f"{seen:g} reports of violence in {country} since {begin}, where {expected:.1f} were to be expected: the level has changed",
        toward=[country],
        rows=cited,
        expected=expected,
        seen=seen,
        tail=float(likely[0]),
        note=f"{(end - begin + timedelta(days=1)).days} days with more than before",
    )
