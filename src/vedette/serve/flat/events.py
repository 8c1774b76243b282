"""The columns of events, as they stand and stood, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from vedette.serve.filters import EventFilters
from vedette.serve.flat.coded import Coded, Several
from vedette.serve.flat.incidents import Incidents
from vedette.serve.flat.kinds import Mask, Whole
from vedette.serve.flat.order import Names, Orders
from vedette.serve.flat.plain import Span, days, moments, numbers
from vedette.serve.flat.shared import all_of, in_days, shared


class Events:
    """One row for each time that an event was held to be so."""

    def __init__(self, flat: pa.Table, incidents: Incidents) -> None:
        """`flat` as `deeds.FLAT` finds it."""
        self.id, self.reading, self.type, self.mode, self.status, self.country, self.called = (
            Coded(flat.column(name)) for name in ("id", "reading", "type", "mode", "status", "country", "called")
        )
        self.report, self.report_id, self.source = (
            Coded(flat.column(name)) for name in ("report", "report_id", "report_source")
        )
        self.actors, self.recipients, self.contexts = (
            Several(flat.column(name)) for name in ("actors", "recipients", "contexts")
        )
        self.span = Span(flat.column("known_from"), flat.column("superseded_at"))
        self.since, self.until, self.published = (days(flat.column(name)) for name in ("since", "until", "published"))
        self.lat, self.lon, self.score, self.intensity = (
            numbers(flat.column(name)) for name in ("lat", "lon", "score", "intensity")
        )
        self.known_from = moments(flat.column("known_from"))
        self._incidents = incidents
        told = incidents.events.coded
        places = [told.code(word) if told.has(word) else -1 for word in self.id.words]
        self._joined: Whole = np.array([*places, -1], np.int64)[self.id.codes]
        ids, readings = (column.of(np.arange(flat.num_rows)) for column in (self.id, self.reading))
        self.orders = Orders(self, Names([(str(a), str(b)) for a, b in zip(ids, readings, strict=True)]))

    def mask(self, asked: EventFilters, holding: Sequence[str] | None) -> Mask:
        """The rows that all filters fit; `holding` are the keys of the reports that hold the words, if any are asked for."""
        return all_of(self._masks(asked, holding))

    def _masks(self, asked: EventFilters, holding: Sequence[str] | None) -> Iterator[Mask]:
        yield from shared(self, asked)
        yield from in_days(self.since, self.until, asked)
        if asked.status:
            yield self.status.one_of(asked.status)
        if asked.context:
            yield self.contexts.one_of([name.lower() for name in asked.context])
        if asked.min_score is not None:
            yield self.score >= asked.min_score
        if asked.source:
            yield self.source.one_of(asked.source)
        if asked.report:
            yield self.report_id.one_of(asked.report)
        if asked.state:
            yield self._in_state(asked)
        if holding is not None:
            yield self.report.one_of(holding)

    def _in_state(self, asked: EventFilters) -> Mask:
        """The events that are joined to an incident that stands, or stood, so."""
        held = self._incidents
        rows = held.state.one_of(asked.state) & held.span.stood(asked.known_at)
        joined = np.zeros(len(held.events.coded.words) + 1, np.bool_)
        joined[held.events.coded.codes[rows[held.events.rows]]] = True
        joined[-1] = False  # of those that are in no incident
        return joined[self._joined]
