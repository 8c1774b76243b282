"""Rows as JSON, made beforehand in a process of their own: a page of 50 rows is put together in a tenth of a second from what
the lake holds, and in two thousandths from these.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vedette.serve.flat.kinds import Whole

COLUMNS = pa.schema([("name", pa.string()), ("body", pa.binary())])

LEVEL = 6
"""Of zlib: an event then takes 263 bytes of 1,256, an incident 763 of 6,980, and is unpacked in 10 and 20 microseconds."""

PATTERN = 8192
"""Bytes of other rows that a row is packed against, since all say the same names; without, an event takes 645 bytes."""

SHOWN = 12
"""Rows that the pattern is made of."""

BATCH = 2048
"""Rows that are held at a time before they are packed into a table."""

FEW = 2_000
"""Rows that are made one by one when they are asked for: sooner than a process has begun."""

NONE = -1
"""The place of a row that was not made."""


def packed(rows: Iterator[tuple[str, bytes]]) -> pa.Table:
    """Names and bodies as a table; what they were packed against is written beside."""
    first = list(islice(rows, BATCH))
    pattern = b"".join(body for _, body in first[:: max(1, len(first) // SHOWN)])[:PATTERN]
    batches = [_table(some, pattern) for some in _batches(chain(first, rows))]
    return pa.concat_tables([COLUMNS.empty_table(), *batches]).replace_schema_metadata({"pattern": pattern})


def _batches(rows: Iterator[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    while some := list(islice(rows, BATCH)):
        yield some


def _table(rows: Sequence[tuple[str, bytes]], pattern: bytes) -> pa.Table:
    names, bodies = zip(*rows, strict=True)
    told: Iterable[bytes] = (_packed(body, pattern) for body in bodies)
    return pa.table([pa.array(names, pa.string()), pa.array(told, pa.binary())], schema=COLUMNS)


def _packed(body: bytes, pattern: bytes) -> bytes:
    press = zlib.compressobj(LEVEL, zdict=pattern)
    return press.compress(body) + press.flush()


class Bodies:
    """Of the rows of a table."""

    def __init__(self, made: pa.Table | None = None) -> None:
        """`made` as `packed` makes it."""
        told = COLUMNS.empty_table() if made is None else made
        self._names, self._bodies = (told.column(name).combine_chunks() for name in COLUMNS.names)
        self._pattern = (told.schema.metadata or {}).get(b"pattern", b"")

    def places(self, names: pa.Array) -> Whole:
        """Where the rows of these names stand; `NONE` of those that were not made."""
        found: Whole = pc.fill_null(pc.index_in(names, value_set=self._names), NONE).to_numpy().astype(np.int64)
        return found

    def body(self, place: int) -> bytes:
        """The JSON of the row at a place."""
        return zlib.decompressobj(zdict=self._pattern).decompress(self._bodies[place].as_py())


class Ready:
    """The rows of a table in memory that were made beforehand."""

    def __init__(self, bodies: Bodies, names: pa.Array) -> None:
        """`names` as `flat.named.names` has them: of all rows, null where one no longer stands."""
        self.bodies = bodies
        self._places = bodies.places(names)
        self.lacking = int(np.count_nonzero(self._places == NONE)) - names.null_count
        """How many of the rows that stand were not made."""

    def body(self, number: int) -> bytes | None:
        """The JSON of a row, if it was made."""
        place = int(self._places[number])
        return None if place == NONE else self.bodies.body(place)
