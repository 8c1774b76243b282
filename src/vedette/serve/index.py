"""The incidents of a lake in memory, as they stand and stood: what filters and sorts ask in flat columns, and behind each
the whole row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from vedette.export import incident as shape
from vedette.incidents.asked import records
from vedette.records import Incident
from vedette.serve.answer import Kept, dumped
from vedette.serve.cursor import Condition, Cursor, order
from vedette.serve.filters import IncidentFilters
from vedette.serve.pool import Pool
from vedette.store import Lake
from vedette.store.known import Query, stood
from vedette.store.tables import INCIDENTS, TABLES
from vedette.store.wanted import of_type

NARROW = (
    "id", "type", "mode", "since", "until", "published", "last_published", "known_from", "superseded_at", "state", "voices", "reports",
    "sources", "where", "actors", "recipients", "events",
)  # fmt: skip
"""Columns that filters, orders and counts need; what is claimed, ten times as much, stays out of the database."""

FLAT = """
CREATE TABLE flat AS
WITH meant AS (
    SELECT incident, avg(intensity) AS intensity FROM members WHERE superseded_at IS NULL GROUP BY 1
)
SELECT row, (row_number() OVER (ORDER BY published NULLS LAST, id, known_from) - 1)::INTEGER AS n,
    id, type, mode, since, "until", published, last_published, known_from, superseded_at, state, voices::INTEGER AS voices,
    len(reports)::INTEGER AS reports, sources, "where".name AS place, "where".country AS country, "where".kind AS kind,
    "where".latitude AS lat, "where".longitude AS lon, "where".radius_km AS radius,
    lower(concat_ws(chr(10), "where".name, "where".admin1)) AS called,
    list_transform(actors, lambda one: one.code) AS actors, list_transform(recipients, lambda one: one.code) AS recipients,
    k.low AS killed_low, k.high AS killed_high, i.low AS injured_low, i.high AS injured_high,
    coalesce(k.high, k.low) AS killed, coalesce(i.high, i.low) AS injured,
    round(meant.intensity, 2) AS intensity,
    dense_rank() OVER (ORDER BY type) - 1 AS type_n,
    dense_rank() OVER (ORDER BY state) - 1 AS state_n,
    CASE WHEN mode IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY mode NULLS LAST) - 1 END AS mode_n,
    CASE WHEN place IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY place NULLS LAST) - 1 END AS place_n,
    CASE WHEN kind IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY kind NULLS LAST) - 1 END AS kind_n
FROM narrow LEFT JOIN meant ON meant.incident = narrow.id
    LEFT JOIN (SELECT * FROM tolls WHERE about = 'killed') AS k USING (row)
    LEFT JOIN (SELECT * FROM tolls WHERE about = 'injured') AS i USING (row)
ORDER BY n
"""

POINTS = ("CREATE INDEX members_of ON members (incident)", "CREATE INDEX flat_id ON flat (id)")
"""By which one incident is found without going through all."""

TOLLS = pa.schema([("row", pa.int32()), ("about", pa.string()), ("low", pa.float64()), ("high", pa.float64())])

MEMBERS = """
CREATE TABLE members AS
SELECT DISTINCT held.id AS incident, held.event AS event, e.report, e.reading, e.status, e.score, e.intensity, e.published, e.superseded_at
FROM (SELECT DISTINCT id, unnest(events) AS event FROM narrow) AS held JOIN events AS e ON e.id = held.event
"""

JOINED = """
SELECT unnest(n.events) AS event, f.id AS incident, f.state, f.known_from, f.superseded_at
FROM flat AS f JOIN narrow AS n USING (row)
"""

CODE = "list_contains({0}, ?) OR len(list_filter({0}, lambda code: starts_with(code, ? || ' '))) > 0"

ONE_OF = "id IN (SELECT incident FROM members WHERE {0})"
"""One of an incident's events is so."""

