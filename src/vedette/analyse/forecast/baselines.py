"""What a forecast must beat: no deaths, as last month, as in the last twelve months, as of late."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from vedette.analyse.forecast.predictive import SAMPLES, Array, weighted

YEAR = 12

SMOOTHING = 0.1
"""Weight of the last month in exponential smoothing, each earlier one a tenth less; the best CRPS of 0.05, 0.1, 0.2, 0.3 and 0.4
over the origins of 2014 to 2017, before the years that are tested."""

REACH = 60
"""Months that smoothing looks back; at this weight what is older counts for nothing."""

Baseline = Callable[[Array], Array]
"""History of shape (countries, months), last month last -> (countries, SAMPLES). The same for every horizon."""


def zero(history: Array) -> Array:
    """Nobody is killed."""
    return np.zeros((len(history), SAMPLES))


def last(history: Array) -> Array:
    """As many as last month, for certain."""
    return np.repeat(history[:, -1:], SAMPLES, axis=1)


def year(history: Array) -> Array:
    """Each of the last twelve months is as likely to come again."""
    recent = history[:, -YEAR:]
    return weighted(recent, np.ones(recent.shape[1]))


def smoothed(history: Array, weight: float = SMOOTHING) -> Array:
    """Exponential smoothing of the whole distribution: each past month may come again, recent ones more likely."""
    recent = history[:, -REACH:]
    return weighted(recent, (1 - weight) ** np.arange(recent.shape[1])[::-1])


BASELINES: Mapping[str, Baseline] = {"zero": zero, "last value": last, "last 12 months": year, "smoothed": smoothed}
"""Name -> baseline, plainest first."""
