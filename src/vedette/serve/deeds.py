"""The events of a lake in memory, as they stand and stood: what filters and sorts ask in flat columns. Behind a row stands the
whole event, which the snapshot holds or finds in the lake's files.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from vedette.errors import UsageError
from vedette.serve.answer import Kept
from vedette.serve.bodies import Bodies, Ready
from vedette.serve.filters import EventFilters
from vedette.serve.flat.coded import Coded
from vedette.serve.flat.events import Events
from vedette.serve.flat.kinds import Whole
from vedette.serve.flat.named import names
from vedette.serve.flat.order import Place
from vedette.serve.flat.plain import day_number, microseconds
from vedette.serve.index import Index
from vedette.store import Lake
from vedette.store.cursor import Cursor
from vedette.store.known import Query
from vedette.store.tables import TABLES
from vedette.store.wanted import ORDERS

Json = dict[str, Any]

FLAT = """
SELECT e.id, e.reading, e.type, e.mode, e.status, e.contexts, e.score, e.intensity, e.published, e.since, e."until", e.known_from,
    e.superseded_at, e.country, e.latitude AS lat, e.longitude AS lon, lower(concat_ws(chr(10), e.place, e.admin1)) AS called,
    e.actors, e.recipients, e.report, e.report_id, e.report_source, e.engine, r.title, r.url
FROM events AS e LEFT JOIN (SELECT DISTINCT ON (reading) reading, title, url FROM reports) AS r USING (reading)
"""

SHOWN = (
    "id", "reading", "type", "score", "intensity", "since", "published", "known_from", "superseded_at", "report", "report_id",
    "report_source", "engine", "title", "url",
)  # fmt: skip
"""What the lake says of an event, and what events are sorted by."""


class Deeds:
    """The events at one version of their table, and the incidents that they are joined to."""

    def __init__(self, lake: Lake, index: Index, bodies: Bodies | None = None) -> None:
        """`bodies` are those of the version before, of which most hold still."""
        base = Query({name: lake.tables[name] for name in ("events", "reports")}, TABLES)
        told = base.rows(FLAT)
        self.flat = Events(told, index.flat)
        self._shown = told.select(list(SHOWN)).combine_chunks()
        self.take(bodies or Bodies())
        self.kept = Kept()

    def page(
        self, asked: EventFilters, holding: Sequence[str] | None, sort: str, limit: int, after: str | None
    ) -> tuple[list[int], str | None, int]:
        """The numbers of the rows of a page, how to go on, and how many there are in all."""
        mask = self.flat.mask(asked, holding)
        column, down = ORDERS[sort.removeprefix("-")], sort.startswith("-")
        place = None if after is None else self._place(after, sort, column)
        found: list[int] = self.flat.orders.by(column).page(mask, down=down, limit=limit, after=place).tolist()
        shown = found[:limit]
        onward = str(self._cursor(sort, column, shown[-1])) if len(found) > limit else None
        return shown, onward, int(np.count_nonzero(mask))

    def row(self, number: int) -> Json:
        """What the lake says of an event."""
        (row,) = self._shown.slice(number, 1).to_pylist()
        return dict(row)

    def take(self, bodies: Bodies) -> None:
        """Have events that were made beforehand."""
        self.ready = Ready(bodies, names(self.flat.id, self.flat.reading, self.flat.span))

    def named(self, asked: EventFilters, holding: Sequence[str] | None) -> set[tuple[str, str]]:
        """Id and reading of all."""
        rows: Whole = np.flatnonzero(self.flat.mask(asked, holding))
        return {(str(a), str(b)) for a, b in zip(self.flat.id.of(rows), self.flat.reading.of(rows), strict=True)}

    def _cursor(self, sort: str, column: str, number: int) -> Cursor:
        row = self.row(number)
        return Cursor(sort, row[column], row["id"], row["reading"])

    def _place(self, after: str, sort: str, column: str) -> Place:
        told = Cursor.told(after)
        if told.sort != sort:
            raise UsageError(f"this page goes on in the order {told.sort}: ask with sort={told.sort}")
        name = self.flat.orders.names.key((told.id, told.reading))
        return Place(None if told.value is None else self._key(column, told.value), name)

    def _key(self, column: str, value: Any) -> float:  # noqa: ANN401 - as the cursor has it
        held = getattr(self.flat, column)
        if isinstance(held, Coded):
            return held.key(value)
        if isinstance(value, datetime):
            return float(microseconds(value))
        return float(day_number(value)) if isinstance(value, date) else float(value)
