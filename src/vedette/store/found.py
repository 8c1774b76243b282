"""Events that a query finds, as whatever the caller works with: Arrow, Polars, pandas, plain rows, or batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from threading import get_ident
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from vedette.errors import VedetteError
from vedette.store.columns import Plain
from vedette.store.cursor import Condition, Cursor
from vedette.store.known import Query, stood
from vedette.store.paging import Near, behind, near
from vedette.store.shelf import Shelf
from vedette.store.tables import TABLES
from vedette.store.wanted import ORDERS, STORED, Wanted, conditions, order, page

if TYPE_CHECKING:
    from vedette.store.opened import Lake

ABOUT_REPORT: dict[str, str] = {"title": "title", "url": "url", "language": "language", "text": "text"}
"""Column that is added to events on demand -> the column of `reports` that it is."""

Who = tuple[int, tuple[str, ...]]
"""A thread, and the tables that it asks."""

_KEPT: WeakKeyDictionary[Lake, dict[Who, tuple[tuple[int, ...], Shelf]]] = WeakKeyDictionary()
"""Lake -> who asks -> versions of the tables, and the questions asked of them."""

BATCH = 1024
"""Rows that are taken at a time where all of them are not wanted at once."""


class Found:
    """Events that were asked for. Nothing is read before one of its methods is called; each reads anew."""

    def __init__(
        self, lake: Lake, wanted: Wanted, *, columns: Sequence[str] | None = None, about: tuple[str, ...] = ()
    ) -> None:
        """`columns` are those that are wanted, all by default; `about` names columns of the report that are wanted too."""
        self._lake = lake
        self._wanted = wanted
        self._columns = "*" if columns is None else ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
        self._about = about
        self._reading: Query | None = None  # must live as long as the reader that it gave

    def arrow(self) -> pa.Table:
        """An Arrow table, arguments nested."""
        shelf = self._kept()
        if not self._wanted.limit:
            return shelf.query.rows(*self._sql(self._straight(), self._about))
        rows = shelf.query.rows(*self._sql(near(shelf, self._where(), self._wanted)))
        return self._with_reports(shelf.query, rows) if self._about else rows

    def rows(self) -> list[dict[str, Plain]]:
        """Plain dicts."""
        rows: list[dict[str, Plain]] = self.arrow().to_pylist()
        return rows

    def polars(self) -> Any:  # noqa: ANN401 - polars need not be installed
        """A Polars frame; needs `vedette[polars]`."""
        return _library("polars").from_arrow(self.arrow())

    def pandas(self) -> Any:  # noqa: ANN401 - as above
        """A pandas frame, whose nested columns hold lists and dicts; needs `vedette[pandas]`."""
        _library("pandas")
        return self.arrow().to_pandas(date_as_object=True)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Arrow batches, one after the other, so that not all need be in memory."""
        yield from self.reader()

    def reader(self) -> pa.RecordBatchReader:
        """The same, with the schema."""
        if self._wanted.limit:
            return self.arrow().to_reader(BATCH)
        self._reading = self._query()
        return self._reading.stream(*self._sql(self._straight(), self._about), batch=BATCH)

    def cursor(self) -> str | None:
        """Where this page ends: give it as `after`, with the same filters and order, and the next page comes, however
        many events were written meanwhile. None of an empty page, which is the last, and without a limit.
        """
        wanted = self._wanted
        name = wanted.sort.removeprefix("-")
        if not wanted.limit or name == STORED:
            return None
        rows = Found(self._lake, wanted, columns=(ORDERS[name], "id", "reading")).arrow()
        if not rows.num_rows:
            return None
        return str(Cursor(wanted.sort, *(column[-1].as_py() for column in rows.columns)))

    def count(self) -> int:
        """How many there are, limit, offset and after left aside."""
        where, values = self._where()
        sql = f"SELECT count(*) AS n FROM events WHERE {where}"
        found: int = self._kept().query.rows(sql, values).column("n")[0].as_py()
        return found

    @property
    def num_rows(self) -> int:
        """How many there are on this page."""
        return int(self.arrow().num_rows)

    def column(self, name: str) -> pa.ChunkedArray:
        """One column, as Arrow."""
        return self.arrow().column(name)

    def __len__(self) -> int:
        return self.num_rows

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        for batch in self.batches():
            yield from batch.to_pylist()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """So that whatever takes Arrow takes this."""
        return self.arrow().__arrow_c_stream__(requested_schema)

    def _query(self) -> Query:
        return Query({name: self._lake.tables[name] for name in self._needed()}, TABLES)

    def _kept(self) -> Shelf:
        """What is used again by the same thread while the tables stand as they are."""
        kept: dict[Who, tuple[tuple[int, ...], Shelf]] = _KEPT.setdefault(self._lake, {})
        who = (get_ident(), self._needed())
        versions = tuple(self._lake.tables[name].version for name in self._needed())
        if who not in kept or kept[who][0] != versions:
            kept[who] = (versions, Shelf({name: self._lake.tables[name] for name in self._needed()}))
        return kept[who][1]

    def _needed(self) -> tuple[str, ...]:
        return ("events", "reports") if self._about or self._wanted.contains else ("events",)

    def _where(self) -> Condition:
        told = list(conditions(self._wanted))
        stands = "true" if self._wanted.superseded else stood(self._wanted.known_at)
        words = " AND ".join([stands, *(f"({words})" for words, _ in told)])
        return words, [value for _, values in told for value in values]

    def _straight(self) -> Near:
        """The whole table, read straight."""
        return Near("events", behind(self._where(), self._wanted), self._wanted)

    def _sql(self, where: Near, about: tuple[str, ...] = ()) -> Condition:
        words, values = where.where
        limit, more = page(where.wanted)
        sql = f"SELECT {self._columns} FROM {where.view} WHERE {words} {order(self._wanted)}{limit}"
        if about:
            columns = ", ".join(f'r."{ABOUT_REPORT[name]}" AS "{name}"' for name in about)
            sql = f"SELECT e.*, {columns} FROM ({sql}) e LEFT JOIN reports r USING (reading) {order(self._wanted)}"
        return sql, [*values, *more]

    def _with_reports(self, query: Query, rows: pa.Table) -> pa.Table:
        """A page's rows with what was asked about their reports, which lie near their days."""
        readings, days = rows.column("reading").to_pylist(), rows.column("published").to_pylist()
        words, values = f"reading IN ({', '.join('?' * len(readings)) or 'NULL'})", [*readings]
        if days and None not in days:
            words, values = f"{words} AND published BETWEEN ? AND ?", [*values, min(days), max(days)]
        columns = ", ".join(f'"{ABOUT_REPORT[name]}" AS "{name}"' for name in self._about)
        told = query.rows(f"SELECT reading, {columns} FROM reports WHERE {words}", values).to_pylist()
        found = {row["reading"]: row for row in told}
        for name in self._about:
            column = [found.get(reading, {}).get(name) for reading in readings]
            rows = rows.append_column(name, pa.array(column, pa.string()))
        return rows


def _library(name: str) -> Any:  # noqa: ANN401 - a module
    try:
        return import_module(name)
    except ImportError:
        raise VedetteError(
            f"{name} is not installed. Get it with `pip install 'vedette[{name}]'`, or use .arrow()"
        ) from None
