"""Columns of plain values, as small as the values allow: few different ones as numbers of a list, whole numbers in as many
bytes as the greatest takes, texts end to end.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Numbers = np.ndarray[Any, Any]

ENTRY = 64
"""Bytes of a Python string beside its characters, and of its place in a list."""

ENDS = 4
"""Bytes of where a text ends."""

WIDTHS = (np.uint8, np.uint16, np.uint32, np.int8, np.int16, np.int32)
"""Kinds of whole numbers, the smallest first; what fits none keeps its own."""


class Leaf(NamedTuple):
    """A column: values, or places in a list of different ones, or ends of texts."""

    values: Numbers
    words: list[Any] | None = None
    """The list; what is not there has a place in it too."""
    words_nbytes: int = 0
    text: bytes | None = None
    """All texts end to end."""
    missing: Numbers | None = None
    """Where there is no value; None where one is everywhere."""


def narrow(column: pa.ChunkedArray, nothing: object) -> Leaf:
    """A column of which not all values are missing; `nothing` is taken for those that are."""
    kind = column.type
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_floating(kind):
        return Leaf(_numbers(column), missing=_missing(column))
    coded = column.dictionary_encode()
    if pa.types.is_string(kind) and _listed_nbytes(coded) > _length(column) + ENDS * len(column):
        return _texts(column)
    return _listed(coded, nothing)


def shrunk(values: Numbers) -> Numbers:
    """Whole numbers in no more bytes than they need."""
    least, most = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    kind = next((kind for kind in WIDTHS if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max), values.dtype)
    return np.array(values, dtype=kind)


def _listed_nbytes(coded: pa.ChunkedArray) -> int:
    """What `_listed` takes for words, about."""
    words = coded.chunk(0).dictionary
    width = next(np.dtype(kind).itemsize for kind in WIDTHS if len(words) <= np.iinfo(kind).max)
    return len(words) * ENTRY + _length(words) + width * len(coded)


def _length(words: pa.Array | pa.ChunkedArray) -> int:
    return pc.sum(pc.binary_length(words)).as_py() or 0


def _listed(coded: pa.ChunkedArray, nothing: object) -> Leaf:
    """As places in the list of different values."""
    found = coded.chunk(0).dictionary
    places = [chunk.indices.fill_null(len(found)).to_numpy(zero_copy_only=False) for chunk in coded.chunks]
    return Leaf(shrunk(np.concatenate(places)), [*found.to_pylist(), nothing], found.nbytes + ENTRY * len(found))


def _texts(column: pa.ChunkedArray) -> Leaf:
    """As ends of texts in all of them."""
    parts, lengths = [], []
    for chunk in column.chunks:
        told = chunk.fill_null("")
        _, ends, data = told.buffers()
        held = (
            np.frombuffer(ends, np.int32)[told.offset : told.offset + len(told) + 1] if ends else np.zeros(1, np.int32)
        )
        lengths.append(np.diff(held))
        parts.append(memoryview(data)[held[0] : held[-1]] if data else b"")
    ends = np.concatenate([[0], np.cumsum(np.concatenate(lengths), dtype=np.int64)])
    return Leaf(shrunk(ends), text=b"".join(parts), missing=_missing(column))


def _numbers(column: pa.ChunkedArray) -> Numbers:
    if pa.types.is_boolean(column.type):
        return np.array(pc.fill_null(column, pa.scalar(value=False)).to_numpy())
    values = column.fill_null(0).to_numpy()
    if pa.types.is_integer(column.type):
        return shrunk(values)
    with np.errstate(over="ignore"):
        halved = values.astype(np.float32)
    exact = np.array_equal(halved.astype(np.float64).view(np.int64), values.astype(np.float64).view(np.int64))
    return halved if exact else np.array(values)


def _missing(column: pa.ChunkedArray) -> Numbers | None:
    return column.is_null().to_numpy() if column.null_count else None
