"""`vedette sql`: one SELECT over the views of a lake."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from vedette.cli import exits, output, parquet
from vedette.errors import UsageError
from vedette.export import cells, layout
from vedette.store import open_lake
from vedette.store.sandbox import Sandbox

WIDEST = 60
"""Columns of a page that a cell may take before it is wrapped."""

LONGEST = 480
"""Characters of a cell that a page shows: eight lines of the widest. A row of an incident's claims would fill a screen."""

Lines = Callable[[pa.RecordBatchReader], Iterator[str]]


def run(arguments: argparse.Namespace) -> int:
    """Ask, and write what is found."""
    lake = open_lake(arguments.lake)
    sandbox = Sandbox(lake.tables, known_at=arguments.known_at, superseded=arguments.superseded)
    rows = sandbox.ask(sys.stdin.read() if arguments.query == "-" else arguments.query)
    try:
        if arguments.format == "parquet":
            parquet.write(rows, arguments.output)
            return exits.DONE
        with output.opened(arguments.output) as write:
            for lines in FORMATS[arguments.format](rows):
                write(output.encoded(lines))
    except pa.ArrowException as error:  # what DuckDB says while it runs comes through Arrow
        raise UsageError(f"the query failed: {error}") from None
    return exits.DONE


def _jsonl(rows: pa.RecordBatchReader) -> Iterator[str]:
    for batch in rows:
        told = (json.dumps(row, ensure_ascii=False, default=_plain) for row in batch.to_pylist())
        yield "".join(f"{line}\n" for line in told)


def _csv(rows: pa.RecordBatchReader) -> Iterator[str]:
    yield cells.quoted(rows.schema.names)
    for batch in rows:
        yield "".join(cells.quoted(map(_cell, row.values())) for row in batch.to_pylist())


def _table(rows: pa.RecordBatchReader) -> Iterator[str]:
    """Columns as wide as what stands in them; so all rows are held until the last has come."""
    told = [[_shown(value) for value in row.values()] for batch in rows for row in batch.to_pylist()]
    names = [str(name) for name in rows.schema.names]
    widths = [
        min(WIDEST, max(map(layout.columns, column), default=1) or 1) for column in zip(names, *told, strict=True)
    ]
    page = output.page(None)
    for number, row in enumerate([names, *told]):
        styled = [layout.Styled.of(cell, "" if number else "dim") for cell in row]
        yield "".join(f"{line}\n" for line in layout.beside(styled, widths, colour=page.colour))


FORMATS: dict[str, Lines] = {"csv": _csv, "jsonl": _jsonl, "table": _table}


def _shown(value: Any) -> str:  # noqa: ANN401 - a query may find anything
    """A value on one line, without what a terminal would obey; a long one is cut, and says so."""
    words = value if isinstance(value, str) else cells.text(_cell(value))
    if len(words) > LONGEST:
        words = f"{words[:LONGEST]}… ({len(words):,} characters; --format jsonl shows all)"
    return "".join(each if each.isprintable() else " " for each in words)


def _cell(value: Any) -> cells.Value:  # noqa: ANN401 - as above
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
