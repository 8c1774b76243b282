"""The columns of incidents, as they stand and stood, a row each, in the order of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa

from vedette.serve.filters import IncidentFilters, Undated
from vedette.serve.flat.coded import Coded, Several
from vedette.serve.flat.kinds import Mask, Real, Whole
from vedette.serve.flat.members import LISTED, MEMBERS, Members
from vedette.serve.flat.order import Names, Orders, Place
from vedette.serve.flat.plain import Span, days, numbers
from vedette.serve.flat.shared import all_of, in_days, shared
from vedette.store.known import Query
from vedette.store.lake import Table
from vedette.store.tables import TABLES

NARROW = (
    "id", "type", "mode", "since", "until", "published", "known_from", "superseded_at", "state", "voices", "reports", "sources",
    "where", "actors", "recipients", "events",
)  # fmt: skip
"""Columns that filters, orders and counts need; what is claimed is ten times as much."""

FLAT = """
WITH meant AS (
    SELECT incident, avg(intensity) AS intensity FROM members WHERE superseded_at IS NULL GROUP BY 1
)
SELECT row, id, type, mode, since, "until", published, known_from, superseded_at, state, voices, len(reports) AS reports, sources,
    "where".name AS place, "where".country AS country, "where".kind AS kind,
    "where".latitude AS lat, "where".longitude AS lon, "where".radius_km AS radius,
    lower(concat_ws(chr(10), "where".name, "where".admin1)) AS called,
    list_transform(actors, lambda one: one.code) AS actors, list_transform(recipients, lambda one: one.code) AS recipients,
    k.low AS killed_low, k.high AS killed_high, i.low AS injured_low, i.high AS injured_high,
    round(meant.intensity, 2) AS intensity, events
FROM narrow LEFT JOIN meant ON meant.incident = narrow.id
    LEFT JOIN (SELECT * FROM tolls WHERE about = 'killed') AS k USING (row)
    LEFT JOIN (SELECT * FROM tolls WHERE about = 'injured') AS i USING (row)
ORDER BY published NULLS LAST, id, known_from
"""


class Incidents:
    """One row for each time that an incident was held to be so."""

    def __init__(self, narrow: pa.Table, tolls: pa.Table, events: Table) -> None:
        """`narrow` has the columns of `NARROW` and `row`, `tolls` row, about, low and high."""
        base = Query({"events": events}, TABLES)
        base.give("narrow", narrow)
        base.give("tolls", tolls)
        base.run(MEMBERS)
        flat = base.rows(FLAT)
        self.row: Whole = flat.column("row").to_numpy().astype(np.int64)
        self.id = Coded(flat.column("id"))
        self.span = Span(flat.column("known_from"), flat.column("superseded_at"))
        self.type, self.mode, self.state, self.place, self.country, self.kind, self.called = (
            Coded(flat.column(name)) for name in ("type", "mode", "state", "place", "country", "kind", "called")
        )
        self.actors, self.recipients, self.sources, self.events = (
            Several(flat.column(name)) for name in ("actors", "recipients", "sources", "events")
        )
        self.since, self.until, self.published = (days(flat.column(name)) for name in ("since", "until", "published"))
        self.lat, self.lon, self.radius, self.voices, self.reports, self.intensity = (
            numbers(flat.column(name)) for name in ("lat", "lon", "radius", "voices", "reports", "intensity")
        )
        self.killed_low, self.killed_high, self.injured_low, self.injured_high = (
            numbers(flat.column(name)) for name in ("killed_low", "killed_high", "injured_low", "injured_high")
        )
        self.members = Members(base.rows(LISTED), self.id)
        self._orders = Orders(
            self, Names([(word,) for word in self.id.of(np.arange(len(self.row))) if word is not None])
        )

    def mask(self, asked: IncidentFilters, holding: Sequence[str] | None) -> Mask:
        """The rows that all filters fit; `holding` are the keys of the reports that hold the words, if any are asked for."""
        return all_of(self._masks(asked, holding))

    def _masks(self, asked: IncidentFilters, holding: Sequence[str] | None) -> Iterator[Mask]:
        yield from shared(self, asked)
        yield from in_days(*self.days(asked.undated), asked)
        if asked.min_sources > 1:
            yield self.voices >= asked.min_sources
        if asked.min_score is not None:
            yield self.members.of_score(asked.min_score)
        if asked.status:
            yield self.members.of_status(list(asked.status))
        if asked.source:
            yield self.sources.one_of(asked.source)
        if asked.state:
            yield self.state.one_of(asked.state)
        if holding is not None:
            yield self.members.in_reports(list(holding))

    def days(self, undated: Undated) -> tuple[Real, Real]:
        """First day, and the one after the last."""
        return (self.since, self.until) if undated == "out" else self._dated

    @cached_property
    def _dated(self) -> tuple[Real, Real]:
        """With the day of the first report where none was told."""
        missing = np.isnan(self.since)
        return np.where(missing, self.published, self.since), np.where(missing, self.published + 1, self.until)

    def page(self, mask: Mask, sort: str, limit: int, after: tuple[float | None, str] | None) -> Whole:
        """The numbers of the rows of a page, one more than the limit if there are more."""
        place = None if after is None else Place(after[0], self._orders.names.key((after[1],)))
        order = self._orders.by(sort.removeprefix("-"))
        return order.page(mask, down=sort.startswith("-"), limit=limit, after=place)

    @cached_property
    def killed(self) -> Real:
        """The greatest number that is held, or the least where no greatest is."""
        return np.where(np.isnan(self.killed_high), self.killed_low, self.killed_high)

    @cached_property
    def injured(self) -> Real:
        """Likewise."""
        return np.where(np.isnan(self.injured_high), self.injured_low, self.injured_high)

    def standing(self, name: str, known_at: object = None) -> int | None:
        """The number of the row of an incident as it stands, or stood at the end of a day."""
        if not self.id.has(name):
            return None
        found = np.flatnonzero((self.id.codes == self.id.code(name)) & self.span.stood(known_at))  # type: ignore[arg-type]
        return int(found[0]) if len(found) else None
