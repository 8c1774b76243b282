"""Attacks on several days of a week in a province that had been spared."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vedette.analyse.alerts.found import alert, of_row
from vedette.analyse.alerts.picture import Picture, Told
from vedette.records import Alert


@dataclass(frozen=True, slots=True)
class Repeated:
    """When attacks are repeated."""

    days: int = 3
    """On so many days somebody was hit …"""
    within: int = 7
    """… among so many."""
    quiet_days: int = 180
    """Before them nobody was for so long; and no second alert for so long."""


def repeated(picture: Picture, given: Repeated) -> Iterator[Alert]:
    """A province where attacks come one after the other."""
    units: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in picture.events:
        if row.hit and row.country and row.admin1:
            units[row.country, row.admin1].append(row)
    for rows in units.values():
        yield from _of_unit(rows, given)


def _of_unit(rows: list[Told], given: Repeated) -> Iterator[Alert]:
    """Rows in order of publication; the alert is raised with the report that tells of the last of the days."""
    days: dict[date, list[Told]] = {}
    ordered: list[date] = []
    raised: date | None = None
    for row in rows:
        if row.day not in days:
            insort(ordered, row.day)
        days.setdefault(row.day, []).append(row)
        begin = bisect_right(ordered, row.day - timedelta(days=given.within))
        near = ordered[begin : bisect_right(ordered, row.day)]
        if len(near) < given.days or _spoilt(raised, row.published, ordered, near[0], given):
            continue
        raised = row.published
        yield _alert([one for day in near for one in days[day]], near, row)


def _spoilt(raised: date | None, now: date, ordered: Sequence[date], begin: date, given: Repeated) -> bool:
    """Whether there was an alert, or the province had not been quiet."""
    if raised and (now - raised).days <= given.quiet_days:
        return True
    before = bisect_left(ordered, begin)
    return before > 0 and (begin - ordered[before - 1]).days <= given.quiet_days


def _alert(rows: list[Told], near: list[date], last: Told) -> Alert:
    return alert(
        "repeated-attacks",
        of_row(last),
        near[0],
        last.published,
        f"attacks on {len(near)} days from {near[0]} to {near[-1]} in {last.admin1} ({last.country})",
        actors=[name for row in rows for name in row.actors],
        toward=[name for row in rows for name in row.recipients],
        rows=rows,
        expected=0.0,
        seen=float(len(near)),
    )
