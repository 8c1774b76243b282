"""What the rules of alerts look at, of one place: its events, the demands and forces about it, its tolls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import cast

import pyarrow as pa

from vedette.analyse.alerts import Picture
from vedette.analyse.alerts import of_lake as alerts
from vedette.analyse.alerts.of_readings import demands, within
from vedette.analyse.alerts.picture import Told
from vedette.records import Incident, Where
from vedette.report.rows import STANDS, Rows
from vedette.store.columns import decoder

OF = """
SELECT i.id, i.type, i.mode, i.since, i."until", i."where", i.events FROM incidents i
SEMI JOIN (SELECT id, unnest(events) AS event FROM incidents WHERE superseded_at IS NULL) m
    ON m.id = i.id AND m.event IN (SELECT id FROM pictured)
WHERE i.superseded_at IS NULL
"""
"""Incidents of which one of the events is, with what an event may lack: a day and a place."""

OLDER = f"""
SELECT id, type, mode, status, coalesce(least(since, published), published) AS day, since IS NOT NULL AS dated, published,
    country, admin1, place, CASE WHEN admin1 IS NOT NULL THEN 'region' END AS kind, latitude, longitude, actors, recipients,
    NULL AS killed, report_id AS report, '' AS words
FROM events WHERE {STANDS} AND published < {{first}} AND status = 'actual' AND {{of}} ORDER BY published, report_id, id
"""
"""Events from before them, of which rules only ask whether there were any: without numbers and words."""

WHOLE_DAYS = 1_100
"""Days before a report's end of which events are taken with their numbers and the words around them: the two years that
rules compare with, and what they look back on before."""

_WHERE = decoder(Where)


def picture(rows: Rows) -> Picture:
    """By what was published to the last day; incidents are taken as they stand now."""
    told = list(_told(rows))
    rows.query.give("pictured", pa.table({"id": pa.array([row.id for row in told], pa.string())}))
    of = {event: incident for incident in _incidents(rows) for event in incident.events}
    return Picture(
        events=[within(row, of.get(row.id)) for row in told],
        demands=list(demands(rows.readings)),
        forces=rows.entries,
        incidents=rows.found,
        read=_read(rows, told),
    )


def _told(rows: Rows) -> Iterator[Told]:
    """Events of the place; of those long before only that they were."""
    first = f"DATE '{max(rows.whole_from, rows.days.until - timedelta(days=WHOLE_DAYS))}'"
    yield from (
        alerts.told(*row) for row in rows.query.tuples(OLDER.format(first=first, of=f"({rows.place.around('id')})"))
    )
    within = f"e.published >= {first} AND e.published < DATE '{rows.days.until}'"
    sql = alerts.EVENTS.format(stands=f"e.superseded_at IS NULL AND {within} AND ({rows.place.around('e.id')})")
    yield from (alerts.told(*row) for row in rows.query.tuples(sql))


def _read(rows: Rows, told: list[Told]) -> Mapping[date, int]:
    """Day -> reports; a day with an event had one at least."""
    return {row.published: 1 for row in told} | rows.read_before


def _incidents(rows: Rows) -> Iterator[Incident]:
    for row in rows.query.rows(OF).to_pylist():
        where = cast("Where | None", _WHERE(row["where"]) if row["where"] else None)
        yield Incident(
            row["id"],
            row["type"],
            row["mode"],
            row["since"],
            row["until"],
            where,
            (),
            (),
            (),
            (),
            0,
            (),
            tuple(row["events"]),
        )
