"""First violence in a quiet place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vedette.analyse.alerts.found import alert, of_row
from vedette.analyse.alerts.picture import Picture, Told
from vedette.records import Alert

NAMED = ("city", "region")
"""Kinds of place that a first attack must be told of: a "post" or "field" is often one of another province."""


@dataclass(frozen=True, slots=True)
class First:
    """When violence is the first."""

    quiet_days: int = 365
    """So long nothing was told of the province."""
    killed: float = 1
    """At least so many dead by one report."""
    neighbours_days: int = 30
    """A second province of a country within so many days is the same outbreak."""


def first(picture: Picture, given: First) -> Iterator[Alert]:
    """A province in which nothing violent was told of for a year, and now somebody was killed."""
    last: dict[tuple[str, str], date] = {}
    raised: dict[str, date] = {}
    for day, rows in by_day(picture):
        for unit, told in _units(rows):
            before = last.get(unit)
            dead = max(row.killed for row in told)
            if dead >= given.killed and _is_quiet(before, day, given) and not _near(raised.get(unit[0]), day, given):
                raised[unit[0]] = day
                yield _alert(picture, told, day, before, given)
            last[unit] = max(before or day, day)


def by_day(picture: Picture) -> Iterator[tuple[date, list[Told]]]:
    """The violent events with a province, by the day on which they were published."""
    days: dict[date, list[Told]] = defaultdict(list)
    for row in picture.events:
        if row.violent and row.country and row.admin1 and row.kind in NAMED:
            days[row.published].append(row)
    yield from sorted(days.items())


def _units(rows: list[Told]) -> Iterator[tuple[tuple[str, str], list[Told]]]:
    units: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for row in rows:
        units[row.country or "", row.admin1 or ""].append(row)
    yield from sorted(units.items(), key=lambda unit: (-len(unit[1]), unit[0]))


def _is_quiet(before: date | None, day: date, given: First) -> bool:
    """Whether nothing was told of for long."""
    return before is None or (day - before).days > given.quiet_days


def _near(raised: date | None, day: date, given: First) -> bool:
    return raised is not None and (day - raised).days <= given.neighbours_days


def _alert(picture: Picture, told: list[Told], day: date, before: date | None, given: First) -> Alert:
    row = max(told, key=lambda one: one.killed)
    known = picture.first or day
    span = (day - known).days
    late = span < given.quiet_days and before is None
    return alert(
        "first-violence",
        of_row(row),
        min(one.day for one in told),
        day,
        f"{row.killed:g} or more dead in {row.admin1} ({row.country}), of which no violence was told "
        + (f"since {before}" if before else "before"),
        actors=[name for one in told for name in one.actors],
        toward=[name for one in told for name in one.recipients],
        rows=told,
        expected=0.0,
        seen=float(len(told)),
        note=f"the record begins on {known}: that it was quiet before cannot be told" if late else None,
    )
