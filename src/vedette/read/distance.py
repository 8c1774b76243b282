"""How far a piece lies from a trigger, in buckets: one a piece nearby, then one for each doubling.

The bucket of everything at a given signed distance is read from a table, so that a window takes one look-up.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

NEAR = 24
"""Pieces told apart one by one on either side; beyond, four doublings. As the network was trained."""

DOUBLINGS = 4
SENTENCES = 3
"""Sentences told apart on either side."""

REACH = 1024
"""Pieces that the table covers on either side; more than a window holds."""


def _bucket(distance: int) -> int:
    size = abs(distance)
    if size <= NEAR:
        return size
    return NEAR + 1 + min(int(math.log2(size / NEAR)), DOUBLINGS)


MIDDLE = NEAR + DOUBLINGS + 1
TABLE: Ints = np.array([MIDDLE + (1 if d > 0 else -1) * _bucket(d) for d in range(-REACH, REACH + 1)], dtype=np.int32)


def pieces(length: int, first: int, last: int) -> Ints:
    """Buckets (length,) of the signed distance of each piece from a trigger of pieces `first` to `last`."""
    place = np.arange(length)
    signed = np.where(place < first, place - first, np.maximum(place - last, 0))
    buckets: Ints = TABLE[signed + REACH]
    return buckets


def sentences(of: Ints, first: int) -> Ints:
    """Buckets of the signed distance in sentences, from the sentence of each piece and the trigger's first piece."""
    buckets: Ints = (np.clip(of - of[first], -SENTENCES, SENTENCES) + SENTENCES).astype(np.int32)
    return buckets
