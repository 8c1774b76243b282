"""Rows of a table in memory, found by the reading that they are of. Out of the files of a lake a report's few rows take a
quarter of a second of a processor: whole groups of rows are unpacked for them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vedette.store.lake import Table

BY = "reading"
ID = "id"
END = "superseded_at"

MOST = 500_000
"""Rows of a table that is held, about a kilobyte each; a longer one is asked in its files."""


class Held:
    """The rows that stand."""

    def __init__(self, rows: pa.Table) -> None:
        self._batches = [batch for batch in rows.to_batches() if batch.num_rows]
        self._begins = list(accumulate((batch.num_rows for batch in self._batches), initial=0))
        self._places: dict[str, list[int]] = {}
        for place, name in enumerate(rows.column(BY).to_pylist()):
            self._places.setdefault(name, []).append(place)

    @classmethod
    def of(cls, table: Table, columns: Sequence[str], number: int) -> Held | None:
        """Those of a table with so many rows; None where they are too many, or none."""
        if not 0 < number <= MOST or not table.files():
            return None
        ended = END in {field.name for field in table.dataset().schema}
        rows = table.rows([*columns, *([END] if ended else [])])
        if ended and rows.column(END).null_count < rows.num_rows:
            rows = rows.filter(pc.is_null(rows.column(END)))
        held = cls(rows.select(list(columns)))
        pa.default_memory_pool().release_unused()
        return held

    def rows(self, names: Iterable[str]) -> list[dict[str, Any]]:
        """The rows of some readings."""
        return [self._row(place) for name in names for place in self._places.get(name, ())]

    def row(self, name: str, own: str) -> dict[str, Any] | None:
        """The row of a reading that has this id."""
        return next((self._row(place) for place in self._places.get(name, ()) if self._id(place) == own), None)

    def _id(self, place: int) -> object:
        at = bisect_right(self._begins, place) - 1
        return self._batches[at].column(ID)[place - self._begins[at]].as_py()

    def _row(self, place: int) -> dict[str, Any]:
        at = bisect_right(self._begins, place) - 1
        (row,) = self._batches[at].slice(place - self._begins[at], 1).to_pylist()
        return dict(row)
