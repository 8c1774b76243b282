"""What is counted over incidents: who did to whom, and series by day, week or month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from vedette.errors import UsageError
from vedette.records import SCHEMA
from vedette.serve.filters import DyadsAsked, IncidentFilters, SeriesAsked, given
from vedette.serve.snapshot import Snapshot

Json = dict[str, Any]

MOST = 4000
"""Stretches of a series: eleven years by day, 76 by week."""

PAIRS = """
WITH pairs AS (
    SELECT actor, unnest(recipients) AS recipient, intensity
    FROM (SELECT unnest(actors) AS actor, recipients, intensity FROM flat WHERE {where})
)
SELECT actor, recipient, count(*) AS n, count(*) FILTER (intensity < 0) AS hostile, round(avg(intensity), 2) AS mean
FROM pairs GROUP BY 1, 2 ORDER BY n DESC, actor, recipient
"""

BUCKETS = """
SELECT {split} AS key, date_trunc('{by}', since)::DATE AS day, {low} AS low, {high} AS high
FROM flat WHERE {where} AND since >= ? AND since < ? GROUP BY 1, 2
"""

READ = """
SELECT date_trunc('{by}', published)::DATE AS day, count(*) AS n FROM told WHERE published >= ? AND published < ? GROUP BY 1
"""

MEASURES = {
    "incidents": ("count(*)", "count(*)"),
    "killed": ("sum(coalesce(killed_low, 0))", "sum(coalesce(killed_high, killed_low, 0))"),
    "injured": ("sum(coalesce(injured_low, 0))", "sum(coalesce(injured_high, injured_low, 0))"),
    "intensity": ("round(avg(intensity), 2)", "round(avg(intensity), 2)"),
    "voices": ("sum(voices)", "sum(voices)"),
}
"""Measure -> its least and greatest value over the incidents of a stretch."""

MEANS = ("intensity",)
"""Measures that are nothing, and not 0, where no incident was."""


def dyads(here: Snapshot, asked: DyadsAsked) -> Json:
    """Who did to whom: the actors and targets of the most incidents, and each pair of them."""
    wanted = IncidentFilters(**given(asked, "since", "until", "place", "country", "type"))
    where, values = here.index.where(wanted, None)
    pairs = here.index.rows(PAIRS.format(where=where), values).to_pylist()
    actors, targets = _most(pairs, "actor", asked.limit), _most(pairs, "recipient", asked.limit)
    shown = [pair for pair in pairs if pair["actor"] in actors and pair["recipient"] in targets]
    cells = [
        {name: pair[name] for name in ("actor", "recipient", "n", "hostile")} | {"mean_intensity": pair["mean"]}
        for pair in shown
    ]
    return {"schema": SCHEMA, "actors": actors, "targets": targets, "cells": cells}


def _most(pairs: Sequence[Json], side: str, most: int) -> list[str]:
    counted: dict[str, int] = {}
    for pair in pairs:
        counted[pair[side]] = counted.get(pair[side], 0) + pair["n"]
    return sorted(counted, key=lambda name: (-counted[name], name))[:most]


def series(here: Snapshot, asked: SeriesAsked) -> Json:
    """One value a stretch of days."""
    since, until = _bounds(here, asked)
    days = _stretches(since, until, asked.by)
    ends = [days[0], _next(days[-1], asked.by)] if days else [date.min, date.min]
    read = _by_day(here, READ.format(by=asked.by), ends)
    counts = [read.get(day, 0) for day in days]
    runs = _runs(here, asked, ends) or ({} if asked.split else {"all": {}})
    made = [_run(key, runs[key], days, counts, asked.measure) for key in sorted(runs)]
    return {
        "schema": SCHEMA,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "by": asked.by,
        "measure": asked.measure,
        "days": [day.isoformat() for day in days],
        "series": made,
    }


Bounds = tuple[float | None, float | None]


def _runs(here: Snapshot, asked: SeriesAsked, ends: Sequence[date]) -> dict[str, dict[date, Bounds]]:
    where, values = here.index.where(
        asked.model_copy(update={"since": None, "until": None}), here.holding(asked.contains)
    )
    low, high = MEASURES[asked.measure]
    split = f"coalesce({asked.split}, '')" if asked.split else "'all'"
    sql = BUCKETS.format(split=split, by=asked.by, low=low, high=high, where=where)
    found: dict[str, dict[date, Bounds]] = {}
    for row in here.index.rows(sql, [*values, *ends]).to_pylist():
        found.setdefault(row["key"], {})[row["day"]] = (_plain(row["low"]), _plain(row["high"]))
    return found


def _run(key: str, found: dict[date, Bounds], days: Sequence[date], read: Sequence[int], measure: str) -> Json:
    def value(day: date, number: int, bound: int) -> float | None:
        if day in found:
            return found[day][bound]
        return None if not number or measure in MEANS else 0

    pairs = list(zip(days, read, strict=True))
    low, high = ([value(day, number, bound) for day, number in pairs] for bound in (0, 1))
    return {"key": key, "values": low, "high": high, "read": list(read)}


def _by_day(here: Snapshot, sql: str, ends: Sequence[date]) -> dict[date, int]:
    return {row["day"]: row["n"] for row in here.rows(sql, list(ends)).to_pylist()}


def _bounds(here: Snapshot, asked: SeriesAsked) -> tuple[date | None, date | None]:
    """The days asked for; left open, those on which reports were published."""
    first, last = here.days
    return asked.since or first, asked.until or (last + timedelta(days=1) if last and last < date.max else last)


def _stretches(since: date | None, until: date | None, by: str) -> list[date]:
    """First days of all stretches from one day to the other."""
    if since is None or until is None or since >= until:
        return []
    days = [_begin(since, by)]
    while (following := _next(days[-1], by)) < until and following > days[-1]:
        days.append(following)
        if len(days) > MOST:
            raise UsageError(f"since, until: more than {MOST:,} stretches; ask for fewer days, or by=week or by=month")
    return days


def _begin(day: date, by: str) -> date:
    if by == "month":
        return day.replace(day=1)
    back = day.weekday() if by == "week" else 0
    return day - timedelta(days=min(back, day.toordinal() - 1))


def _next(day: date, by: str) -> date:
    if by == "month":
        later = day.replace(day=28) + timedelta(days=4) if day.toordinal() < date.max.toordinal() - 31 else date.max
        return later.replace(day=1) if later < date.max else date.max
    step = timedelta(days=7 if by == "week" else 1)
    return day + step if day.toordinal() + step.days <= date.max.toordinal() else date.max


def _plain(value: Any) -> float | None:  # noqa: ANN401 - a number of any kind
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
