"""How many will be killed in the months ahead, by the lake's own series; or why that cannot be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from vedette.analyse.forecast.asked import BATTLES
from vedette.analyse.forecast.baselines import BASELINES, REACH
from vedette.analyse.forecast.coded import EVENTS, Assault, assault, summed
from vedette.analyse.forecast.panel import later
from vedette.analyse.forecast.predictive import Array, quantile
from vedette.analyse.series.told import COUNTRY
from vedette.report import names
from vedette.report.rows import Rows
from vedette.report.words import between, number, several
from vedette.report.written import Item, Section, item, sentence

MODEL = "smoothed"
"""The baseline that is always at hand; `vedette forecast` has models that may do better, and take longer."""

LEAST_MONTHS = 12
"""Months of history without which nothing is said of the next."""

TEXTS = "SELECT key, text FROM reports WHERE key IN (SELECT report FROM killing WHERE len(killed) > 0)"

GROUPS = """
SELECT event, id FROM (SELECT id, unnest(events) AS event FROM incidents WHERE superseded_at IS NULL)
WHERE event IN (SELECT id FROM killing)
"""


@dataclass(frozen=True, slots=True)
class Series:
    """Killed by month, as the lake told in it, up to the last whole month."""

    months: tuple[str, ...]
    """YYYY-MM, one after the other."""
    killed: tuple[float, ...]
    read: tuple[int, ...]
    """Reports that were read in the month, of all places."""


def ahead(rows: Rows) -> Section:
    """The section."""
    return Section("Forecast", tuple(_items(rows)))


def _items(rows: Rows) -> Iterator[Item]:
    if rows.place.code is None:
        why = f"forecasts are of countries, and {rows.place.name} is none"
        yield item(f"No forecast can be made: {why}.", rows=("docs/how-to/forecast.md",))
        return
    series = killed(rows)
    why_not = _lacks(series)
    row = (f"series of killed in {rows.place.name}, by month: {_shown(series)}",)
    if why_not:
        yield item(f"No forecast can be made: {why_not}.", rows=row)
        return
    samples = BASELINES[MODEL](np.array([series.killed]))[0]
    yield _figures(samples, series, rows.place.name, row)
    yield _how(series, row)


def _lacks(series: Series) -> str | None:
    """Why nothing can be said."""
    if len(series.months) < LEAST_MONTHS:
        there = several(len(series.months), "whole month") if series.months else "no whole month"
        return f"the lake's series has {there} before the end, and {LEAST_MONTHS} are needed"
    if not series.read[-1]:
        return f"no report of {_month(series.months[-1])} was read, so that its killed are not known"
    return None


def _figures(samples: Array, series: Series, name: str, row: tuple[str, ...]) -> Item:
    if not samples.any():
        return _none(series, name, row)
    low, median, high = (float(quantile(samples, share)) for share in (0.05, 0.5, 0.95))
    some, battles = (float((samples >= least).mean()) for least in (1, BATTLES))
    month = _month(later(series.months[-1], 1))
    return (
        sentence(
            f"Killed that reports will tell of in {names.the(name)} in {month}: {between(low, high)}, with nine chances in ten"
            f"{f'; as likely under as over {number(median)}' if median > low else ''}.",
            rows=row,
        ),
        sentence(f"The chance of one or more is {some:.0%}, of {BATTLES} or more {battles:.0%}.", rows=row),
    )


def _none(series: Series, name: str, row: tuple[str, ...]) -> Item:
    month, last = _month(later(series.months[-1], 1)), _month(series.months[-1])
    return item(
        f"No report told of anybody killed in {names.the(name)} in the {len(series.months)} months to {last}, so that none is "
        f"expected in {month}.",
        rows=row,
    )


def _how(series: Series, row: tuple[str, ...]) -> Item:
    silent = sum(not read for read in series.read)
    gap = f"; in {several(silent, 'of them', 'of them')} nothing was read" if silent else ""
    return item(
        f"This is the smoothed baseline: each of the {len(series.months)} months to {_month(series.months[-1])} may come "
        f"again, recent ones more likely{gap}; it is the same for all months ahead, and knows nothing of what came later.",
        rows=(f"model {MODEL}, docs/how-to/forecast.md", *row),
    )


def killed(rows: Rows) -> Series:
    """The series of the country."""
    months = _months(rows)
    if not months:
        return Series((), (), ())
    first, end = (date.fromisoformat(f"{month}-01") for month in (months[0], later(months[-1], 1)))
    found = summed(_assaults(rows, first, end), told=True).killed
    read: dict[str, int] = {}
    for day, reports in rows.read_before.items():
        read[f"{day:%Y-%m}"] = read.get(f"{day:%Y-%m}", 0) + reports
    of = rows.place.code or ""
    return Series(
        months, tuple(found.get((of, month), 0.0) for month in months), tuple(read.get(month, 0) for month in months)
    )


def _months(rows: Rows) -> tuple[str, ...]:
    """The whole months that ended by the last day, at most those that the model looks back on."""
    ((first,),) = rows.query.tuples("SELECT min(published) FROM events")
    last = later(f"{rows.days.until:%Y-%m}", -1)
    if first is None:
        return ()
    months = [later(last, -back) for back in range(REACH)]
    return tuple(month for month in reversed(months) if month >= f"{first:%Y-%m}")


def _assaults(rows: Rows, first: date, end: date) -> Iterator[Assault]:
    query = rows.query
    query.run(COUNTRY)
    within = f"published >= DATE '{first}' AND published < DATE '{end}' AND country = '{rows.place.code}'"
    query.run(f"CREATE OR REPLACE TEMP TABLE killing AS SELECT * FROM ({EVENTS}) WHERE {within}")
    texts, groups = dict(query.tuples(TEXTS)), dict(query.tuples(GROUPS))
    for row in query.rows("SELECT * FROM killing ORDER BY day, id").to_pylist():
        yield assault(row, texts.get(row["report"], ""), groups.get(row["id"]))


def _shown(series: Series) -> str:
    """Months with killed; the others are zero."""
    if not series.months:
        return "none"
    some = [f"{month} {number(count)}" for month, count in zip(series.months, series.killed, strict=True) if count]
    return f"{series.months[0]} to {series.months[-1]}, zero but for {', '.join(some) or 'none'}"


def _month(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
