"""A forest whose leaves keep what came: trees find country-months that were alike, and what followed those may follow this.

Zeros, sizes and tails come out of one model, since a leaf holds whole counts: the share of its zeros is the chance of none.
Leaves keep what came one month later, two, and so on apart, so that far months are told as widely as they came.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from vedette.analyse.forecast.features import features
from vedette.analyse.forecast.panel import Panel
from vedette.analyse.forecast.predictive import SAMPLES, Array
from vedette.errors import VedetteError

HORIZONS = 12
"""Months ahead that are forecast."""

FIRST = 24
"""Months of history before the first origin that is learnt from, if the panel has two years after it."""

SETTINGS: dict[str, Any] = {
    "n_estimators": 60,
    "min_samples_leaf": 5,
    "max_features": 0.4,
    "bootstrap": True,
    "max_samples": 0.5,
    "random_state": 20190101,
    "n_jobs": 1,
}
"""Set by general habit but for the leaf's size, 5 origins of a country, swept on those of 2014 to 2018."""

KEPT = 10
"""Counts that a leaf keeps at each horizon of those that came: quantiles of them, evenly spaced."""

ROWS = 40_000
"""Most origins of countries that trees are grown on; the leaves are filled from all."""

SEED = 20190101

Leaves = npt.NDArray[np.float32]
"""What came at the nodes of a tree: shape (nodes, HORIZONS, KEPT)."""


@dataclass(frozen=True, slots=True)
class Forest:
    """What was learnt until an origin."""

    model: Any
    leaves: tuple[Leaves, ...]
    """Of each tree."""
    lake: bool

    def forecast(self, panel: Panel) -> Array:
        """From the panel's last month on: shape (countries, HORIZONS, SAMPLES)."""
        nodes = self.model.apply(features(panel, lake=self.lake).astype(np.float32))
        counts = np.concatenate([kept[nodes[:, tree]] for tree, kept in enumerate(self.leaves)], axis=-1)
        counts.sort(axis=-1)
        step = counts.shape[-1] // SAMPLES
        return counts[..., step // 2 :: step].astype(np.float64)


def learnt(panel: Panel, *, lake: bool) -> Forest:
    """Learn from all that the panel holds: what was known at each origin, and what came 1 to 12 months later."""
    rows, came = _examples(panel, lake=lake)
    rows = rows.astype(np.float32)
    grown = np.random.default_rng(SEED).permutation(len(rows))[:ROWS]
    model = _library().RandomForestRegressor(**SETTINGS)
    model.fit(rows[grown], _level(came)[grown])
    nodes = model.apply(rows)
    return Forest(model, tuple(_leaves(nodes[:, tree], came) for tree in range(nodes.shape[1])), lake)


def _level(came: Array) -> Array:
    """Mean logarithm of what came, over the months ahead that are known by now: by it trees tell what is alike."""
    known = ~np.isnan(came)
    level: Array = np.log1p(np.where(known, came, 0)).sum(1) / known.sum(1)
    return level


def _leaves(nodes: Any, came: Array) -> Leaves:  # noqa: ANN401 - whole numbers of whichever width
    """What came at each node of a tree, at each horizon, as KEPT quantiles; of what came at none so late yet, that of before."""
    kept = np.zeros((int(nodes.max()) + 1, HORIZONS, KEPT), dtype=np.float32)
    for horizon in range(HORIZONS):
        known = ~np.isnan(came[:, horizon])
        kept[:, horizon] = kept[:, max(horizon - 1, 0)]
        names, quantiles = _quantiles(nodes[known], came[known, horizon])
        kept[names, horizon] = quantiles
    return kept


def _quantiles(nodes: Any, came: Array) -> tuple[Any, Array]:  # noqa: ANN401 - likewise
    order = np.lexsort((came, nodes))
    names, begins, sizes = np.unique(nodes[order], return_index=True, return_counts=True)
    at = np.floor((np.arange(KEPT) + 0.5) / KEPT * sizes[:, None]).astype(int)
    return names, came[order][begins[:, None] + at]


def _examples(panel: Panel, *, lake: bool) -> tuple[Array, Array]:
    """A row for each country at each origin, and what came 1 to HORIZONS months later: not a number where that is not known yet."""
    last = panel.deaths.shape[1] - 1
    origins = range(min(FIRST, max(last - 2 * HORIZONS, 0)), last)
    came = np.pad(panel.deaths, ((0, 0), (0, HORIZONS)), constant_values=np.nan)
    return (
        np.concatenate([features(panel.until(origin), lake=lake) for origin in origins]),
        np.concatenate([came[:, origin + 1 : origin + 1 + HORIZONS] for origin in origins]),
    )


def _library() -> Any:  # noqa: ANN401 - scikit-learn need not be installed
    try:
        return import_module("sklearn.ensemble")
    except ImportError:
        raise VedetteError("this forecast needs scikit-learn. Run `pip install 'vedette[forecast]'`") from None
