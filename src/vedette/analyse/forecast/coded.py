"""What a lake tells of killed, by country and month: each happening once, totals and background left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from vedette.analyse.forecast.retold import REASONS, retold
from vedette.analyse.forecast.totals import BACKGROUND, background, total
from vedette.analyse.series.coverage import coverage
from vedette.analyse.series.told import COUNTRY
from vedette.store.known import Query
from vedette.store.opened import Lake
from vedette.store.tables import TABLES

EVENTS = """
SELECT id, report, published, since, "until", coalesce(since, published) AS day, place, admin1, country AS where_told,
    trigger.start AS trigger, len(list_filter(arguments, lambda a: a.role = 'actor')) > 0 AS acted,
    coalesce(country, country_of(recipients), country_of(actors)) AS country,
    list_transform(list_filter(arguments, lambda a: a.role = 'killed' AND coalesce(a.count.value.low, a.count.value.high) > 0),
        lambda a: {'low': coalesce(a.count.value.low, a.count.value.high), 'start': a.span.start, 'end': a.span."end"})
        AS killed
FROM events
WHERE superseded_at IS NULL AND type = 'ASSAULT' AND status IN ('actual', 'ongoing') AND published IS NOT NULL
"""
"""Assaults that happened. Deaths by accident, disease and storm are none. The country of one without a place is that of
those whom it befell, else of those who did it, where it is one; `where_told` is that of its place alone."""

NEVER = (*BACKGROUND, *REASONS)
"""Why an assault does not count at all, and not only its number."""

MOST = 1000.0
"""Killed in one happening of a month. What is told of more is in news reports nearly always the toll of a war or a region,
whatever the words beside it; of the 30 greatest numbers of a lake of 112,000 short reports, none was one happening's."""

TEXTS = "SELECT key, text FROM reports WHERE key IN (SELECT report FROM assaults)"

GROUPS = """
SELECT unnest(events) AS event, id, list_filter(findings, lambda one: one.about = 'killed')[1].count.high AS high
FROM incidents WHERE superseded_at IS NULL
"""

PLACES = """
SELECT g.id, mode(a.where_told ORDER BY a.where_told) FROM groups g JOIN assaults a ON a.id = g.event
WHERE a.where_told IS NOT NULL GROUP BY 1
"""
"""The country in which most assaults of an incident are told to be."""

Key = tuple[str, str]
"""Country (ISO 3166 alpha-3) and month (YYYY-MM)."""


@dataclass(frozen=True, slots=True)
class Assault:
    """An assault as one report tells it."""

    event: str
    report: str
    country: str | None
    day: date
    published: date
    killed: float | None
    """The greatest of its numbers, each at its lower bound; None where there is none that counts."""
    left: str | None
    """Why it, or its number, does not count; None where it does."""
    incident: tuple[object, ...]
    """What is one happening: its incident, else country, day and place."""
    most: float | None = None
    """The upper end of the range of killed that its incident was reconciled to; None where it has none."""

    def key(self, *, told: bool) -> Key | None:
        """Country and month: that in which it was published where `told`, else that in which it happened."""
        return (self.country, f"{self.published if told else self.day:%Y-%m}") if self.country else None


@dataclass(slots=True)
class Coded:
    """A lake by country and month. What is not there is zero, or was not told."""

    killed: dict[Key, float] = field(default_factory=dict)
    reconciled: dict[Key, float] = field(default_factory=dict)
    """Likewise, of each happening no more than the upper end of its incident's range."""
    assaults: dict[Key, int] = field(default_factory=dict)
    """How many happenings."""
    read: dict[str, int] = field(default_factory=dict)
    """Month -> reports read at all."""
    left: Counter[str] = field(default_factory=Counter)
    """Why assaults or their numbers were left out -> how many."""


def coded(lake: Lake, *, told: bool = False) -> Coded:
    """What the lake tells, as it stands. With `told`, each month holds what was published in it and no later knowledge, as
    a forecast needs; without, what happened in it.
    """
    found = summed(assaults(lake, told=told), told=told)
    for row in coverage(lake).to_pylist():
        month = f"{row['day']:%Y-%m}"
        found.read[month] = found.read.get(month, 0) + row["read"]
    return found


def summed(assaults: Iterable[Assault], *, told: bool = False) -> Coded:
    """Each happening once a month, with the greatest number that a report gives of it."""
    found, most = Coded(), dict[tuple[Key, tuple[object, ...]], tuple[float, float]]()
    for each in assaults:
        if each.left:
            found.left[each.left] += 1
        key = each.key(told=told)
        if key is None or each.left in NEVER:
            continue
        killed = each.killed or 0.0
        held = killed if each.most is None else min(killed, each.most)
        before = most.get((key, each.incident), (0.0, 0.0))
        most[key, each.incident] = max(before[0], killed), max(before[1], held)
    found.killed, found.reconciled = (_by_key((key, both[at]) for (key, _), both in most.items()) for at in (0, 1))
    found.assaults = dict(Counter(key for key, _ in most))
    return found


def _by_key(counts: Iterable[tuple[Key, float]]) -> dict[Key, float]:
    sums = defaultdict[Key, float](float)
    for key, count in counts:
        sums[key] += count
    return dict(sums)


def assaults(lake: Lake, *, told: bool = False) -> Iterator[Assault]:
    """All assaults of a lake, with the number of killed that counts. With `told`, nothing is taken from other reports of the
    same incident, which may be later; without, one that tells no place is where its incident is.
    """
    names = [name for name in ("events", "reports", "incidents") if name in lake.tables]
    query = Query({name: lake.tables[name] for name in names}, TABLES)
    query.run(COUNTRY)
    query.give("assaults", query.rows(EVENTS))
    texts = dict(query.tuples(TEXTS))
    groups, places = _incidents(query) if "incidents" in names else ({}, {})
    for row in query.rows("SELECT * FROM assaults ORDER BY day, id").to_pylist():
        incident, most = groups.get(row["id"], (None, None))
        place = None if told or row["where_told"] else places.get(incident)
        found = assault(row | {"country": place} if place else row, texts.get(row["report"], ""), incident)
        yield found if told else replace(found, most=most)


def _incidents(query: Query) -> tuple[dict[str, tuple[str, float | None]], dict[str | None, str]]:
    """Event -> its incident and the upper end of its range; incident -> the country that most of its events are told in."""
    query.give("groups", query.rows(GROUPS))
    groups = {event: (incident, high) for event, incident, high in query.tuples("SELECT event, id, high FROM groups")}
    return groups, dict(query.tuples(PLACES))


def assault(row: Mapping[str, Any], text: str, incident: str | None) -> Assault:
    """One row, with its report's text."""
    numbers = row["killed"] or []
    counted = [each["low"] for each in numbers if not total(text, each["start"], each["end"])]
    left = background(row["published"], row["since"], row["until"])
    left = left or retold(text, row["trigger"], dated=row["since"] is not None, acted=row["acted"])
    if not left and numbers and not counted:
        left = "number of a war or a year"
    if not left and counted and max(counted) > MOST:
        left = f"number over {MOST:,.0f}"
    killed = None if left or not counted else max(counted)
    spot = (incident,) if incident else (row["country"], row["day"], row["admin1"] or row["place"])
    return Assault(row["id"], row["report"], row["country"], row["day"], row["published"], killed, left, spot)
