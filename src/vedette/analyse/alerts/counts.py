"""Counts that vary more than chance: how likely so many are, given what there was before."""

from __future__ import annotations

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]

SPIKE = 0.9
"""Share of earlier windows that set the baseline: the highest tenth, single spikes among them, is cut down to the next."""

LEAST = 0.25
"""Events a window that are expected at least: of a country of which nothing was ever told, one report is no alarm."""

SPREAD = 0.3
"""Least overdispersion: the variance is mean + spread * mean²; news comes in bursts also where the baseline shows none."""


def baseline(counts: Floats, read: Floats, now: Floats) -> tuple[Floats, Floats]:
    """Expected count and overdispersion of windows in which `now` reports were read, of earlier windows (last axis) with
    their counts and the reports read in them. A window in which nothing was read says nothing.
    """
    known = np.maximum((read > 0).sum(-1), 1)
    rate = counts / np.maximum(read, 1)
    top = np.sort(rate, axis=-1)[..., int(SPIKE * (rate.shape[-1] - 1))][..., None]
    cut = np.minimum(rate, top) * now[..., None]
    mean = cut.sum(-1) / known
    variance = np.maximum((cut**2).sum(-1) / known - mean**2, 0.0)
    expected = np.maximum(mean, LEAST)
    return expected, np.maximum((variance - expected) / expected**2, SPREAD)


def tail(seen: Floats, expected: Floats, spread: Floats) -> Floats:
    """Probability of so many or more, by the negative binomial distribution with this mean and overdispersion."""
    from scipy.stats import nbinom  # type: ignore[import-untyped]  # noqa: PLC0415 - takes longer than an answer

    size = 1 / spread
    found: Floats = nbinom.sf(seen - 1, size, size / (size + expected))
    return found
