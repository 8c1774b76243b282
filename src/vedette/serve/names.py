"""Where names stand in a column: of a hundred thousand, in a few bytes each and some microseconds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

Numbers = np.ndarray[Any, Any]


class Places:
    """The rows of each name, in their order."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        coded = column.combine_chunks().dictionary_encode()
        names = np.array([name.encode() for name in coded.dictionary.to_pylist()], dtype=np.bytes_)
        codes = coded.indices.to_numpy()
        order = np.argsort(names)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        self._names = names[order]
        self._rows: Numbers = np.argsort(rank[codes], kind="stable").astype(np.int32)
        self._ends: Numbers = np.concatenate([[0], np.cumsum(np.bincount(rank[codes], minlength=len(order)))])

    def of(self, name: str) -> list[int]:
        """Those of a name; none of one that is not there."""
        wanted = name.encode("utf-8", "replace")
        if not len(self._names) or len(wanted) > self._names.itemsize:
            return []
        at = int(np.searchsorted(self._names, np.array(wanted, self._names.dtype)))
        if at == len(self._names) or self._names[at] != wanted:
            return []
        rows: list[int] = self._rows[self._ends[at] : self._ends[at + 1]].tolist()
        return rows