COLUMNS: dict[str, tuple[str, str]] = {
    "published": ("published", "DATE"),
    "since": ("since", "DATE"),
    "killed": ("killed", "DOUBLE"),
    "injured": ("injured", "DOUBLE"),
    "voices": ("voices", "INTEGER"),
    "reports": ("reports", "INTEGER"),
    "type": ("type", "VARCHAR"),
    "state": ("state", "VARCHAR"),
    "place": ("place", "VARCHAR"),
    "intensity": ("intensity", "DOUBLE"),
}
"""What incidents may be sorted by -> the column and its kind."""

DICTIONARIES = {"types": "type", "modes": "mode", "places": "place", "states": "state", "kinds": "kind"}
"""What columns point into -> the column whose values they are."""


class Page(NamedTuple):
    """Numbers of the rows of a page, how to go on, and how many there are in all."""

    rows: list[int]
    next: str | None
    total: int


class Index:
    """Of the incidents at one version of their table."""

    def __init__(self, lake: Lake) -> None:
        table = lake.tables.get("incidents")
        self.version = -1 if table is None else table.version
        whole = INCIDENTS.empty_table() if table is None or not table.files() else table.rows().cast(INCIDENTS)
        self._batches = [batch for batch in whole.to_batches() if batch.num_rows]
        self._begins = list(accumulate((batch.num_rows for batch in self._batches), initial=0))
        base = Query({"events": lake.tables["events"]}, TABLES)
        base.give(
            "narrow", whole.select(list(NARROW)).append_column("row", pa.array(range(whole.num_rows), pa.int32()))
        )
        base.give("tolls", _tolls(self._batches, self._begins))
        for sql in (MEMBERS, FLAT, *POINTS):
            base.run(sql)
        pa.default_memory_pool().release_unused()
        self._pool = Pool(base, small=True)
        self._shapes = Kept()
        self.dictionaries = {name: self._values(column) for name, column in DICTIONARIES.items()}

    def rows(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """What a query over `flat` and `members` finds, from any thread."""
        return self._pool.rows(sql, values)

    def page(
        self, asked: IncidentFilters, holding: Sequence[str] | None, sort: str, limit: int, after: str | None
    ) -> Page:
        """A page of those that are asked for; `holding` are the keys of the reports that hold the words, if any are."""
        words, values = self.where(asked, holding)
        (total,) = self.rows(f"SELECT count(*) AS n FROM flat WHERE {words}", values).column("n").to_pylist()
        column, kind = COLUMNS[sort.removeprefix("-")]
        if after is not None:
            behind, more = Cursor.told(after, sort).behind(column, "id", kind)
            words, values = f"{words} AND {behind}", [*values, *more]
        sql = f"SELECT row, id, {column} AS v FROM flat WHERE {words} {order(column, 'id', sort)} LIMIT {limit + 1}"
        found = self.rows(sql, values).to_pylist()
        shown = found[:limit]
        onward = Cursor.behind_row(sort, shown[-1]["v"], shown[-1]["id"]) if len(found) > limit else None
        return Page([row["row"] for row in shown], None if onward is None else str(onward), total)

    def where(self, asked: IncidentFilters, holding: Sequence[str] | None) -> Condition:
        """The condition of all filters."""
        told = [(stood(asked.known_at), []), *_conditions(asked, holding)]
        return " AND ".join(f"({words})" for words, _ in told), [value for _, values in told for value in values]

    def place_of(self, name: str, asked: Any = None) -> int | None:  # noqa: ANN401 - a day or None
        """The number of the row of an incident as it stands, or stood at the end of a day."""
        found = self.rows(f"SELECT row FROM flat WHERE id = ? AND {stood(asked)}", [name]).column("row")
        return found[0].as_py() if len(found) else None

    def joined(self) -> pa.Table:
        """Each event of each incident: event, incident, state, from when to when it was held so."""
        return self.rows(JOINED)

    def records(self, rows: Sequence[int]) -> Iterable[tuple[Incident, Any, Any]]:
        """The incidents of some rows, with the days from and until when they were held so."""
        cut = [self._cut(row) for row in rows]
        return records(pa.Table.from_batches(cut, INCIDENTS)) if cut else ()

    def _cut(self, row: int) -> pa.RecordBatch:
        """One row, without a copy: taking some out of a long nested table would put all of it together first."""
        at = bisect_right(self._begins, row) - 1
        return self._batches[at].slice(row - self._begins[at], 1)

    def shapes(self, rows: Sequence[int]) -> list[bytes]:
        """The incidents of some rows as JSON."""
        missing = [row for row in rows if not self._shapes.has(row)]
        made = {row: dumped(shape.to_json(*told)) for row, told in zip(missing, self.records(missing), strict=True)}
        for row, body in made.items():
            self._shapes.put(row, body)
        return [made[row] if row in made else self._shape(row) for row in rows]

    def _shape(self, row: int) -> bytes:
        return self._shapes.get(row, lambda: dumped(shape.to_json(*next(iter(self.records([row]))))))

    def _values(self, column: str) -> list[str]:
        sql = f"SELECT DISTINCT {column} AS v FROM flat WHERE {column} IS NOT NULL ORDER BY {column}"
        found: list[str] = self.rows(sql).column("v").to_pylist()
        return found


def _tolls(batches: Sequence[pa.RecordBatch], begins: Sequence[int]) -> pa.Table:
    """What is held of killed and injured: row, about, low, high. Only these columns of the findings are looked at."""
    parts = [TOLLS.empty_table()]
    for batch, begin in zip(batches, begins, strict=False):
        findings = batch.column("findings")
        told, counts = findings.flatten(), findings.flatten().field("count")
        rows = pc.add(pc.cast(pc.list_parent_indices(findings), pa.int32()), pa.scalar(begin, pa.int32()))
        some = pa.table([rows, told.field("about"), counts.field("low"), counts.field("high")], schema=TOLLS)
        parts.append(some.filter(pc.is_in(some.column("about"), pa.array(["killed", "injured"]))))
    return pa.concat_tables(parts)


def _conditions(asked: IncidentFilters, holding: Sequence[str] | None) -> Iterable[Condition]:
    if asked.since:
        yield '"until" > ?', [asked.since]
    if asked.until:
        yield "since < ?", [asked.until]
    if asked.min_sources > 1:
        yield "voices >= ?", [asked.min_sources]
    if asked.min_score is not None:
        yield ONE_OF.format("score >= ?"), [asked.min_score]
    if asked.bbox:
        west, south, east, north = map(float, asked.bbox.split(","))
        across = "OR" if west > east else "AND"
        yield f"lat BETWEEN ? AND ? AND (lon >= ? {across} lon <= ?)", [south, north, west, east]
    if holding is not None:
        yield ONE_OF.format("list_contains(?, report)"), [list(holding)]
    yield from filter(None, map(_any, _several(asked)))


def _several(asked: IncidentFilters) -> Iterable[list[Condition]]:
    """For each filter of several values the conditions of each."""
    yield [of_type(name) for name in asked.type]
    yield [("mode = ?", [name.lower()]) for name in asked.mode]
    yield [(ONE_OF.format("status = ?"), [name]) for name in asked.status]
    yield [(CODE.format("actors"), [code, code]) for code in asked.actor]
    yield [(CODE.format("recipients"), [code, code]) for code in asked.recipient]
    yield [("contains(called, ?)", [name.lower()]) for name in asked.place]
    yield [("country = ?", [name.upper()]) for name in asked.country]
    yield [("list_contains(sources, ?)", [name]) for name in asked.source]
    yield [("state = ?", [name]) for name in asked.state]


def _any(conditions: list[Condition]) -> Condition | None:
    """That one of them holds."""
    if not conditions:
        return None
    return " OR ".join(f"({words})" for words, _ in conditions), [each for _, values in conditions for each in values]
