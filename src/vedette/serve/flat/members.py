"""Which events incidents were put together of, and of which reports these are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from vedette.serve.flat.coded import Coded
from vedette.serve.flat.kinds import Mask, Whole
from vedette.serve.flat.plain import numbers

MEMBERS = """
CREATE TABLE members AS
SELECT DISTINCT held.id AS incident, held.event AS event, e.report, e.reading, e.status, e.score, e.intensity, e.published, e.superseded_at
FROM (SELECT DISTINCT id, unnest(events) AS event FROM narrow) AS held JOIN events AS e ON e.id = held.event
"""

LISTED = (
    "SELECT incident, event, report, status, score FROM members ORDER BY incident, published NULLS LAST, report, event"
)


class Member(NamedTuple):
    """An event, and its report's key."""

    event: str
    report: str


class Members:
    """Of all incidents, also of what they were once."""

    def __init__(self, told: pa.Table, incidents: Coded) -> None:
        """`told` as `LISTED` finds it; `incidents` are the ids of the rows whose masks are made."""
        self._incident = Coded(told.column("incident"))
        self._event, self._report = told.column("event").combine_chunks(), Coded(told.column("report"))
        self._status, self._score = Coded(told.column("status")), numbers(told.column("score"))
        places = [self._incident.code(word) if self._incident.has(word) else -1 for word in incidents.words]
        self._of_row: Whole = np.array([*places, -1], np.int64)[incidents.codes]

    def of(self, incident: str) -> list[Member]:
        """Its events by publication of their reports."""
        if not self._incident.has(incident):
            return []
        codes, code = self._incident.codes, self._incident.code(incident)
        first, end = np.searchsorted(codes, [code, code + 1]).tolist()
        events = self._event.slice(first, end - first).to_pylist()
        return [Member(event, self._report.word(row)) for row, event in enumerate(events, first)]

    def of_status(self, words: list[str]) -> Mask:
        """The rows of incidents with an event of such a status."""
        return self._rows_with(self._status.one_of(words))

    def of_score(self, least: float) -> Mask:
        """The rows of incidents with an event so sure."""
        return self._rows_with(self._score >= least)

    def in_reports(self, keys: list[str]) -> Mask:
        """The rows of incidents with an event in such a report."""
        return self._rows_with(self._report.one_of(keys))

    def _rows_with(self, hit: Mask) -> Mask:
        found = np.zeros(len(self._incident.words) + 1, np.bool_)
        found[self._incident.codes[hit]] = True
        found[-1] = False  # of an incident without events
        return found[self._of_row]
