"""The picture of a lake: what stands in it, read with a few queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import cast

from vedette.analyse.alerts.gathered import GATHERED
from vedette.analyse.alerts.of_readings import demands, within
from vedette.analyse.alerts.picture import AROUND, Demand, Picture, Told, country_of, names_toll, names_truce, sides
from vedette.analyse.ledger import Entry
from vedette.analyse.series.coverage import coverage
from vedette.analyse.statements.lean import ARGUMENTS
from vedette.records import Engine, Event, Incident, Reading, Report, Statement
from vedette.store import standing
from vedette.store.columns import decoder
from vedette.store.known import Query, stood
from vedette.store.opened import Lake
from vedette.store.tables import TABLES

EVENTS = f"""
SELECT e.id, e.type, e.mode, e.status, coalesce(least(e.since, e.published), e.published) AS day, e.since IS NOT NULL AS dated,
    e.published, e.country, e.admin1, e.place,
    [a."where".value.kind FOR a IN e.arguments IF a.role = 'place' AND a."where".value IS NOT NULL][1] AS kind,
    e.latitude, e.longitude, e.actors, e.recipients,
    list_max([a.count.value.low FOR a IN e.arguments IF a.role = 'killed' AND a.count.value IS NOT NULL]) AS killed,
    e.report_id AS report, substr(r.text, greatest(1, e."trigger".start + 1 - {AROUND}), {2 * AROUND}) AS words
