"""The tables of a lake: their columns, which follow from the record classes, and readings as rows and back.

`reports` is what the lake keeps: one row a reading of a report, with all that was taken from it, or a dead letter: a
place of the input that no report came of. `withdrawals` says what was taken back, `corrections` what somebody changed by
hand. Events, statements and postures follow from these three, and can be made anew from them at any time. `incidents` follows
from those, but keeps what was linked before: ids and what was known when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

import pyarrow as pa

from vedette.records import (
    Correction,
    Engine,
    Event,
    Incident,
    Location,
    Posture,
    Problem,
    Reading,
    Report,
    Statement,
    digest,
)
from vedette.store.columns import Plain, arrow_fields, decoder, encoder

SCHEMA = 2
"""Version of the tables. It rises when a column is added or one means something else; older lakes are evolved when they
are written to, and newer ones refused."""

NOWHERE = Location("-")

KEY_LENGTH = 32
"""Hex digits of a key: 128 bits, so that no two of a thousand million reports share one."""

FAILED = ("reader-failed", "assembly-failed", "reader-crashed")
"""Kinds of the problem of a report that was not read, though its text is there: it can be read again."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the store adds to a reading."""

    key: str
    """Hash of what makes the report itself: source, id, text. For a dead letter, of its place and what was wrong."""
    reading: str
    """Hash of key, engine and settings: no table holds one twice. A second try at a failed report has its own."""
    text_digest: str
    settings: str
    """How it was read, where that was not left to itself: scores, names of one's own."""
    how: str
    """How the input was opened (JSON of the call's date, fields, format), to read a dead letter again; empty without."""
    error: str | None
    """Why nothing was read here: the kind of its problem. None is a report that was read."""
    unit: str
    """The unit of work that it was committed with."""
    known_from: datetime
    """When the lake got to know it."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What an event's arguments come to, in columns that a query can filter by: of times and places the first that could
    be told.
    """

    since: date | None
    until: date | None
    place: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    actors: tuple[str, ...]
    """Codes of all actors that could be told, in text order."""
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What each row of a derived table says of the report that it was taken from."""

    report: str
    """Key of the report."""
    reading: str
    known_from: datetime
    superseded_at: datetime | None
    """From when on it no longer stands; None while it does. Equal to `known_from` where it never stood."""
    superseded_why: str | None
    """"read again", "withdrawn: " and the reason, or "corrected: " with the reason and the name."""
    report_id: str
    report_source: str
    published: date | None
    engine: Engine
    corrected: str | None = None
    """What was changed by hand, why and by whom; None where nothing was."""
    mistrusted: str | None = None
    """Why the source is not to be relied on, and who says so; None where nobody does."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A report, or all that a source told by then, is taken back; or a dead letter was read after all."""

    id: str
    key: str | None
    source: str | None
    reason: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class Linking:
    """What the store adds to an incident. A row is never changed but for its end: an incident of which something else is
    known has a new row, and the old one ends.
    """

    published: date | None
    """Day of its first report."""
    last_published: date | None
    """Day of its last report."""
    content: str
    """Hash of all that is known of it, but for its id and history."""
    known_from: datetime
    """When it was linked so."""
    superseded_at: datetime | None
    """From when on this row no longer stands; None while it does."""
    superseded_why: str | None
    """"linked again", "merged into " and an id, or "its events no longer stand"."""


REPORTS = pa.schema(
    [*arrow_fields(Row), *arrow_fields(Report), *(field for field in arrow_fields(Reading) if field.name != "report")]
)
EVENTS = pa.schema([*arrow_fields(Event), *arrow_fields(Gist), *arrow_fields(Standing)])
STATEMENTS = pa.schema([*arrow_fields(Statement), *arrow_fields(Standing)])
POSTURES = pa.schema([*arrow_fields(Posture), *arrow_fields(Standing)])
WITHDRAWALS = pa.schema(arrow_fields(Withdrawal))
CORRECTIONS = pa.schema(arrow_fields(Correction))
INCIDENTS = pa.schema([*arrow_fields(Incident), *arrow_fields(Linking)])

KEPT: Mapping[str, pa.Schema] = {"reports": REPORTS, "withdrawals": WITHDRAWALS, "corrections": CORRECTIONS}
"""Tables that nothing else could bring back."""

DERIVED: Mapping[str, pa.Schema] = {"events": EVENTS, "statements": STATEMENTS, "postures": POSTURES}
"""Tables that follow from those."""

LINKED: Mapping[str, pa.Schema] = {"incidents": INCIDENTS}
"""Tables that linking makes of the derived ones, when it is asked to."""

TABLES: Mapping[str, pa.Schema] = {**KEPT, **DERIVED, **LINKED}

LATER: Mapping[str, int] = {"corrections": 2, "incidents": 2}
"""Table that older lakes need not have -> the version of the tables that it came with."""

_READING, _ROW = encoder(Reading), encoder(Row)
_TO_READING, _TO_ROW = decoder(Reading), decoder(Row)


def key(report: Report) -> str:
    """What makes the report itself, as one string."""
    return digest(*report.key, length=KEY_LENGTH)


def place_key(where: Location, problems: Sequence[Problem]) -> str:
    """What makes a dead letter itself: its place and what was wrong with it."""
    place = (where.path, *(str(number) for number in (where.line, where.record, where.byte)))
    return digest("dead letter", *place, *(problem.kind for problem in problems), length=KEY_LENGTH)


def reading_key(of: str, engine: Engine, settings: str = "", *, again: bool = False) -> str:
    """What makes one reading of a report itself; `again` is a second try after a failure."""
    parts = (of, engine.version, engine.model, engine.ontology, settings, *(["again"] if again else []))
    return digest(*parts, length=KEY_LENGTH)


def dead_letter(problems: Sequence[Problem], engine: Engine) -> Reading:
    """The reading of a place that no report came of: no text, and why."""
    return Reading(Report("", "", where=problems[0].where), engine, problems=tuple(problems))


def error(reading: Reading) -> str | None:
    """Why the report was not read; None when it was."""
    if not reading.report.text:
        return reading.problems[-1].kind if reading.problems else "empty-text"
    return next((problem.kind for problem in reading.problems if problem.kind in FAILED), None)


def to_plain(reading: Reading, row: Row) -> dict[str, Plain]:
    """A row of `reports`."""
    told = _READING(reading)
    report: dict[str, Plain] = told.pop("report")
    return {**_ROW(row), **report, **told}


def from_plain(row: Mapping[str, Plain]) -> Reading:
    """The reading of a row of `reports`, exactly as it was."""
    return cast("Reading", _TO_READING({**row, "report": row}))


def row_of(row: Mapping[str, Plain]) -> Row:
    """What the store says of that reading."""
    return cast("Row", _TO_ROW(row))


def table(rows: Sequence[Mapping[str, Plain]], schema: pa.Schema = REPORTS) -> pa.Table:
    """Plain rows as Arrow. Half a character (of a file's name that is no UTF-8), which Arrow cannot hold, becomes its
    escape.
    """
    try:
        return pa.Table.from_pylist(list(rows), schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_whole(row) for row in rows], schema=schema)


def _whole(value: Plain) -> Plain:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {name: _whole(inner) for name, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value
