"""Which keys a table holds already: millions of them, sixteen bytes each, in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

WIDTH = 16
"""Bytes of a key, which is twice as many hex digits."""

FRESH = 65536
"""Keys that wait in a set before they are sorted in: sorting ten million takes seconds, so it is done seldom."""

Bytes = npt.NDArray[np.void]


class Keys:
    """A set of keys that takes 16 bytes for each: 160 MB for ten million reports, where a set of strings takes 1 GB."""

    def __init__(self) -> None:
        self._sorted = np.empty(0, f"S{WIDTH}")
        self._fresh: set[str] = set()

    def __contains__(self, key: object) -> bool:
        if key in self._fresh:
            return True
        if not isinstance(key, str):
            return False
        wanted = np.frombuffer(bytes.fromhex(key), self._sorted.dtype)[0]
        place = int(np.searchsorted(self._sorted, wanted))
        return place < len(self._sorted) and bool(self._sorted[place] == wanted)

    def __len__(self) -> int:
        return len(self._sorted) + len(self._fresh)

    def add(self, keys: Sequence[str]) -> None:
        """Take up a few keys, none of which must be there."""
        self._fresh.update(keys)
        if len(self._fresh) > max(FRESH, len(self._sorted) // 4):
            self._sort_in(_packed("".join(self._fresh)))
            self._fresh.clear()

    def take(self, column: pa.ChunkedArray) -> None:
        """Take up a whole column of keys, some of which may be there."""
        self._sort_in(np.concatenate([_packed("".join(chunk.to_pylist())) for chunk in column.chunks]))

    def _sort_in(self, more: npt.NDArray[np.bytes_]) -> None:
        self._sorted = np.unique(np.concatenate([self._sorted, more]))


def _packed(digits: str) -> npt.NDArray[np.bytes_]:
    return np.frombuffer(bytes.fromhex(digits), f"S{WIDTH}")
