"""A series as a line of small blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

BLOCKS = "▁▂▃▄▅▆▇█"
UNKNOWN = "·"
"""Where nothing was read: no peace, but silence."""
ZERO = " "


def sparkline(values: Sequence[float | None], width: int = 60) -> str:
    """One block a value, the greatest full; of more values than `width` the mean of neighbours. Zero is blank, and a dot
    stands where nothing is known.

    >>> sparkline([0, 1, None, 8])
    ' ▁·█'
    """
    told = _thinned(values, width)
    most = max((value for value in told if value is not None), default=0) or 1
    return "".join(_block(value, most) for value in told)


def _block(value: float | None, most: float) -> str:
    if value is None:
        return UNKNOWN
    return BLOCKS[min(len(BLOCKS) - 1, int(value / most * len(BLOCKS) - 1e-9))] if value > 0 else ZERO


def _thinned(values: Sequence[float | None], width: int) -> list[float | None]:
    if len(values) <= width:
        return list(values)
    ends = [round(place * len(values) / width) for place in range(width + 1)]
    return [_mean(values[start:end]) for start, end in pairwise(ends)]


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
