"""Rows of a table as records in memory: each column as small as its values allow, and any one row made a record again in
some microseconds. As Arrow has them, records that lie in one another take three times as much, most of it for what is not
there, and a row a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar, cast, get_args, get_origin

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vedette.store.columns import certain, empty, hints, is_plain
from vedette.store.making import compiled, maker
from vedette.store.narrow import Leaf, narrow, shrunk

T = TypeVar("T")


class Packed(Generic[T]):
    """Records of one class, each found by its place."""

    def __init__(self, kind: type[T], rows: pa.Table) -> None:
        """Columns that the class does not have are left out, and a field without a column takes its default."""
        pack = _Pack()
        names = [field.name for field in fields(cast("Any", kind)) if field.name in rows.column_names]
        columns = {name: rows.column(name) for name in names}
        self.at: Callable[[int], T] = pack.function(pack.record(kind, columns, "row"))
        """The record at a place, equal to what `columns.decoder` makes of its plain row."""
        self.id: Callable[[int], str | None] = pack.function(pack.told.get("id", "None"))
        """Its id alone."""
        self.nbytes = pack.nbytes
        """Bytes of the columns."""


class _Pack:
    """Puts columns aside and writes the lines that find their values. Words of Python are handed about: those that make
    the value of a column at a place, itself the name of a variable.
    """

    def __init__(self) -> None:
        self.nbytes = 0
        self.told: dict[str, str] = {}
        """Column of the outermost record -> the words for its value."""
        self._known: dict[str, object] = {}
        self._lines: list[str] = []
        self._number = 0

    def function(self, words: str) -> Callable[[int], Any]:
        """The function of a place that the words make."""
        return compiled([*self._lines, "def at(row):", f"    return {words}"], self._known, "at")

    def record(self, kind: Any, columns: dict[str, pa.ChunkedArray], at: str) -> str:  # noqa: ANN401 - a record class
        """The words for a record, which is there at every place."""
        told = {}
        for name, hint in hints(kind):
            nothing = empty(kind, name, hint)
            told[name] = self.value(hint, columns[name], at, nothing) if name in columns else self._given(nothing)
        self.told = told
        return f"{self._given(maker(get_origin(kind) or kind))}({', '.join(told.values())})"

    def value(self, hint: Any, column: pa.ChunkedArray, at: str, nothing: object) -> str:  # noqa: ANN401 - an annotation
        """The words for a value, or `nothing` where there is none."""
        hint = certain(hint)
        if column.null_count == len(column):
            return self._given(nothing)
        if get_origin(hint) is tuple:
            return self._several(get_args(hint)[0], column, at, nothing)
        if is_plain(hint):
            return self._leaf(narrow(column, nothing), at, nothing)
        return self._inner(hint, column, at, nothing)

    def _inner(self, kind: Any, column: pa.ChunkedArray, at: str, nothing: object) -> str:  # noqa: ANN401 - a record class
        """A record within a record. Of those that are not there no column has a place."""
        if not column.null_count:
            return self.record(kind, _parts(column), at)
        there = column.is_valid().to_numpy()
        places = np.full(len(there), -1, np.int32)
        places[there] = np.arange(np.count_nonzero(there))
        held, inner = self._held(places), self._name("place")
        made = self.record(kind, _parts(column.drop_null()), inner)
        return f"({self._given(nothing)} if ({inner} := {held}[{at}]) < 0 else {made})"

    def _several(self, hint: Any, column: pa.ChunkedArray, at: str, nothing: object) -> str:  # noqa: ANN401 - an annotation
        """A tuple; one that is not there is as good as empty."""
        if nothing != ():
            raise TypeError(f"a tuple that is {nothing!r} by default cannot be told from an empty one")
        lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy()
        ends = self._held(shrunk(np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])))
        members = pa.chunked_array([chunk.flatten() for chunk in column.chunks], column.type.value_type)
        if not len(members):
            return "()"
        made = self.value(hint, members, "row", () if get_origin(certain(hint)) is tuple else None)
        each, start, end = self._name("each"), self._name("start"), self._name("end")
        self._lines += [f"def {each}(row):", f"    return {made}"]
        first, last = f"({start} := {ends}[{at}])", f"({end} := {ends}[{at} + 1])"
        return f"(() if {first} == {last} else tuple(map({each}, range({start}, {end}))))"

    def _leaf(self, leaf: Leaf, at: str, nothing: object) -> str:
        if leaf.words is not None:
            self.nbytes += leaf.words_nbytes
            return f"{self._given(leaf.words)}[{self._held(leaf.values)}[{at}]]"
        if leaf.text is not None:
            text, ends = self._given(leaf.text), self._held(leaf.values)
            self.nbytes += len(leaf.text)
            made = f"{text}[{ends}[{at}]:{ends}[{at} + 1]].decode()"
        else:
            made = f"{self._held(leaf.values)}[{at}]"
        if leaf.missing is None:
            return made
        return f"({self._given(nothing)} if {self._held(leaf.missing)}[{at}] else {made})"

    def _held(self, values: np.ndarray[Any, Any]) -> str:
        """The name of numbers, each of which comes out as Python's own."""
        self.nbytes += values.nbytes
        return self._given(values.data)

    def _given(self, value: object) -> str:
        if value is None or value == ():
            return repr(value)
        name = self._name("held")
        self._known[name] = value
        return name

    def _name(self, what: str) -> str:
        self._number += 1
        return f"{what}_{self._number}"


def _parts(column: pa.ChunkedArray) -> dict[str, pa.ChunkedArray]:
    """The columns of records that are all there."""
    names: Sequence[str] = [field.name for field in column.type]
    return {
        name: pa.chunked_array([chunk.field(place) for chunk in column.chunks], column.type.field(place).type)
        for place, name in enumerate(names)
    }
