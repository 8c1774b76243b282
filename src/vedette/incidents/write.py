"""Names for what was linked, and the commit: rows that are new, and the ends of those that no longer hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from vedette.link import naming
from vedette.records import digest
from vedette.store.known import Query
from vedette.store.lake import Mark, Table
from vedette.store.tables import INCIDENTS

AGAIN = "linked again"
GONE = "its events no longer stand, or are of no incident any more"


@dataclass(frozen=True, slots=True)
class Before:
    """An incident as it stands in the lake."""

    id: str
    events: tuple[str, ...]
    history: tuple[str, ...]
    content: str
    known_from: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """What a commit changes."""

    rows: pa.Table
    """Rows to add."""
    ended: tuple[tuple[Before, str], ...]
    """Rows that no longer stand, and why."""
    new: int
    """Incidents whose id was not there."""
    again: int
    """Incidents of which something else is known now."""

    @property
    def superseded(self) -> int:
        """Incidents that are none any more, or another's."""
        return len(self.ended) - self.again


def before(table: Table, days: tuple[date, date] | None = None) -> list[Before]:
    """Incidents that stand; only those with reports of these days (or without a day), where given."""
    where = "superseded_at IS NULL"
    if days is not None:
        where += f" AND (published IS NULL OR (last_published >= DATE '{days[0]}' AND published <= DATE '{days[1]}'))"
    query = Query({"incidents": table}, {"incidents": INCIDENTS})
    rows = query.tuples(f"SELECT id, events, history, content, known_from FROM incidents WHERE {where} ORDER BY id")
    return [
        Before(name, tuple(events), tuple(history or ()), content, at) for name, events, history, content, at in rows
    ]


def changed(found: pa.Table, touched: Sequence[Before], taken: Collection[str], at: datetime) -> Changed:
    """What differs between what was found and what stood in its place. `taken` are ids that other incidents have."""
    groups: list[list[str]] = found.column("events").to_pylist()
    names = naming.named(groups, touched, taken)
    old = {each.id: each for each in touched}
    contents: list[str] = found.column("content").to_pylist()
    fresh = [
        place
        for place, (name, content) in enumerate(zip(names, contents, strict=True))
        if not (name.id in old and (old[name.id].content, old[name.id].history) == (content, name.history))
    ]
    kept = {name.id for name in names} - {names[place].id for place in fresh}
    home = {event: name.id for name, group in zip(names, groups, strict=True) for event in group}
    ended = tuple((each, _why(each, {name.id for name in names}, home)) for each in touched if each.id not in kept)
    rows = _named(found.take(pa.array(fresh, pa.int64())), [names[place] for place in fresh], at)
    new = sum(names[place].id not in old for place in fresh)
    return Changed(rows, ended, new, len(fresh) - new)


def named(found: pa.Table, touched: Sequence[Before]) -> pa.Table:
    """The rows with ids and history, as if they were written."""
    groups: list[list[str]] = found.column("events").to_pylist()
    return _named(found, naming.named(groups, touched), None)


def _why(each: Before, names: set[str], home: Mapping[str, str]) -> str:
    if each.id in names:
        return AGAIN
    others = sorted({home[event] for event in each.events if event in home})
    return f"merged into {', '.join(others)}" if others else GONE


def _named(rows: pa.Table, names: Sequence[naming.Named], at: datetime | None) -> pa.Table:
    told = {
        "id": [name.id for name in names],
        "history": [list(name.history) for name in names],
        "known_from": [at] * len(names),
    }
    for column, values in told.items():
        field = INCIDENTS.field(column)
        rows = rows.set_column(rows.schema.get_field_index(column), field, pa.array(values, field.type))
    return rows


def candidates(found: pa.Table) -> list[str]:
    """The ids that new incidents would have."""
    return [digest("incident", group[0]) for group in found.column("events").to_pylist()]


def commit(table: Table, made: Changed, at: datetime, mark: Mark) -> None:
    """Write it, whole or not at all; raises `Overtaken` where another linker was quicker."""
    if not made.ended:
        table.add(made.rows, mark)
        return
    ends = [
        {"id": each.id, "known_from": each.known_from, "superseded_at": at, "superseded_why": why}
        for each, why in made.ended
    ]
    rows = pa.concat_tables([made.rows, pa.Table.from_pylist(ends, schema=INCIDENTS)])
    table.merge(rows, ["id", "known_from"], ["superseded_at", "superseded_why"], mark)
