"""Kinds of arrays that all columns speak of."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Mask: TypeAlias = NDArray[np.bool_]
"""(rows,): which rows."""

Whole: TypeAlias = NDArray[np.int64]
"""(any,): whole numbers, such as those of rows."""

Real: TypeAlias = NDArray[np.float64]
"""(rows,): numbers; NaN where a row has none."""
