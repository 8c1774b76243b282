"""Readings as rows, and lakes with some in them: what tests of the store need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from tests.stand_ins import reading
from vedette.errors import StoreError
from vedette.records import Engine, Reading, digest
from vedette.store import Lake, tables
from vedette.store.lake import Keyring, Mark

__all__ = ["BETTER", "FIRST", "NOW", "Mark", "StoreError", "filled", "put", "row", "rows", "told"]

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
FIRST, BETTER = Engine("1", "first", "1"), Engine("1", "better", "1")


def told(name: str, engine: Engine = FIRST, source: str = "Wire") -> Reading:
    """The reading of a report of this name, with ids of its own as the stages make them."""
    whole = reading()
    report = replace(whole.report, id=name, source=source)
    (event,), (said,), (entry,) = whole.events, whole.statements, whole.postures
    event = replace(event, id=digest(*report.key, event.type))
    return replace(
        whole,
        report=report,
        engine=engine,
        events=(event,),
        statements=(replace(said, id=digest(*report.key, "statement"), events=(event.id,)),),
        postures=(replace(entry, id=digest(*report.key, "posture"), event=event.id),),
    )


def row(of: Reading, at: datetime = NOW, *, again: bool = False) -> dict[str, object]:
    """As the store keeps it."""
    key = tables.key(of.report)
    made = tables.Row(
        key=key,
        reading=tables.reading_key(key, of.engine, again=again),
        text_digest=digest(of.report.text),
        settings="",
        how="",
        error=tables.error(of),
        unit="u",
        known_from=at,
    )
    return tables.to_plain(of, made)


def rows(names: Iterable[object], engine: Engine = FIRST, at: datetime = NOW, source: str = "Wire") -> pa.Table:
    """A row for each name."""
    return tables.table([row(told(str(name), engine, source), at) for name in names])


def put(lake: Lake, some: pa.Table, *, derive: bool = True) -> int:
    """Commit rows; how many were new."""
    number: int = lake.tables["reports"].append(some, Keyring()).num_rows
    if derive:
        lake.derive()
    return number


def filled(path: Path, number: int = 3) -> Lake:
    """A lake with so many reports."""
    lake = Lake.open_or_make(path)
    put(lake, rows(range(number)))
    return lake
