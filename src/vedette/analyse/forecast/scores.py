"""How good predictive distributions were: each function takes samples (..., SAMPLES), in order, and what came (...)."""

from __future__ import annotations

import numpy as np

from vedette.analyse.forecast.predictive import Array, quantile

INTERVAL = 0.9
"""Probability of the interval that is scored, as in the VIEWS challenge."""

BINS: Array = np.array([0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])
"""Upper ends of the bins of ignorance; the last bin is open. Those of the VIEWS challenge."""


def crps(samples: Array, came: Array) -> Array:
    """Continuous ranked probability score, in deaths: the area between what was forecast and what came. 0 is perfect; of a
    certain forecast it is the absolute error.
    """
    number = samples.shape[-1]
    error = np.abs(samples - came[..., None]).mean(-1)
    spread = (samples * (2 * np.arange(1, number + 1) - number - 1)).sum(-1) / number**2
    found: Array = error - spread
    return found


def ignorance(samples: Array, came: Array) -> Array:
    """Bits of surprise at the bin that came, with one more sample in each bin so that nothing is impossible."""
    bins = len(BINS) + 1
    of = np.searchsorted(BINS, came)
    inside = (np.searchsorted(BINS, samples) == of[..., None]).sum(-1)
    found: Array = -np.log2((inside + 1) / (samples.shape[-1] + bins))
    return found


def bounds(samples: Array) -> tuple[Array, Array]:
    """Ends of the middle 90 %."""
    tail = (1 - INTERVAL) / 2
    return quantile(samples, tail), quantile(samples, 1 - tail)


def interval(samples: Array, came: Array) -> Array:
    """Interval score: the width of the middle 90 %, and twenty times what lies outside."""
    low, high = bounds(samples)
    outside = np.maximum(low - came, 0) + np.maximum(came - high, 0)
    found: Array = high - low + 2 / (1 - INTERVAL) * outside
    return found


def covered(samples: Array, came: Array) -> Array:
    """1 where what came lies in the middle 90 %, ends included."""
    low, high = bounds(samples)
    return ((low <= came) & (came <= high)).astype(np.float64)


def pit(samples: Array, came: Array, draw: np.random.Generator) -> Array:
    """Randomised probability integral transform: flat on 0 to 1 where forecasts are calibrated, however many zeros."""
    below = (samples < came[..., None]).sum(-1)
    at = (samples == came[..., None]).sum(-1)
    found: Array = (below + draw.random(came.shape) * (at + 1)) / (samples.shape[-1] + 1)
    return found


def under(samples: Array, came: Array) -> tuple[int, int]:
    """How often what came is not above the 90 % upper bound, and of how many: only where that bound is above zero."""
    bound = quantile(samples, INTERVAL)
    there = bound > 0
    return int((came[there] <= bound[there]).sum()), int(there.sum())
