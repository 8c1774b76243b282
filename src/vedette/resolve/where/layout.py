"""How the gazetteer lies on disk: three files, read in place, so that opening them costs nothing.

`places.npy` has a row a place, administrative areas first. `names.npy` has a sorted number for each name of each
place: the hash of the folded name in the high 40 bits, the row of the place in the low 24. `spellings.txt` holds the
names to show, one after another; a place's name starts at its `spelling` and ends at the next line feed.
"""

from __future__ import annotations

import math

import numpy as np

PLACES, NAMES, SPELLINGS = "places.npy", "names.npy", "spellings.txt"

ROW_BITS = 24
ROW_MASK = (1 << ROW_BITS) - 1

NO_AREA = 0
"""Row 0 is nobody's area: a place without one points there."""

KINDS = ("city", "area1", "area2", "region", "sea", "site")
"""What a row is, by its `kind`: areas are administrative, of first and second order."""

PLACE = np.dtype(
    [
        ("latitude", "<f4"),
        ("longitude", "<f4"),
        ("geoname", "<u4"),
        ("spelling", "<u4"),
        ("area", "<u2"),  # row of the smallest administrative area that the place lies in
        ("country", "u1"),  # place of its alpha-2 code among all, sorted
        ("people", "u1"),  # PEOPLE_STEPS * log2(population + 1)
        ("kind", "u1"),
        ("radius", "u1"),  # RADIUS_STEPS * log2(kilometres + 1)
    ]
)

PEOPLE_STEPS = 10
RADIUS_STEPS = 16


def pack(value: float, steps: int) -> int:
    """A magnitude as one byte, by its logarithm: within 4 % for populations, 2 % for radii."""
    return min(255, round(steps * math.log2(value + 1)))


def unpack(byte: int, steps: int) -> float:
    """The magnitude that `pack` put into a byte, roughly."""
    return float(2 ** (byte / steps) - 1)
