"""What a person means by an id: an event of a lake with its report as it was read, or an incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.errors import UsageError
from vedette.records import Event, Incident, Reading
from vedette.store.columns import decoder
from vedette.store.known import quoted
from vedette.store.opened import Lake
from vedette.store.tables import LINKED, from_plain

INCIDENTS = next(iter(LINKED))

SHOWN = 5
"""Ids that are named where one word means several."""

RESTING = """
SELECT 'statement' AS what, id, unnest(events) AS event FROM statements WHERE starts_with(id, {words})
UNION SELECT 'force entry', id, event FROM postures WHERE starts_with(id, {words})
"""

LAST = """
SELECT * EXCLUDE (superseded_at, superseded_why) FROM reports JOIN standing USING (reading)
WHERE error IS NULL AND key IN ({keys}) AND {stands}
QUALIFY row_number() OVER (PARTITION BY key ORDER BY superseded_at DESC NULLS FIRST, known_from DESC) = 1
"""

_INCIDENT = decoder(Incident)


@dataclass(frozen=True, slots=True)
class Target:
    """An event in its report, both as they were read."""

    reading: Reading
    event: Event
    report: str
    """Key of the report."""


def readings(lake: Lake, keys: Iterable[str], *, ever: bool = False) -> dict[str, Reading]:
    """The reading of each report that stands, by its key, as it was read; `ever` also of reports that were withdrawn."""
    wanted = ", ".join(quoted(key) for key in sorted(set(keys)))
    if not wanted:
        return {}
    stands = "true" if ever else "superseded_at IS NULL"
    rows = lake.query().rows(LAST.format(keys=wanted, stands=stands)).to_pylist()
    return {row["key"]: from_plain(row) for row in rows}


def events(lake: Lake, words: str) -> dict[str, str]:
    """Ids that begin so -> key of the report; those that were left out by hand, or read otherwise since, among them."""
    sql = f"SELECT DISTINCT id, report FROM events WHERE starts_with(id, {quoted(words)}) ORDER BY id"
    return {row["id"]: row["report"] for row in lake.query().rows(sql).to_pylist()}


def incidents(lake: Lake, words: str) -> dict[str, Incident]:
    """Incidents that stand whose id begins so."""
    if INCIDENTS not in lake.tables:
        return {}
    where = f"superseded_at IS NULL AND starts_with(id, {quoted(words)})"
    rows = lake.query().rows(f"SELECT * FROM {INCIDENTS} WHERE {where} ORDER BY id").to_pylist()
    return {row["id"]: _INCIDENT(row) for row in rows}


def meant(lake: Lake, words: str) -> Target | Incident:
    """The event or incident of this id, or of these first letters of one."""
    of_events, of_incidents = events(lake, words), incidents(lake, words)
    only(words, [*of_events, *of_incidents], lake)
    return next(iter(of_incidents.values())) if of_incidents else target(lake, *next(iter(of_events.items())))


def event(lake: Lake, words: str) -> Target:
    """The event of this id, or of these first letters of one."""
    found = events(lake, words)
    only(words, list(found), lake)
    return target(lake, *next(iter(found.items())))


def incident(lake: Lake, words: str) -> Incident:
    """The incident of this id, or of these first letters of one."""
    found = incidents(lake, words)
    if not found:
        raise UsageError(f"no incident's id begins with {words!r}. `vedette incidents --lake {lake.path}` lists them")
    only(words, list(found), lake)
    return next(iter(found.values()))


def target(lake: Lake, name: str, report: str) -> Target:
    """An event in the reading of its report that stands, or stood last."""
    (reading,) = readings(lake, [report], ever=True).values()
    found = next((each for each in reading.events if each.id == name), None)
    if found is None:
        raise UsageError(f"event {name} is no longer read in its report, since that was read anew. {_now(reading)}")
    return Target(reading, found, report)


def only(words: str, ids: Sequence[str], lake: Lake) -> None:
    """Refuse words that mean nothing, or several."""
    if len(ids) > 1:
        raise UsageError(
            f"{words!r} begins {len(ids)} ids: {', '.join(sorted(ids)[:SHOWN])}. Give more of the one you mean"
        )
    if not ids:
        beside = _resting(lake, words)
        if beside is not None:
            raise UsageError(
                f"{beside['id']} is a {beside['what']}, which rests on event {beside['event']}. Name that one"
            )
        raise UsageError(
            f"no event or incident has an id that begins with {words!r}. Ids stand first in each table row"
        )


def resting(lake: Lake, words: str) -> str | None:
    """The event that the statement or force entry of this id rests on."""
    found = _resting(lake, words)
    return str(found["event"]) if found else None


def reports_of(lake: Lake, ids: Iterable[str]) -> dict[str, str]:
    """Key of the report of each event."""
    wanted = ", ".join(map(quoted, ids)) or "NULL"
    rows = lake.query().rows(f"SELECT DISTINCT id, report FROM events WHERE id IN ({wanted})").to_pylist()
    return {row["id"]: row["report"] for row in rows}


def _resting(lake: Lake, words: str) -> Mapping[str, Any] | None:
    rows = lake.query().rows(RESTING.format(words=quoted(words))).to_pylist() if words else []
    return rows[0] if rows else None


def _now(reading: Reading) -> str:
    """What is read there now."""
    told = ", ".join(f"{each.id} ({each.type} “{each.trigger.text}”)" for each in reading.events[:SHOWN])
    return f"It holds now {told}" if told else "It holds no event now"
