"""What stood on a day: which reading of each report counts from when to when, as queries over a lake's tables.

A reading stands from the moment the lake got to know it, until a later one of the same report that did not fail takes
its place, or the report is withdrawn. Nothing is ever erased, so every day's knowledge can be asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from vedette.errors import StoreError
from vedette.store.lake import REMOTE, Table
from vedette.store.refusals import refused

AGAIN = "read again"
"""Why a reading no longer stands when a later one of the same report does."""

STANDING = f"""
WITH of AS (
    SELECT reading, key, source, error, known_from,
        min(known_from) OVER (PARTITION BY key) AS first_known,
        min(known_from) FILTER (error IS NULL) OVER (
            PARTITION BY key ORDER BY known_from, reading ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_at
    FROM {{readings}}
), taken AS (
    SELECT of.*, min(w.withdrawn_at) AS taken_at, arg_min(w.reason, w.withdrawn_at) AS reason
    FROM of LEFT JOIN withdrawals w ON w.key = of.key OR (w.key IS NULL AND w.source = of.source AND of.first_known <= w.withdrawn_at)
    GROUP BY ALL
)
SELECT reading, key, error, known_from,
    CASE WHEN taken_at IS NULL AND next_at IS NULL THEN NULL
         ELSE greatest(known_from, least(taken_at, next_at)) END AS superseded_at,
    CASE WHEN taken_at IS NULL AND next_at IS NULL THEN NULL
         WHEN next_at IS NULL OR taken_at <= next_at THEN reason ELSE '{AGAIN}' END AS superseded_why
FROM taken
"""
"""From when to when each of the readings stands; `readings` must hold all of each report's."""


BROKEN = (duckdb.IOException, duckdb.InvalidInputException, duckdb.OutOfMemoryException)
"""What DuckDB raises when files or memory fail it; anything else would be a slip in a query of ours."""


COMPARED = 256
"""Files whose columns are compared beforehand, about a millisecond each; with more, compact the lake."""


class Query:
    """DuckDB over tables of a lake, each under its name, as they stood when this was made."""

    def __init__(self, tables: Mapping[str, Table], columns: Mapping[str, pa.Schema]) -> None:
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET TimeZone = 'UTC'")
        self._given: dict[str, object] = {}
        for name, table in tables.items():
            self.view(name, table, columns[name])

    def cursor(self) -> Query:
        """The same tables and views, to be asked from another thread at the same time."""
        other = object.__new__(Query)
        other._connection = self._connection.cursor()
        other._connection.execute("SET TimeZone = 'UTC'")
        other._given = self._given
        for name, rows in self._given.items():  # what lies in memory is known to one connection only
            other._connection.register(name, rows)
        return other

    def view(self, name: str, table: Table, columns: pa.Schema, files: list[str] | None = None) -> None:
        """Give rows of a table (of some of its files) a name."""
        chosen = table.files() if files is None else files
        if not chosen:
            self.give(name, columns.empty_table())
        elif REMOTE in table.uri:
            self._register(name, table.dataset(chosen))
        else:
            self._scan(name, columns, chosen)

    def give(self, name: str, rows: pa.Table) -> None:
        """Give rows in memory a name."""
        self._register(name, rows)

    def run(self, sql: str) -> None:
        """Do what a statement says."""
        with refused("read the lake", BROKEN):
            self._connection.execute(sql)

    def rows(self, sql: str, values: list[object] | None = None) -> pa.Table:
        """What a query finds."""
        with refused("read the lake", BROKEN):
            return self._connection.sql(sql, params=values or None).to_arrow_table()

    def tuples(self, sql: str, batch: int = 8192) -> Iterator[tuple[Any, ...]]:
        """The same as plain tuples: flat columns come so several times faster than through Arrow."""
        with refused("read the lake", BROKEN):
            found = self._connection.execute(sql)
            while rows := found.fetchmany(batch):
                yield from rows

    def stream(self, sql: str, values: list[object] | None = None, batch: int = 8192) -> pa.RecordBatchReader:
        """The same, a batch of so many rows at a time."""
        with refused("read the lake", BROKEN):
            return self._connection.sql(sql, params=values or None).to_arrow_reader(batch)

    def _register(self, name: str, rows: object) -> None:
        self._given[name] = rows
        self._connection.register(name, rows)

    def _scan(self, name: str, columns: pa.Schema, files: list[str]) -> None:
        """Files as DuckDB reads them itself, quickest; columns that all of them lack are null."""
        with refused("read the lake", BROKEN):
            source = (
                f"read_parquet([{', '.join(map(quoted, files))}], "
                f"union_by_name = {str(not _alike(tuple(files))).lower()})"
            )
            there = set(self._connection.sql(f"SELECT * FROM {source} LIMIT 0").columns)
            whole = self._connection.from_arrow(columns.empty_table())
            kinds = zip(whole.columns, whole.types, strict=True)
            lacking = "".join(f', NULL::{kind} AS "{column}"' for column, kind in kinds if column not in there)
            self._connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS SELECT *{lacking} FROM {source}')


@lru_cache(maxsize=64)
def _alike(files: tuple[str, ...]) -> bool:
    """Whether all files have the same columns: then DuckDB need not look into each anew at every question, which with
    twenty files takes longer than the answer.
    """
    if len(files) > COMPARED:
        return False
    first, *others = map(pq.read_schema, files)
    return all(other.equals(first) for other in others)


def quoted(words: str) -> str:
    """The words as SQL writes a string."""
    return "'" + words.replace("'", "''") + "'"


def moment(known_at: date | datetime | None) -> datetime | None:
    """The moment meant: of a day its end (UTC), so that what was got to know on that day counts."""
    if known_at is None or isinstance(known_at, datetime):
        if isinstance(known_at, datetime) and known_at.tzinfo is None:
            raise StoreError(f"{known_at} is no certain moment: give it a zone, such as UTC")
        return known_at
    return datetime.combine(known_at, time(), UTC) + timedelta(days=1) - timedelta(microseconds=1)


def stood(known_at: date | datetime | None) -> str:
    """The condition that a row stood at the moment, or stands now."""
    at = moment(known_at)
    if at is None:
        return "superseded_at IS NULL"
    told = f"TIMESTAMPTZ {quoted(at.isoformat())}"
    return f"known_from <= {told} AND (superseded_at IS NULL OR superseded_at > {told})"
