"""The events of a lake in memory, as they stand and stood: what filters and sorts ask in flat columns. Behind a row stands the
whole event, which the snapshot holds or finds in the lake's files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from vedette.serve.answer import Kept
from vedette.serve.index import Index
from vedette.serve.pool import Pool
from vedette.store import Lake
from vedette.store.cursor import Condition, Cursor
from vedette.store.known import Query, stood
from vedette.store.tables import TABLES
from vedette.store.wanted import ORDERS, Wanted, conditions, order

Json = dict[str, Any]

FLAT = """
CREATE TABLE flat AS
SELECT row_number() OVER (ORDER BY e.published NULLS LAST, e.id, e.reading)::INTEGER AS n,
    e.id, e.reading, e.type, e.mode, e.status, e.contexts, e.score, e.intensity, e.published, e.since, e."until", e.known_from,
    e.superseded_at, e.place, e.country, e.admin1, e.latitude, e.longitude, e.actors, e.recipients, e.report, e.report_id,
    e.report_source, e.engine, r.title, r.url
FROM events AS e LEFT JOIN (SELECT DISTINCT ON (reading) reading, title, url FROM reports) AS r USING (reading)
ORDER BY n
"""

SHOWN = (
    "n, id, reading, type, score, intensity, since, published, known_from, superseded_at, report, report_id, report_source, "
    "engine, title, url"
)
"""What the lake says of an event, and what events are sorted by."""

PAGE = """
WITH hit AS MATERIALIZED (SELECT n, id, reading, {column} FROM flat WHERE {where})
SELECT n, (SELECT count(*) FROM hit) AS total FROM hit WHERE {behind} {order} LIMIT {limit}
"""

IN_STATE = "id IN (SELECT event FROM joined WHERE list_contains(?, state) AND {0})"
"""It is joined to an incident that stands so."""


class Deeds:
    """The events at one version of their table, and the incidents that they are joined to."""

    def __init__(self, lake: Lake, index: Index) -> None:
        base = Query({name: lake.tables[name] for name in ("events", "reports")}, TABLES)
        base.run(FLAT)
        base.give("joined", index.joined())
        self._pool = Pool(base, small=True)
        self.kept = Kept()

    def rows(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """What a query over `flat` and `joined` finds, from any thread."""
        return self._pool.rows(sql, values)

    def page(self, wanted: Wanted, more: Condition) -> tuple[list[Json], str | None, int]:
        """The rows of a page, how to go on, and how many there are in all."""
        words, values = _where(wanted, more)
        column = ORDERS[wanted.sort.removeprefix("-")]
        behind, also = wanted.after.behind(column) if wanted.after is not None else ("true", [])
        ask = PAGE.format(column=column, where=words, behind=behind, order=order(wanted), limit=(wanted.limit or 0) + 1)
        found: list[Json] = self.rows(ask, [*values, *also]).to_pylist()
        total = found[0]["total"] if found else self._total(words, values)
        shown = self._shown(found[: wanted.limit])
        last = shown[-1] if len(found) > len(shown) else None
        onward = None if last is None else str(Cursor(wanted.sort, last[column], last["id"], last["reading"]))
        return shown, onward, total

    def _total(self, words: str, values: Sequence[object]) -> int:
        """How many there are where the page is empty."""
        return int(self.rows(f"SELECT count(*) AS n FROM flat WHERE {words}", values).column("n")[0].as_py())

    def _shown(self, found: Sequence[Json]) -> list[Json]:
        places = [row["n"] for row in found]
        if not places:
            return []
        marks = ", ".join(map(str, places))
        rows = {row["n"]: row for row in self.rows(f"SELECT {SHOWN} FROM flat WHERE n IN ({marks})").to_pylist()}
        return [rows[place] for place in places]

    def named(self, wanted: Wanted, more: Condition) -> set[tuple[str, str]]:
        """Id and reading of all."""
        words, values = _where(wanted, more)
        found = self.rows(f"SELECT id, reading FROM flat WHERE {words}", values)
        return set(zip(found.column("id").to_pylist(), found.column("reading").to_pylist(), strict=True))


def in_state(states: Sequence[str], known_at: Any) -> Condition:  # noqa: ANN401 - a day or None
    """The condition that an event's incident stands in one of the states; none of no states."""
    return (IN_STATE.format(stood(known_at)), [list(states)]) if states else ("true", [])


def _where(wanted: Wanted, more: Condition) -> Condition:
    told = [(stood(wanted.known_at), []), more, *conditions(replace(wanted, contains=()))]
    return " AND ".join(f"({words})" for words, _ in told), [value for _, values in told for value in values]
