"""Whether all holds: each file is there, each span stands in its report, nothing is there twice, nothing dangles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vedette.errors import StoreError
from vedette.records import digest
from vedette.store import tables
from vedette.store.derive import ROW_KEY, wanted
from vedette.store.known import Query
from vedette.store.opened import Lake
from vedette.store.tables import DERIVED

BATCH = 1024
"""Reports looked at in one go: some MB."""

TWICE = "SELECT {keys} FROM {table} {where} GROUP BY ALL HAVING count(*) > 1"

UNLIKE = """
SELECT coalesce(have.id, want.id) AS id FROM ({have}) have FULL JOIN wanted want USING (id, reading, known_from)
WHERE have.id IS NULL OR want.id IS NULL
    OR have.superseded_at IS DISTINCT FROM want.superseded_at OR have.superseded_why IS DISTINCT FROM want.superseded_why
    OR have.corrected IS DISTINCT FROM want.corrected OR have.mistrusted IS DISTINCT FROM want.mistrusted
"""
"""Rows of a derived table that do not follow from the reports, and those that are lacking."""


STATED = (*ROW_KEY, "superseded_at", "superseded_why", "corrected", "mistrusted")
"""Columns by which rows are compared."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold."""

    kind: str
    table: str
    which: str
    """File, key or id."""
    derived: bool
    """Whether making the derived tables anew mends it."""


def check(lake: Lake) -> Iterator[Fault]:
    """All that does not hold, as it is found."""
    lost = [
        Fault("missing-file", name, file, name in DERIVED)
        for name in lake.tables
        for file in lake.tables[name].missing()
    ]
    yield from lost
    if lost:  # nothing else can be told of a table that cannot be read
        return
    try:
        yield from _contents(lake)
    except StoreError as error:
        yield Fault("damaged-file", "", str(error), derived=False)


def _contents(lake: Lake) -> Iterator[Fault]:
    yield from _rows(lake)
    if lake.behind:
        yield Fault("behind", "events", "reports that came after the last derived row", derived=True)
        return
    query = lake.query()
    yield from _twice(query, "reports", "reading")
    yield from _incidents(lake, query)
    for name in DERIVED:
        yield from _twice(query, name, ", ".join(ROW_KEY))
        yield from _twice(query, name, "id", "WHERE superseded_at IS NULL")
        for row in _unlike(lake, query, name):
            yield Fault("unlike-its-report", name, row["id"], derived=True)


ELSEWHERE = """
SELECT id, event FROM (SELECT id, unnest(events) AS event FROM incidents WHERE superseded_at IS NULL)
ANTI JOIN (SELECT id AS event FROM events WHERE superseded_at IS NULL) USING (event)
"""
"""Events of incidents that do not stand."""

SHARED = """
SELECT event, count(*) AS number FROM (SELECT unnest(events) AS event FROM incidents WHERE superseded_at IS NULL)
GROUP BY 1 HAVING count(*) > 1
"""
"""Events that are of two incidents."""


def _incidents(lake: Lake, query: Query) -> Iterator[Fault]:
    """What does not hold of incidents. Where they are behind the events, which is no fault, those need not all stand."""
    table = lake.tables.get("incidents")
    if table is None:
        return
    yield from _twice(query, "incidents", "id, known_from")
    yield from _twice(query, "incidents", "id", "WHERE superseded_at IS NULL")
    for row in query.rows(SHARED).to_pylist():
        yield Fault("of-two-incidents", "incidents", row["event"], derived=False)
    if table.mark("events") == lake.tables["events"].version:
        for row in query.rows(ELSEWHERE).to_pylist():
            yield Fault("event-gone", "incidents", f"{row['id']} {row['event']}", derived=False)


def _unlike(lake: Lake, query: Query, name: str) -> list[dict[str, Any]]:
    query.give("wanted", wanted(lake.tables, name, STATED))
    rows: list[dict[str, Any]] = query.rows(UNLIKE.format(have=f"SELECT {', '.join(STATED)} FROM {name}")).to_pylist()
    return rows


def _twice(query: Query, table: str, keys: str, where: str = "") -> Iterator[Fault]:
    for row in query.rows(TWICE.format(keys=keys, table=table, where=where)).to_pylist():
        yield Fault("twice", table, "/".join(map(str, row.values())), derived=table in DERIVED)


def _rows(lake: Lake) -> Iterator[Fault]:
    for batch in lake.tables["reports"].batches(BATCH):
        for row in batch.to_pylist():
            for kind, which in of_row(row):
                yield Fault(kind, "reports", f"{row['reading']} {which}".rstrip(), derived=False)


def of_row(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What does not hold in a row of `reports`: kind, and which."""
    if row["text_digest"] != digest(row["text"]) or (not row["error"] and row["key"] != _key(row)):
        yield "changed-text", ""
    for span in _spans({name: row[name] for name in DERIVED}):
        if row["text"][span["start"] : span["end"]] != span["text"]:
            yield "span-elsewhere", f"{span['start']}:{span['end']}"
    told = {event["id"] for event in row["events"]}
    named = [event for said in row["statements"] for event in said["events"]]
    for event in {*named, *(entry["event"] for entry in row["postures"])} - told:
        yield "dangling", event


def _key(row: Mapping[str, Any]) -> str:
    return digest(row["source"], row["id"], row["text_digest"], length=tables.KEY_LENGTH)


def _spans(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - rows are nested as they come
    """All spans in a row, however deep."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)
