"""Force entries of a lake with what their reports are, and lines of the ledger as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from vedette.records import Force, Posture, When
from vedette.store.columns import arrow_fields, decoder, encoder
from vedette.store.known import stood
from vedette.store.tables import table

if TYPE_CHECKING:
    from vedette.store.opened import Lake

LEDGER = "vedette.analyse.ledger"
"""What makes the lines stands above the store, and is looked up when it is asked for."""

ENTRIES = """
WITH told AS (SELECT * FROM postures WHERE {stands}),
said AS (
    SELECT id, reading, type, mode, [a.span.text FOR a IN arguments IF a.role = 'source'][1] AS by_words,
        [a."when".value FOR a IN arguments IF a.role = 'time' AND a."when".value IS NOT NULL][1] AS told_when
    FROM events SEMI JOIN told USING (reading) WHERE {stands}
)
SELECT told.*, said.type AS event_type, said.mode AS event_mode, said.by_words, said.told_when, reports.text AS report_text
FROM told JOIN reports USING (reading) LEFT JOIN said ON said.id = told.event AND said.reading = told.reading
"""

COLUMNS = pa.schema(arrow_fields(Force))

_POSTURE, _WHEN, _FORCE = decoder(Posture), decoder(When), encoder(Force)


def entries(lake: Lake, known_at: date | datetime | None = None) -> Iterator[Any]:
    """What `vedette.analyse.ledger` takes, of all that stands in a lake, or stood at the moment."""
    return made(lake.query().rows(ENTRIES.format(stands=stood(known_at))))


def made(rows: pa.Table) -> Iterator[Any]:
    """The entries of rows of ENTRIES."""
    entry = import_module(LEDGER).Entry
    for row in rows.to_pylist():
        yield entry(
            posture=_POSTURE(row),
            report_id=row["report_id"],
            published=row["published"],
            source=row["report_source"],
            voice=row["report"],
            by_words=row["by_words"],
            type=".".join(filter(None, (row["event_type"], row["event_mode"]))),
            told=_WHEN(row["told_when"]),
            text=row["report_text"],
        )


def ledger(  # noqa: PLR0913 - each is a question that a caller may ask
    lake: Lake,
    wanted: Mapping[str, object],
    *,
    as_of: date | str | None = None,
    horizon: int | None = None,
    known_at: date | datetime | None = None,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """The lines that filters ask for, one row each."""
    made = import_module(LEDGER)
    asked = made.Asked.of(**wanted)
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    days = made.HORIZON_DAYS if horizon is None else horizon
    if known_at is None:
        found = import_module(f"{LEDGER}.of_lake").answer_of_lake(lake, asked, as_of=day, horizon=days)
    else:
        found = made.answer(entries(lake, known_at), asked, as_of=day, horizon=days)
    rows = table([_FORCE(told.force) for told in found.lines], COLUMNS)
    return rows if columns is None else rows.select(list(columns))
