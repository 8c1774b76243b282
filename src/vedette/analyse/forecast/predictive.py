"""A predictive distribution as so many equally likely counts, in order: what every model and baseline gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SAMPLES = 100
"""Equally likely counts of a distribution; its tails are told to half a percent."""

LEVELS: Array = (np.arange(SAMPLES) + 0.5) / SAMPLES
"""The probability at which each of them stands."""

Bools = npt.NDArray[np.bool_]


def weighted(values: npt.ArrayLike, weights: npt.ArrayLike) -> Array:
    """Distribution of observed values, each with its weight: shape (..., n) and (n,) give (..., SAMPLES).

    >>> float(weighted([0.0, 8.0], [0.8, 0.2])[79]), float(weighted([0.0, 8.0], [0.8, 0.2])[80])
    (0.0, 8.0)
    """
    told = np.asarray(values, dtype=np.float64)
    order = np.argsort(told, axis=-1)
    shares = np.broadcast_to(np.asarray(weights, dtype=np.float64), told.shape)
    ends = np.cumsum(np.take_along_axis(shares, order, -1), -1)
    ends = ends / ends[..., -1:]
    at = (ends[..., None, :] < LEVELS[:, None] - 1e-9).sum(-1)
    found: Array = np.take_along_axis(np.take_along_axis(told, order, -1), at, -1)
    return found


def pooled(*many: Array) -> Array:
    """Linear pool: each of the distributions with equal probability."""
    everything = np.sort(np.concatenate(many, axis=-1), axis=-1)
    step = len(many)
    return everything[..., step // 2 :: step]


def quantile(samples: Array, level: float) -> Array:
    """The least count that the distribution stays at or under with this probability."""
    at = min(int(np.ceil(level * samples.shape[-1] - 1e-9)) - 1, samples.shape[-1] - 1)
    found: Array = samples[..., max(at, 0)]
    return found


def floats(values: Any) -> Array:  # noqa: ANN401 - whatever numpy takes
    """As an array of floats."""
    return np.asarray(values, dtype=np.float64)
