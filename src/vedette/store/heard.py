"""A lake as readings again, with what was corrected by hand in them, and statements with stance and state as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from vedette.records import Event, Heard, Reading, Statement
from vedette.store.columns import Plain, arrow_fields, decoder, encoder
from vedette.store.tables import DERIVED, REPORTS, from_plain, table

if TYPE_CHECKING:
    from vedette.store.opened import Lake

COLUMNS = pa.schema(arrow_fields(Heard))

_HEARD, _EVENT, _STATEMENT = encoder(Heard), decoder(Event), decoder(Statement)

BATCH = 1024
"""Reports that are taken out of Arrow at a time."""

Rows = Mapping[str, list[Mapping[str, Plain]]]
"""Reading -> its rows of a derived table."""


def readings(lake: Lake, known_at: date | datetime | None = None) -> Iterator[Reading]:
    """What stands in a lake, or stood at the moment, a reading each, without postures and problems; events and statements
    as the derived tables have them.
    """
    events = _by_reading(lake.events(known_at=known_at, sort="stored").arrow())
    statements = _by_reading(lake.statements(known_at=known_at))
    told = [name for name in REPORTS.names if name not in (*DERIVED, "problems")]
    rows = lake.reports(known_at=known_at, columns=told)
    for row in (row for batch in rows.to_batches(BATCH) for row in batch.to_pylist()):
        own = row["reading"]
        yield replace(
            from_plain(row),
            events=tuple(cast("Event", _EVENT(each)) for each in events.get(own, ())),
            statements=tuple(cast("Statement", _STATEMENT(each)) for each in statements.get(own, ())),
        )


def asked_of(
    lake: Lake,
    wanted: Mapping[str, object],
    *,
    known_at: date | datetime | None = None,
    as_of: date | None = None,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """The statements of a lake that filters ask for. What tells stance and state stands above the store, and is looked up
    when it is asked for.
    """
    tells = import_module("vedette.analyse.statements")
    asked = tells.Asked.of(**wanted)
    if known_at is None:
        told = import_module("vedette.analyse.statements.of_lake").told_of_lake(lake, asked, as_of=as_of)
    else:
        told = tells.told(readings(lake, known_at), asked, as_of=as_of)
    found = as_table(told)
    return found if columns is None else found.select(list(columns))


def as_table(heard: Iterable[Heard]) -> pa.Table:
    """Statements as an Arrow table, one row each."""
    return table([_HEARD(each) for each in heard], COLUMNS)


def _by_reading(rows: pa.Table) -> Rows:
    found: dict[str, list[Mapping[str, Plain]]] = defaultdict(list)
    for row in rows.to_pylist():
        found[row["reading"]].append(row)
    return found
