"""Questions that are asked of one table again and again while it stands as it is: connections, views of some of its
files, and which stretch of an order each file holds. Making one of these costs more than a page of events.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from vedette.store.known import Query, quoted
from vedette.store.lake import REMOTE, Table
from vedette.store.tables import TABLES

EVENTS = "events"

VIEWS = 64
"""Views of some files that are kept; with more, old ones go. A view takes some kilobytes and milliseconds to make."""


class Ends(NamedTuple):
    """First and last value of a column in a file, and its rows with one."""

    file: str
    low: Any
    high: Any
    rows: int


class Shelf:
    """A query over the table of events, and perhaps others."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.query = Query(tables, TABLES)
        self.query.run("SET parquet_metadata_cache = true")  # files of a lake never change
        self._table = tables[EVENTS]
        self._files = [] if REMOTE in self._table.uri else self._table.files()
        self._ends: dict[str, list[Ends]] = {}
        self._views: dict[tuple[str, ...], str] = {}

    def ends(self, column: str) -> list[Ends]:
        """For each file with a value there; none where the files are far away."""
        if column not in self._ends:
            self._ends[column] = self._looked(column) if self._files else []
        return self._ends[column]

    def view(self, files: list[str]) -> str:
        """The name of a view over some of the files; of all, the table's own."""
        chosen = tuple(sorted(files))
        if len(chosen) == len(self._files):
            return EVENTS
        if chosen not in self._views:
            if len(self._views) >= VIEWS:
                self._views.pop(next(iter(self._views)))
            name = f"some {len(self._files)} {hash(chosen)}"
            self.query.view(name, self._table, TABLES[EVENTS], list(chosen))
            self._views[chosen] = f'"{name}"'
        return self._views[chosen]

    def _looked(self, column: str) -> list[Ends]:
        source = f"read_parquet([{', '.join(map(quoted, self._files))}], union_by_name = true, filename = true)"
        rows = self.query.rows(
            f"SELECT filename, min({column}) AS low, max({column}) AS high, count({column}) AS rows FROM {source} GROUP BY 1"
        ).to_pylist()
        return [Ends(*row.values()) for row in rows if row["rows"]]
