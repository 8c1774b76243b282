"""The rows of a lake that a report is made of, read with a few queries that look only at the files of its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, cast

from vedette.analyse.ledger import Entry
from vedette.incidents import asked as incidents
from vedette.records import Engine, Event, Incident, Reading, Report, Span, Statement
from vedette.report.days import Days
from vedette.report.place import Place, of_name
from vedette.report.written import Quote
from vedette.store import Lake, standing
from vedette.store.columns import decoder
from vedette.store.known import STANDING, Query
from vedette.store.tables import TABLES

RECORD_DAYS = 1_860
"""Days before a report's end of which is looked up what was read, and with which words: the five years that a forecast
rests on, and more than the two that alerts compare with."""

FEW_FILES = 64
"""So many files of reports, or fewer, are looked into whatever their days: a lake that was compacted has no more."""

FORCES_DAYS = 365
"""Days before its end of which a report's ledger takes entries; what is told of earlier times is history to the ledger."""

OPEN_DAYS = 30
"""Days before a report's begin in which demands and threats were made that it still lists, where they are open."""

STANDS = "superseded_at IS NULL"

IN_DAYS = """
CASE WHEN since IS NULL THEN published >= {first} AND published < {end}
    ELSE since < {end} AND "until" > {first} AND ("until" - since <= {length} OR (published >= {first} AND published < {end}))
END
"""
"""An incident is of the days on which it was, if it was no longer than they are; one that is told with a longer time, or
with none, is of those on which it was first told."""

WHICH = f"""
SELECT id FROM incidents
WHERE {STANDS} AND (({{in_days}} AND {{there}}) OR ({{counted}} AND ({{there}} OR {{party}})))
"""

INCIDENTS = f"""
SELECT * REPLACE ([] AS joined) FROM incidents SEMI JOIN wanted USING (id) WHERE {STANDS} ORDER BY published NULLS LAST, id
"""
"""Why events were joined is not told of."""

COUNTED = "type = 'ASSAULT' AND len(reports) > 1 AND published < {end} AND last_published >= {first}"
"""Of other days, with killed of whom somebody may have told in these: alerts look at them."""

NAMES = f"SELECT id, type FROM incidents WHERE {STANDS} AND {{in_days}} AND {{there}}"

EVENTS = f"""
SELECT id, report_id, report_source, published, type, mode, "trigger" FROM events SEMI JOIN wanted USING (id) WHERE {STANDS}
"""

COVERED = """
SELECT r.published, count(*), list(DISTINCT r.source), list(r.id ORDER BY r.id)
FROM reports r JOIN held USING (reading)
WHERE r.error IS {null} NULL AND held.superseded_at IS NULL AND r.published >= {first} AND r.published < {end}
GROUP BY 1 ORDER BY 1
"""

READ = f"""
SELECT r.published, count(*) FROM reports r JOIN held USING (reading)
WHERE r.error IS NULL AND held.superseded_at IS NULL AND r.published >= {{first}} AND r.published < {{end}} GROUP BY 1
UNION ALL
SELECT published, count(DISTINCT report) FROM events WHERE {STANDS} AND published < {{first}} GROUP BY 1
"""

