"""Reports of a lake as readings to link: only what linking looks at, so that many are read quickly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from vedette.records import (
    Argument,
    Count,
    Engine,
    Event,
    Location,
    Reading,
    Report,
    Resolved,
    Span,
    Statement,
    When,
    Where,
    Who,
)
from vedette.store.columns import decoder
from vedette.store.known import Query
from vedette.store.lake import Table
from vedette.store.tables import TABLES

NEEDED = ("reports", "events", "statements")
"""Tables that linking reads."""

EVENTS = """
SELECT reading, id, type, mode, status, score, intensity, "trigger".text, "trigger".start, "trigger"."end"
FROM events WHERE superseded_at IS NULL AND {days} ORDER BY reading, id
"""

ARGUMENTS = """
SELECT id, one.role, one.span.text, one.span.start, one.span."end", one.score,
    one.who.rule, one.who.value.code, one.who.value.country, one.who.value.sector, one.who.value.name,
    one."when".rule, one."when".value.since, one."when".value."until", one."when".value.precision,
    one."where".rule, one."where".value.name, one."where".value.country, one."where".value.admin1,
    one."where".value.kind, one."where".value.latitude, one."where".value.longitude, one."where".value.radius_km,
    one."where".value.geoname,
    one.count.rule, one.count.value IS NOT NULL, one.count.value.low, one.count.value.high,
    one.count.value.approximate, one.count.value.unit
FROM (
    SELECT id, unnest(arguments) AS one, generate_subscripts(arguments, 1) AS number
    FROM events WHERE superseded_at IS NULL AND {days}
) ORDER BY id, number
"""

REPORTS = """
SELECT reading, key, id, source, published, title, text FROM reports
WHERE {days} AND reading IN (SELECT reading FROM events WHERE superseded_at IS NULL AND {days}) ORDER BY key
"""

STATEMENTS = "SELECT * FROM statements WHERE superseded_at IS NULL AND len(events) > 0 AND {days} ORDER BY reading, id"

_STATEMENT = decoder(Statement)

NOBODY = Engine("", "", "")
NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Readings of some days."""

    readings: list[Reading] = field(default_factory=list)
    reports: dict[str, str] = field(default_factory=dict)
    """Key of a report as linking makes it -> its key in the lake."""


class Source:
    """The tables of a lake, as they stood at some versions."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._query = Query({name: tables[name] for name in NEEDED}, TABLES)
        self._query.run("SET threads = 1")
        self._query.run("SET enable_progress_bar = false")

    @classmethod
    def at(cls, path: str, versions: Mapping[str, int]) -> Source:
        """Of the lake at a path."""
        found = {name: Table.open(f"{path}/{name}", name) for name in NEEDED}
        return cls({name: table.at(versions[name]) for name, table in found.items() if table})

    def rows(self, sql: str) -> pa.Table:
        """What a query over the tables finds."""
        return self._query.rows(sql)

    def load(self, since: date | None, until: date | None) -> Loaded:
        """Reports with events that were published on these days, `until` not among them; without both, those without a day."""
        days = _days(since, until)
        arguments: dict[str, list[Argument]] = defaultdict(list)
        for row in self._query.tuples(ARGUMENTS.format(days=days)):
            arguments[row[0]].append(_argument(row))
        events: dict[str, list[Event]] = defaultdict(list)
        for row in self._query.tuples(EVENTS.format(days=days)):
            events[row[0]].append(_event(row, arguments))
        said: dict[str, list[Statement]] = defaultdict(list)
        for plain in self._query.rows(STATEMENTS.format(days=days)).to_pylist():
            said[plain["reading"]].append(_STATEMENT(plain))
        return _loaded(self._query.tuples(REPORTS.format(days=days)), events, said)


def _loaded(rows: Iterator[Any], events: Mapping[str, list[Event]], said: Mapping[str, list[Statement]]) -> Loaded:
    found = Loaded()
    for reading, key, name, source, published, title, text in rows:
        report = Report(name, text, published, title, source, where=NOWHERE)
        told = tuple(sorted(events.get(reading, ()), key=lambda event: (event.trigger.start, event.id)))
        found.readings.append(Reading(report, NOBODY, told, tuple(said.get(reading, ()))))
        found.reports["\x1f".join(report.key)] = key
    return found


def _days(since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return "published IS NULL"
    ends = [f"published >= DATE '{since}'" if since else "", f"published < DATE '{until}'" if until else ""]
    return " AND ".join(filter(None, ends))


def _event(row: Any, arguments: Mapping[str, list[Argument]]) -> Event:  # noqa: ANN401 - a row of `EVENTS`
    _, name, kind, mode, status, score, intensity, words, start, end = row
    told = tuple(arguments.get(name, ()))
    return Event(name, kind, mode, status, (), score, intensity, Span(words, start, end), told)


def _argument(row: Any) -> Argument:  # noqa: ANN401 - a row of `ARGUMENTS`
    _, role, words, start, end, score, *values = row
    span = Span(words, start, end)
    who, when, where, count = values[:5], values[5:9], values[9:18], values[18:]
    return Argument(
        role,
        span,
        score,
        who=Resolved(Who(*who[1:]) if who[1] is not None else None, who[0], span) if who[0] is not None else None,
        when=Resolved(When(*when[1:]) if when[1] is not None else None, when[0], span) if when[0] is not None else None,
        where=Resolved(Where(*where[1:]) if where[4] is not None else None, where[0], span)
        if where[0] is not None
        else None,
        count=Resolved(Count(*count[2:]) if count[1] else None, count[0], span) if count[0] is not None else None,
    )
