"""What a model looks at: numbers of a country's own past, of its neighbours, and of what reports told, at one origin."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vedette.analyse.forecast.panel import Panel
from vedette.analyse.forecast.predictive import Array
from vedette.resolve.countries import countries

LAGS = 6
"""Last months that are seen one by one."""

WINDOWS = (3, 6, 12, 24, 60)
"""Months over which means are taken."""

TOLD_LAGS = 2
TOLD_WINDOWS = (3, 12)
"""Likewise of what reports told."""

LONG_AGO = 120
"""Months since the last death where there was none: ten years."""

BATTLES = 25
"""Deaths that make a month one of armed conflict, by UCDP's yearly threshold."""


def features(panel: Panel, *, lake: bool) -> Array:
    """One row a country, as of the panel's last month; with `lake` also of what reports told."""
    columns = [*_past(panel.deaths), *_around(panel)]
    if lake:
        for told in panel.lake:
            columns += _series(told, TOLD_LAGS, TOLD_WINDOWS)
    return np.column_stack(columns)


def _past(deaths: Array) -> Iterator[Array]:
    yield from _series(deaths, LAGS, WINDOWS)
    yield _since(deaths, 1)
    yield _since(deaths, BATTLES)
    yield np.log1p(deaths[:, -12:].max(1))
    yield (deaths[:, -12:] > 0).mean(1)
    yield (deaths[:, -60:] > 0).mean(1)
    yield np.log1p(deaths[:, -12:]).std(1)


def _series(values: Array, lags: int, windows: tuple[int, ...]) -> Iterator[Array]:
    """Logarithms of the last months and of means; months before the first are taken as zero."""
    lacking = max(max(windows) - values.shape[1], 0)
    known = np.pad(values, ((0, 0), (lacking, 0)))
    for lag in range(1, lags + 1):
        yield np.log1p(known[:, -lag])
    for window in windows:
        yield np.log1p(known[:, -window:].mean(1))


def _since(deaths: Array, least: int) -> Array:
    """Months since the last with so many deaths; 0 is the last month itself."""
    there = deaths[:, ::-1] >= least
    found: Array = np.where(there.any(1), there.argmax(1), LONG_AGO).astype(np.float64)
    return np.minimum(found, LONG_AGO)


def _around(panel: Panel) -> Iterator[Array]:
    """Deaths in the countries that border on each: last month, and the mean of the last year."""
    at = {code: place for place, code in enumerate(panel.countries)}
    known = countries()
    near = np.zeros((len(at), len(at)))
    for code, place in at.items():
        for other in known[code].neighbours if code in known else ():
            if other in at:
                near[place, at[other]] = 1
    yield np.log1p(near @ panel.deaths[:, -1])
    yield np.log1p(near @ panel.deaths[:, -12:].mean(1))
