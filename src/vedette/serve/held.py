"""Rows of a table in memory as records, found by the reading that they are of. Out of the files of a lake a report's few
rows take a quarter of a second of a processor: whole groups of rows are unpacked for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import Any, TypeVar, cast

import pyarrow as pa
import pyarrow.compute as pc

from vedette.serve.names import Places
from vedette.store.lake import Table
from vedette.store.packed import Packed

T = TypeVar("T")

BY = "reading"
END = "superseded_at"

MOST = 500_000
"""Rows of a table that is held, a third of a kilobyte each, and four times as much while they are put together; a longer
table is asked in its files.
"""


class Held:
    """The rows that stand, as records of some classes whose fields are their columns."""

    def __init__(self, rows: pa.Table, kinds: Sequence[type[Any]], by: str = BY) -> None:
        """`by` is the column that they are found by."""
        self._packed: dict[type[Any], Packed[Any]] = {kind: Packed(kind, rows) for kind in kinds}
        self._places = Places(rows.column(by))
        self.nbytes = sum(packed.nbytes for packed in self._packed.values())

    @classmethod
    def of(cls, table: Table, kinds: Sequence[type[Any]], number: int) -> Held | None:
        """Those of a table with so many rows; None where they are too many, or none."""
        if not 0 < number <= MOST or not table.files():
            return None
        ended = END in {field.name for field in table.dataset().schema}
        rows = table.rows([BY, *columns(kinds), *([END] if ended else [])])
        if ended and rows.column(END).null_count < rows.num_rows:
            rows = rows.filter(pc.is_null(rows.column(END)))
        held = cls(rows, kinds)
        del rows
        pa.default_memory_pool().release_unused()
        return held

    def all(self, kinds: Sequence[type[Any]], name: str, ids: AbstractSet[str] | None = None) -> list[tuple[Any, ...]]:
        """The records of these classes of each row of a reading, or of those with such an id."""
        places, packed = self._places.of(name), [self._packed[kind] for kind in kinds]
        if ids is not None:
            places = [place for place in places if packed[0].id(place) in ids]
        return [tuple(one.at(place) for one in packed) for place in places]

    def named(self, kind: type[T], name: str, own: str) -> T | None:
        """The one of a reading that has this id."""
        packed = cast("Packed[T]", self._packed[kind])
        return next((packed.at(place) for place in self._places.of(name) if packed.id(place) == own), None)


def columns(kinds: Sequence[type[Any]]) -> list[str]:
    """What records of these classes are made of."""
    return list(dict.fromkeys(field.name for kind in kinds for field in fields(kind)))
