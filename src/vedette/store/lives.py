"""Rows of events, statements and postures of reports that were corrected by hand: each as it stood from when to when.

A reading stands for a stretch of time. Each correction, and each that is withdrawn, may end the row of an event and begin
another, with what the event is from then on; so what was known on a day can be asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pyarrow as pa

from vedette.correct import applied, overruled
from vedette.correct.apply import Applied, of_report, reason
from vedette.records import Correction, Event, Posture, Reading, Statement
from vedette.store.columns import MOMENT, Plain, arrow_fields, encoder
from vedette.store.tables import REPORTS, from_plain

RECORDS: Mapping[str, type] = {"events": Event, "statements": Statement, "postures": Posture}
"""Table -> what its rows are, and the column of `reports` that holds them."""

REPORT = ("key", "reading", "id", "source", "published", "engine")
"""Columns of `reports` that rows take over."""


@dataclass(frozen=True, slots=True)
class Life:
    """From when to when a reading stands, and why no longer."""

    since: datetime
    until: datetime | None
    why: str | None


@dataclass(frozen=True, slots=True)
class State:
    """A record as it is from some moment on."""

    record: Any
    corrected: str | None
    mistrusted: str | None


@dataclass(frozen=True, slots=True)
class Lived:
    """A state, and from when to when it stood."""

    state: State
    life: Life


def schema(name: str) -> pa.Schema:
    """Columns of the rows that `rows` gives for a table."""
    moments = [pa.field("known_from", MOMENT), pa.field("superseded_at", MOMENT)]
    words = [pa.field(column, pa.string()) for column in ("superseded_why", "corrected", "mistrusted")]
    one = pa.field("one", pa.struct(arrow_fields(RECORDS[name])))
    return pa.schema([*(REPORTS.field(column) for column in REPORT), *moments, *words, one])


def rows(
    name: str, row: Mapping[str, Plain], life: Life, corrections: Sequence[Correction]
) -> Iterator[dict[str, Plain]]:
    """All rows that a table has of a row of `reports`."""
    encode = encoder(RECORDS[name])
    report = {column: row[column] for column in REPORT}
    for lived in lives(name, from_plain(row), life, corrections):
        yield {
            **report,
            "known_from": lived.life.since,
            "superseded_at": lived.life.until,
            "superseded_why": lived.life.why,
            "corrected": lived.state.corrected,
            "mistrusted": lived.state.mistrusted,
            "one": encode(lived.state.record),
        }


def lives(name: str, reading: Reading, life: Life, corrections: Sequence[Correction]) -> Iterator[Lived]:
    """Every state of every record of the reading in this table, in order of time."""
    mine = of_report(reading, corrections)
    moments = [
        life.since,
        *(at for at in _moments(mine) if life.since < at and (life.until is None or at < life.until)),
    ]
    done = [(at, applied(reading, mine, at)) for at in moments]
    states = [(at, _states(name, each)) for at, each in done]
    left_out = done[0][1].left_out
    for record in {each.id: each for each in getattr(reading, name)}.values():
        if record.id not in states[0][1]:
            fate = left_out.get(record.id)
            yield Lived(State(record, None, None), Life(life.since, life.since, _because(fate) if fate else life.why))
        yield from _runs([(at, each.get(record.id)) for at, each in states], life, mine)


def _moments(corrections: Sequence[Correction]) -> list[datetime]:
    made = {each.made_at for each in corrections}
    return sorted(made | {each.withdrawn_at for each in corrections if each.withdrawn_at})


def _states(name: str, done: Applied) -> dict[str, State]:
    mistrusted = reason(done.mistrusted) if done.mistrusted else None
    return {each.id: State(each, _told(done.told.get(each.id, ())), mistrusted) for each in getattr(done.reading, name)}


def _told(corrections: Sequence[Correction]) -> str | None:
    """What was changed, why and by whom."""
    later = overruled([replace(each, withdrawn_at=None) for each in corrections])
    holding = (each for each in corrections if each.id not in later)
    told = (f"{each.field if each.what == 'set' else 'kept'}: {reason(each)}" for each in holding)
    return "; ".join(told) or None


def _runs(
    states: Sequence[tuple[datetime, State | None]], life: Life, corrections: Sequence[Correction]
) -> Iterator[Lived]:
    """Each state with the time for which it did not change."""
    begun: tuple[datetime, State] | None = None
    for at, state in states:
        if begun is not None and begun[1] != state:
            yield Lived(begun[1], Life(begun[0], at, _why(corrections, at)))
            begun = None
        if begun is None and state is not None:
            begun = (at, state)
    if begun is not None:
        yield Lived(begun[1], Life(begun[0], life.until, life.why))


def _why(corrections: Sequence[Correction], at: datetime) -> str:
    """What ended a state at this moment."""
    made = [_because(each) for each in corrections if each.made_at == at]
    taken = [f"correction withdrawn: {reason(each)}" for each in corrections if each.withdrawn_at == at]
    return "; ".join((*made, *taken))


def _because(correction: Correction) -> str:
    return f"corrected: {reason(correction)}"