_EVENT, _STATEMENT = decoder(Event), decoder(Statement)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a day."""

    day: date
    reports: int
    sources: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A lake, asked for a place and days."""

    lake: Lake
    query: Query
    place: Place
    days: Days
    whole_from: date
    """Of this day and later ones it is known how many reports were read; of earlier ones, how many tell of events."""

    @cached_property
    def found(self) -> list[Incident]:
        """Incidents of the place and the days, as they stand now; and of other days those that alerts look at."""
        ends = {"first": _day(self.days.since), "end": _day(self.days.until)}
        counted = COUNTED.format(**ends)
        which = WHICH.format(
            in_days=in_days(self.days), counted=counted, there=self.place.incidents, party=self.place.party
        )
        ids = [name for (name,) in self.query.tuples(which)]
        self._want(ids)
        return [incident for incident, _, _ in incidents.records(self.query.rows(INCIDENTS))] if ids else []

    def incidents(self) -> list[Incident]:
        """Incidents of the place and the days, as they stand now."""
        mine = {name for name, _ in self.names(self.days)}
        return [incident for incident in self.found if incident.id in mine]

    def names(self, days: Days) -> list[tuple[str, str]]:
        """Id and type of the incidents of the place and of some days."""
        sql = NAMES.format(in_days=in_days(days), there=self.place.incidents)
        return sorted(self.query.tuples(sql))

    def sources(self, ids: Iterable[str]) -> dict[str, Quote]:
        """Id of an event -> its trigger, as it is quoted."""
        self._want(ids)
        return {
            name: Quote(report, source, published, Span(**trigger), f"read as {'.'.join(filter(None, (type_, mode)))}")
            for name, report, source, published, type_, mode, trigger in self.query.tuples(EVENTS)
        }

    def _want(self, ids: Iterable[str]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - tables given to a query are Arrow

        self.query.give("wanted", pa.table({"id": pa.array(sorted(set(ids)), pa.string())}))

    @cached_property
    def read(self) -> list[Read]:
        """What was read of the report's days; a day without a report is not there."""
        return list(self._read(self.days, failed=False))

    @cached_property
    def failed(self) -> list[Read]:
        """Likewise, what could not be read."""
        return list(self._read(self.days, failed=True))

    @cached_property
    def read_before(self) -> dict[date, int]:
        """Day -> reports that were read; of days before the record that was looked into, those that tell of an event."""
        return dict(self.query.tuples(READ.format(first=_day(self.whole_from), end=_day(self.days.until))))

    def _read(self, days: Days, *, failed: bool) -> Iterator[Read]:
        sql = COVERED.format(null="NOT" if failed else "", first=_day(days.since), end=_day(days.until))
        for day, number, sources, ids in self.query.tuples(sql):
            yield Read(day, number, tuple(sorted(filter(None, sources))), tuple(ids))

    @cached_property
    def entries(self) -> list[Entry]:
        """Entries of forces of the last year, wherever they are: which are one is told by all of them."""
        first = self.days.until - timedelta(days=FORCES_DAYS)
        within = _within(first, self.days.until)
        told = standing.ENTRIES.format(stands=f"{STANDS} AND {within}")
        return list(standing.made(self.query.rows(f"{told} WHERE reports.{within.replace(' AND ', ' AND reports.')}")))

    @cached_property
    def readings(self) -> list[Reading]:
        """The readings of the days, and of some before, that have to do with the place."""
        first = self.days.since - timedelta(days=OPEN_DAYS)
        within = f"{STANDS} AND {_within(first, self.days.until)}"
        code = f"speaker.who.value.country = '{self.place.code}'" if self.place.code else "false"
        self.query.run(
            f"CREATE OR REPLACE TEMP TABLE related AS SELECT reading FROM events WHERE {within} AND {self.place.events} "
            f"UNION SELECT reading FROM statements WHERE {within} AND {code}"
        )
        events, said = (self._by_reading(name, within) for name in ("events", "statements"))
        reports = "SELECT reading, id, source, published, title, text FROM reports SEMI JOIN related USING (reading)"
        return [
            Reading(
                Report(row["id"], row["text"], row["published"], row["title"], row["source"]),
                Engine("", "", ""),
                tuple(cast("Event", _EVENT(each)) for each in events.get(row["reading"], ())),
                tuple(cast("Statement", _STATEMENT(each)) for each in said.get(row["reading"], ())),
            )
            for row in self.query.rows(f"{reports} WHERE {_within(first, self.days.until)}").to_pylist()
        ]

    def _by_reading(self, name: str, within: str) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.query.rows(
            f"SELECT * FROM {name} SEMI JOIN related USING (reading) WHERE {within}"
        ).to_pylist():
            found.setdefault(row["reading"], []).append(row)
        return found


def rows_of(lake: Lake, place: str, days: Days) -> Rows:
    """A lake, ready to be asked."""
    names = [name for name in ("events", "incidents", "postures", "statements", "withdrawals") if name in lake.tables]
    query = Query({name: lake.tables[name] for name in names}, TABLES)
    first, files = _record(lake, days)
    query.view("reports", lake.tables["reports"], TABLES["reports"], files)
    query.run(f"CREATE TEMP TABLE held AS {STANDING.format(readings='reports')}")
    return Rows(lake, query, of_name(place, query), days, first)


def _record(lake: Lake, days: Days) -> tuple[date, list[str]]:
    """The files of reports that may matter, and from which day on they hold all."""
    table = lake.tables["reports"]
    every = table.files()
    if len(every) <= FEW_FILES:
        return date.min, every
    first = days.until - timedelta(days=RECORD_DAYS)
    return first, table.between("published", first, days.until)


def in_days(days: Days) -> str:
    """The condition that an incident is of the days."""
    return IN_DAYS.format(first=_day(days.since), end=_day(days.until), length=(days.until - days.since).days)


def _within(first: date, end: date) -> str:
    return f"published >= {_day(first)} AND published < {_day(end)}"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