FROM events e JOIN reports r USING (reading)
WHERE {{stands}} AND e.published IS NOT NULL AND e.status = 'actual'
ORDER BY e.published, e.report_id, e.id
"""

DEADLINE = r"ultimatum|deadline|within [a-z0-9]+ (hours|days)|[0-9]+[ -]hours?|hours to "
"""Words of a report in which there may be a demand with a last day; others are not looked at."""

ASKING = f"""
SELECT reading FROM events e JOIN reports r USING (reading)
WHERE {{stands}} AND e.type IN ('REQUEST', 'THREATEN') AND regexp_matches(r.text, '{DEADLINE}', 'i') GROUP BY 1
"""

FORCES = f"SELECT * FROM ({standing.ENTRIES}) WHERE status IN {(*GATHERED, 'denied')}"
"""Of forces only those that are there or come, and the denials: the rules look at no others."""

LEAN = f"""
SELECT id, reading, type, mode, status, "trigger", {ARGUMENTS.replace("{", "{{").replace("}", "}}")} AS arguments
FROM events SEMI JOIN asking USING (reading) WHERE {{stands}}
"""
"""Events with no more than what became of a demand is told by."""

SAID = "SELECT * FROM statements SEMI JOIN asking USING (reading) WHERE {stands}"

LIGHT = ("id", "type", "mode", "since", "until", '"where"', "actors", "recipients", "events", "voices", "state")
SEEN = (*(name.strip('"') for name in LIGHT), "findings")
"""Columns of incidents that are read: the rest, with every comparison of events, is nine tenths of a row."""

KILLED = """
SELECT id, list_filter(findings, lambda one: one.about = 'killed' AND len(one.claims) > 1) AS killed FROM incidents
WHERE type = 'ASSAULT' AND since IS NOT NULL AND len(killed) > 0
"""

BATCH = 1024

_EVENT, _STATEMENT, _INCIDENT = decoder(Event), decoder(Statement), decoder(Incident)


def picture_of_lake(lake: Lake, known_at: date | datetime | None = None, *, as_of: date | None = None) -> Picture:
    """What stands in a lake, or stood at a moment; with a day `as_of` of what was published to its end."""
    stands = stood(known_at)
    incidents = _incidents(lake, known_at, as_of)
    of = {name: one for one in incidents for name in one.events}
    query = Query({name: lake.tables[name] for name in ("events", "reports", "statements")}, TABLES)
    rows = [within(row, of.get(row.id)) for row in _rows(query, stands)]
    covered = coverage(lake, known_at)
    read = dict(zip(covered.column("day").to_pylist(), covered.column("read").to_pylist(), strict=True))
    return Picture(
        events=[row for row in rows if _by(row.published, as_of)],
        demands=[one for one in _demands(query, stands) if _by(one.heard.published, as_of)],
        forces=[one for one in _forces(lake, stands) if one.published and _by(one.published, as_of)],
        incidents=incidents,
        read={day: number for day, number in read.items() if _by(day, as_of)},
    )


def _forces(lake: Lake, stands: str) -> Iterator[Entry]:
    return standing.made(lake.query().rows(FORCES.format(stands=stands)))


def _by(day: date | None, as_of: date | None) -> bool:
    return as_of is None or (day is not None and day <= as_of)


def _rows(query: Query, stands: str) -> Iterator[Told]:
    of_events = stands.replace("superseded_at", "e.superseded_at").replace("known_from", "e.known_from")
    for row in query.tuples(EVENTS.format(stands=of_events)):
        yield told(*row)


def told(*row: object) -> Told:
    """A row of EVENTS."""
    (name, type_, mode, status, day, dated, published, country, admin1, place, kind, north, east, *rest) = row
    actors, recipients, killed, report, words = rest
    by, to = [cast("list[str]", codes or []) for codes in (actors, recipients)]
    around = str(words or "")
    return Told(
        id=str(name),
        type=str(type_),
        mode=cast("str | None", mode),
        status=str(status),
        day=cast("date", day),
        published=cast("date", published),
        country=cast("str | None", country) or country_of(to) or country_of(by),
        admin1=cast("str | None", admin1),
        place=cast("str | None", place),
        kind=cast("str | None", kind),
        latitude=cast("float | None", north),
        longitude=cast("float | None", east),
        actors=sides(by),
        recipients=sides(to),
        killed=cast("float | None", killed) or 0,
        report=str(report),
        dated=bool(dated),
        truce=names_truce(around, AROUND),
        toll=names_toll(around, AROUND),
    )


def _incidents(lake: Lake, known_at: date | datetime | None, as_of: date | None) -> list[Incident]:
    """All of them, with what the rules look at: of findings only the dead that several claims tell of."""
    when = {} if known_at is None else {"known_at": known_at}
    query = Query({}, {})
    query.give("incidents", lake.incidents(as_of=as_of, columns=SEEN, **when))
    killed: dict[str, object] = dict(query.tuples(KILLED))
    rows = query.rows(f"SELECT {', '.join(LIGHT)} FROM incidents")
    found = (row for batch in rows.to_batches(BATCH) for row in batch.to_pylist())
    return [cast("Incident", _INCIDENT(row | {"findings": killed.get(row["id"])})) for row in found]


def _demands(query: Query, stands: str) -> list[Demand]:
    """Of the reports that may hold one. What became of it is told by its last day alone: reports of its end may be others."""
    of_events = stands.replace("superseded_at", "e.superseded_at").replace("known_from", "e.known_from")
    query.give("asking", query.rows(ASKING.format(stands=of_events)))
    reports = query.rows(
        "SELECT reading, id, source, published, title, text FROM reports SEMI JOIN asking USING (reading)"
    )
    events, said = (_by_reading(query, sql.format(stands=stands)) for sql in (LEAN, SAID))
    readings = [
        Reading(
            Report(row["id"], row["text"], row["published"], row["title"], row["source"]),
            Engine("", "", ""),
            tuple(cast("Event", _EVENT(one)) for one in events.get(row["reading"], [])),
            tuple(cast("Statement", _STATEMENT(one)) for one in said.get(row["reading"], [])),
        )
        for row in reports.to_pylist()
    ]
    return list(demands(readings))


def _by_reading(query: Query, sql: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for row in query.rows(sql).to_pylist():
        found.setdefault(row["reading"], []).append(row)
    return found
