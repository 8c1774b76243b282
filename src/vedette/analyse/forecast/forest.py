"""A forest whose leaves keep what came: trees find country-months that were alike, and what followed those may follow this.

Zeros, sizes and tails come out of one model, since a leaf holds whole counts: the share of its zeros is the chance of none.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from vedette.analyse.forecast.features import features
from vedette.analyse.forecast.panel import Panel
from vedette.analyse.forecast.predictive import SAMPLES, Array
from vedette.errors import VedetteError

HORIZONS = 12
"""Months ahead that are forecast."""

FIRST = 24
"""Months of history before the first origin that is learnt from."""

SETTINGS: dict[str, Any] = {
    "n_estimators": 40,
    "min_samples_leaf": 25,
    "max_features": 0.4,
    "bootstrap": True,
    "max_samples": 0.5,
    "random_state": 20190101,
    "n_jobs": 1,
}
"""Set by general habit, not searched for. Several boosted classes of counts were tried first: one fit took minutes."""

KEPT = 20
"""Counts that a leaf keeps of those that came: quantiles of them, evenly spaced."""

ROWS = 40_000
"""Most rows that are learnt from, drawn from all origins, countries and horizons: neighbouring months tell little new."""

SEED = 20190101


@dataclass(frozen=True, slots=True)
class Forest:
    """What was learnt until an origin."""

    model: Any
    leaves: tuple[Array, ...]
    """Of each tree, by the number of the node, what came: shape (nodes, KEPT)."""
    lake: bool

    def forecast(self, panel: Panel) -> Array:
        """From the panel's last month on: shape (countries, HORIZONS, SAMPLES)."""
        at = features(panel, lake=self.lake)
        rows = np.concatenate([_with(at, horizon) for horizon in range(1, HORIZONS + 1)])
        nodes = self.model.apply(rows.astype(np.float32))
        counts = np.concatenate([kept[nodes[:, tree]] for tree, kept in enumerate(self.leaves)], axis=1)
        counts.sort(axis=1)
        step = counts.shape[1] // SAMPLES
        drawn: Array = counts[:, step // 2 :: step].reshape(HORIZONS, len(at), SAMPLES).swapaxes(0, 1)
        return drawn


def learnt(panel: Panel, *, lake: bool) -> Forest:
    """Learn from all that the panel holds: what was known at each origin, and what came 1 to 12 months later."""
    rows, came = _examples(panel, lake=lake)
    chosen = np.random.default_rng(SEED).permutation(len(rows))[:ROWS]
    rows, came = rows[chosen].astype(np.float32), came[chosen]
    model = _library().RandomForestRegressor(**SETTINGS)
    model.fit(rows, np.log1p(came))
    nodes = model.apply(rows)
    return Forest(model, tuple(_leaves(nodes[:, tree], came) for tree in range(nodes.shape[1])), lake)


def _leaves(nodes: Any, came: Array) -> Array:  # noqa: ANN401 - whole numbers of whichever width
    """What came at each node of a tree, as KEPT quantiles."""
    kept = np.zeros((int(nodes.max()) + 1, KEPT))
    order = np.lexsort((came, nodes))
    names, begins, sizes = np.unique(nodes[order], return_index=True, return_counts=True)
    at = np.floor((np.arange(KEPT) + 0.5) / KEPT * sizes[:, None]).astype(int)
    kept[names] = came[order][begins[:, None] + at]
    return kept


def _examples(panel: Panel, *, lake: bool) -> tuple[Array, Array]:
    rows, came = [], []
    last = panel.deaths.shape[1] - 1
    for origin in range(min(FIRST, last - 1), last):
        at = features(panel.until(origin), lake=lake)
        for horizon in range(1, min(HORIZONS, last - origin) + 1):
            rows.append(_with(at, horizon))
            came.append(panel.deaths[:, origin + horizon])
    return np.concatenate(rows), np.concatenate(came)


def _with(rows: Array, horizon: int) -> Array:
    return np.column_stack([rows, np.full(len(rows), horizon)])


def _library() -> Any:  # noqa: ANN401 - scikit-learn need not be installed
    try:
        return import_module("sklearn.ensemble")
    except ImportError:
        raise VedetteError("this forecast needs scikit-learn. Run `pip install 'vedette[forecast]'`") from None
