"""A DuckDB that can do nothing but read the views of a lake, for questions from outside; and the views' reference page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import duckdb
import pyarrow as pa

from vedette.errors import UsageError
from vedette.store.known import STANDING, Query, stood
from vedette.store.lake import Table
from vedette.store.tables import TABLES
from vedette.store.views import RAW, VIEWS

LOCKED = (
    "SET temp_directory = ''",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""What takes every file from a connection, for good. Even a SELECT could write where a path is allowed (a COPY stands in
a WITH), so none is: the lake's own rows come through Arrow, and big sorts have memory only.
"""


class Sandbox(Query):
    """DuckDB over the views, for questions from outside: one SELECT at a time, and no way to any file."""

    def __init__(
        self, tables: Mapping[str, Table], *, known_at: date | datetime | None = None, superseded: bool = False
    ) -> None:
        super().__init__({}, {})
        for name, columns in TABLES.items():
            self._show(RAW[name], tables.get(name), columns)
        _make(self, "true" if superseded else stood(known_at))
        for setting in LOCKED:
            self.run(setting)

    def _show(self, name: str, table: Table | None, columns: pa.Schema) -> None:
        """Rows come through Arrow, which reads the files itself."""
        if table is None or not table.files():
            self.give(name, columns.empty_table())
            return
        rows = table.dataset()
        if set(columns.names) <= set(rows.schema.names):
            self._connection.register(name, rows)
            return
        self._connection.register(f"{name} rows", rows)  # of an older lake: what it lacks is null
        self._connection.register(f"{name} empty", columns.empty_table())
        both = f'SELECT * FROM "{name} rows" UNION ALL BY NAME SELECT * FROM "{name} empty"'
        self._connection.execute(f'CREATE TEMP VIEW "{name}" AS {both}')

    def ask(self, sql: str) -> pa.RecordBatchReader:
        """What one SELECT finds."""
        try:
            statements = self._connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise UsageError("only one SELECT at a time: nothing else is let through to a lake")
            return self._connection.sql(sql).to_arrow_reader(1024)
        except duckdb.Error as error:
            raise UsageError(f"the query does not hold: {error}") from None

    def types(self, name: str) -> list[tuple[str, str]]:
        """Name and type of each column of a view."""
        rows = self.rows(f'SELECT column_name, column_type FROM (DESCRIBE "{name}")').to_pylist()
        return [(row["column_name"], row["column_type"]) for row in rows]


def columns_of(name: str) -> list[tuple[str, str, str]]:
    """Name, type and meaning of each column of a view."""
    about = {column: words for column, (_, words) in VIEWS[name].columns.items()}
    return [(column, kind, about[column]) for column, kind in Sandbox({}).types(name)]


def reference() -> str:
    """The page docs/reference/views.md."""
    parts = [INTRODUCTION]
    for name, view in VIEWS.items():
        rows = "".join(f"| `{column}` | {kind} | {about} |\n" for column, kind, about in columns_of(name))
        parts.append(f"## {name}\n\n{view.about}\n\n| column | type | meaning |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


INTRODUCTION = f"""# Views

What `vedette sql "SELECT …" --lake DIR` can ask. A test checks that this page is current; `python -m tests.docs --write`
makes it, from `vedette.store.views`.

The views below show what stands now; with `--known-at DAY` what the lake knew at the end of that day (UTC), with
`--superseded` all that it ever knew. The tables themselves, nested, with all that was superseded, are
{", ".join(f"`{name}`" for name in RAW.values())}; `standing` says from when to when each reading of a report stands.

The language is DuckDB's. One SELECT is let through; it reads nothing but the lake's own files, and writes nothing.
"""


def _make(query: Query, stands: str) -> None:
    query.run(f"CREATE TEMP VIEW standing AS {STANDING.format(readings=RAW['reports'])}")
    for name, view in VIEWS.items():
        told = ", ".join(f'{expression} AS "{column}"' for column, (expression, _) in view.columns.items())
        query.run(f'CREATE TEMP VIEW "{name}" AS SELECT {told} FROM {view.source.format(stands=stands)}')
