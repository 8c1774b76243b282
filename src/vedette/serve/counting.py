"""What is counted over incidents: who did to whom, and series by day, week or month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from vedette.errors import UsageError
from vedette.records import SCHEMA
from vedette.serve.filters import DyadsAsked, IncidentFilters, SeriesAsked, given
from vedette.serve.flat.coded import Coded
from vedette.serve.flat.incidents import Incidents
from vedette.serve.flat.kinds import Real, Whole
from vedette.serve.flat.plain import day_number
from vedette.serve.snapshot import Snapshot

Json = dict[str, Any]

MOST = 4000
"""Stretches of a series: eleven years by day, 76 by week."""

MEANS = ("intensity",)
"""Measures that are nothing, and not 0, where no incident was."""

ALL = "all"
"""The one run of what is not split."""


def dyads(here: Snapshot, asked: DyadsAsked) -> Json:
    """Who did to whom: the actors and targets of the most incidents, and each pair of them."""
    wanted = IncidentFilters(**given(asked, "since", "until", "place", "country", "type"), undated=asked.undated)
    found = here.index.pairs.within(here.index.flat.mask(wanted, None))
    actors, targets = found.most("actor", asked.limit), found.most("recipient", asked.limit)
    return {"schema": SCHEMA, "actors": actors, "targets": targets, "cells": found.cells(actors, targets)}


def series(here: Snapshot, asked: SeriesAsked) -> Json:
    """One value a stretch of days."""
    since, until = _bounds(here, asked)
    days = _stretches(since, until, asked.by)
    ends = [days[0], _next(days[-1], asked.by)] if days else [date.min, date.min]
    counts = _read(here, days, ends) if days else []
    runs = (_runs(here, asked, days, ends) if days else {}) or ({} if asked.split else {ALL: {}})
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


def _runs(
    here: Snapshot, asked: SeriesAsked, days: Sequence[date], ends: Sequence[date]
) -> dict[str, dict[date, Bounds]]:
    """For each value that it is split by: stretch -> the least and greatest value; only stretches in which incidents were."""
    flat = here.index.flat
    mask = flat.mask(asked.model_copy(update={"since": None, "until": None}), here.holding(asked.contains))
    first, end = map(day_number, ends)
    since, _ = flat.days(asked.undated)
    rows = np.flatnonzero(mask & (since >= first) & (since < end))
    stretches = np.searchsorted([day_number(day) for day in days], since[rows], side="right") - 1
    split: Coded | None = getattr(flat, asked.split) if asked.split else None
    codes = split.codes[rows] if split else np.zeros(len(rows), np.int64)
    names = [*split.words, ""] if split else [ALL]
    found: dict[str, dict[date, Bounds]] = {}
    keys, which = np.unique(codes * len(days) + stretches, return_inverse=True)
    lows, highs = (_grouped(which, len(keys), values, asked.measure) for values in _measured(flat, asked.measure, rows))
    for key, low, high in zip(keys.tolist(), lows, highs, strict=True):
        code, stretch = divmod(key, len(days))
        found.setdefault(names[code], {})[days[stretch]] = low, high
    return found


def _measured(flat: Incidents, measure: str, rows: Whole) -> tuple[Real, Real]:
    """Least and greatest value of each row."""
    if measure == "incidents":
        return np.ones(len(rows)), np.ones(len(rows))
    if measure in ("killed", "injured"):
        low, most = getattr(flat, f"{measure}_low")[rows], getattr(flat, measure)[rows]
        return low, most
    values: Real = getattr(flat, measure)[rows]
    return values, values


def _grouped(which: Whole, number: int, values: Real, measure: str) -> list[float | None]:
    """The sum, or the mean, of each group; what is not known counts for nothing."""
    known = ~np.isnan(values)
    sums = np.bincount(which[known], values[known], number).astype(np.float64).tolist()
    if measure not in MEANS:
        return [_plain(each) for each in sums]
    counts = np.bincount(which[known], minlength=number).tolist()
    return [_plain(round(each / n, 2)) if n else None for each, n in zip(sums, counts, strict=True)]


def _run(key: str, found: dict[date, Bounds], days: Sequence[date], read: Sequence[int], measure: str) -> Json:
    def value(day: date, number: int, bound: int) -> float | None:
        if day in found:
            return found[day][bound]
        return None if not number or measure in MEANS else 0

    pairs = list(zip(days, read, strict=True))
    low, high = ([value(day, number, bound) for day, number in pairs] for bound in (0, 1))
    return {"key": key, "values": low, "high": high, "read": list(read)}


def _read(here: Snapshot, days: Sequence[date], ends: Sequence[date]) -> list[int]:
    """Reports that were published in each stretch."""
    bounds = np.searchsorted(here.published, [*map(day_number, days), day_number(ends[1])])
    counts: list[int] = np.diff(bounds).tolist()
    return counts


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


def _plain(value: float) -> float:
    return int(value) if value.is_integer() else value
