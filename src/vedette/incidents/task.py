"""One task: the incidents that rest on reports of some stretches of days, found by loading these and what lies around them,
and more where an incident reaches farther.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

import pyarrow as pa

from vedette.correct import orders
from vedette.incidents.rows import Loaded, Source
from vedette.link import naming
from vedette.link.block import BUCKET_DAYS
from vedette.link.gathered import Gathered, Heeded, gathered, incident
from vedette.link.members import Member, members
from vedette.link.reconcile import reconciled
from vedette.link.same import fingerprint
from vedette.link.telling import report_key, tellings
from vedette.link.window import CLEAR, NEVER, Found, Reach, Window, find
from vedette.records import Correction, Incident, digest
from vedette.store.columns import encoder
from vedette.store.tables import INCIDENTS, KEY_LENGTH, table

MARGIN = CLEAR + 2
"""Stretches that are loaded beyond those of a task: what a part must keep clear of, and twenty days more. What reaches farther
is looked at again, alone.
"""

WIDER = 4
"""Stretches that are loaded more where that is not enough; each time twice as many."""

NAMELESS = naming.Named("")


@dataclass(frozen=True, slots=True)
class Task:
    """Stretches whose incidents are wanted; both included."""

    first: int
    last: int
    begins: bool
    """Only those that begin there (so that tasks side by side find each once); else all that touch them."""

    def wants(self, reach: Reach) -> bool:
        """Whether a part that reaches so far is of this task."""
        if self.begins:
            return self.first <= reach[0] <= self.last
        return reach[0] <= self.last and reach[1] >= self.first


UNDATED = Task(NEVER, NEVER, begins=True)
"""The reports without a day."""


@dataclass(frozen=True, slots=True)
class Given:
    """What all tasks of a run share."""

    path: str
    versions: Mapping[str, int]
    first: int
    """The lake's first stretch with a report."""
    last: int
    until: date | None = None
    """Only reports published before this day."""
    corrections: tuple[Correction, ...] = ()
    ties: Mapping[str, Reach] = field(default_factory=dict)
    """Key of a report in the lake -> how far those reach that it is put together with by hand."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a task found."""

    incidents: pa.Table
    """Rows of `incidents` without names and times."""
    left: Mapping[str, int]
    """Why -> events of no incident."""
    reports: int
    """Reports looked at that lie in the task's own stretches."""
    copies: int
    """Of those how many repeat another's text."""
    events: int
    """Events of those."""
    left_out: tuple[str, ...] = ()
    """The events of no incident, where these are few: of a task that looks around what changed."""


def run(task: Task, given: Given, source: Source) -> Part:
    """All incidents of the task."""
    work = _Work(task, given, source)
    work.all()
    rows = table(work.rows, INCIDENTS)
    left_out = () if task.begins else tuple(work.left)
    return Part(rows, dict(Counter(work.left.values())), work.reports, work.copies, work.events, left_out)


class _Work:
    def __init__(self, task: Task, given: Given, source: Source) -> None:
        self.task, self.given, self.source = task, given, source
        self.rows: list[dict[str, Any]] = []
        self.left: dict[str, str] = {}
        self.reports = self.copies = self.events = 0
        self._done: set[str] = set()

    def all(self) -> None:
        """Load, link, and load more while something reaches farther."""
        low = self.task.first - (CLEAR if self.task.begins else MARGIN)
        high = self.task.last + MARGIN
        for more in count(1):
            window = self._window(low, high)
            known = self._known(window)
            if more == 1:
                self._count(known)
            found = find(known, window, self.task.wants, self._ties, self._done)
            self._take(found, known)
            if not found.open:
                return
            low, high = _wider(low, high, found, WIDER * 2 ** (more - 1))

    def _window(self, low: int, high: int) -> Window:
        if self.task == UNDATED:
            return Window()
        return Window(low if low > self.given.first else None, high if high < self.given.last else None)

    def _known(self, window: Window) -> Gathered:
        loaded = self._load(window)
        readings = {report_key(reading.report): reading for reading in loaded.readings}
        readings = dict(sorted(readings.items()))
        told = {key: tellings(reading) for key, reading in readings.items()}
        prints = {key: fingerprint(reading.report) for key, reading in readings.items()}
        ties = self.given.ties
        self._ties = {key: ties[lake_key] for key, lake_key in loaded.reports.items() if lake_key in ties}
        return gathered(readings, told, prints, self._heeded(loaded))

    def _load(self, window: Window) -> Loaded:
        if self.task == UNDATED:
            return self.source.load(None, None)
        since = _day(window.low if window.low is not None else self.given.first)
        until = _day((window.high if window.high is not None else self.given.last) + 1)
        return self.source.load(since, min(until, self.given.until) if self.given.until else until)

    def _heeded(self, loaded: Loaded) -> Heeded:
        if not self.given.corrections:
            return Heeded()
        told = orders(self.given.corrections, loaded.readings)
        return Heeded(frozenset(told.together), frozenset(told.apart), dict(told.left), frozenset(told.mistrusted))

    def _count(self, known: Gathered) -> None:
        """What lies in the task's own stretches."""
        for key, reading in known.readings.items():
            day = reading.report.published
            stretch = NEVER if day is None else day.toordinal() // BUCKET_DAYS
            if self.task.first <= stretch <= self.task.last:
                self.reports += 1
                self.copies += key in known.text_of and min(known.text_of[key]) != key
                self.events += len(known.told[key])

    def _take(self, found: Found, known: Gathered) -> None:
        self.rows += [_row(group, known) for group in found.groups]
        self._done.update(event for group in found.groups for event in group)
        self.left |= found.left
        self._done.update(found.left)


def _wider(low: int, high: int, found: Found, more: int) -> tuple[int, int]:
    """The stretches around what is open, with more where that was not enough."""
    first, last = min(first for first, _ in found.open), max(last for _, last in found.open)
    return (
        min(low, first) - more if found.before else max(low, first - MARGIN),
        max(high, last) + more if found.after else min(high, last + MARGIN),
    )


def _day(stretch: int) -> date:
    return date.fromordinal(max(1, stretch * BUCKET_DAYS))


_PLAIN = encoder(Incident)


def _row(group: Sequence[str], known: Gathered) -> dict[str, Any]:
    """An incident as a row, without a name, and times that are not known here."""
    bare = incident(NAMELESS, group, known)
    findings, state = reconciled(_members(group, known))
    days = [known.by_event[event].published for event in group]
    told = [date.fromordinal(day) for day in days if day is not None]
    return bare_row(replace(bare, findings=findings, state=state), told)


def bare_row(of: Incident, days: Sequence[date] = ()) -> dict[str, Any]:
    """An incident as a row, with the days of its reports, and without times."""
    plain: dict[str, Any] = _PLAIN(of)
    content = repr({**plain, "id": "", "history": []})  # dicts keep the order of the fields
    return {
        **plain,
        "published": min(days, default=None),
        "last_published": max(days, default=None),
        "content": digest(content, length=KEY_LENGTH),
        "known_from": None,
        "superseded_at": None,
        "superseded_why": None,
    }


def _members(group: Sequence[str], known: Gathered) -> list[Member]:
    by_report: dict[str, list[str]] = {}
    for event in group:
        by_report.setdefault(known.by_event[event].report, []).append(event)
    return [
        member
        for report, events in by_report.items()
        for member in members(known.readings[report], events, _voice(report, known), trusted=_trusted(report, known))
    ]


def _trusted(report: str, known: Gathered) -> bool:
    return known.readings[report].report.source not in known.heeded.mistrusted


def _voice(report: str, known: Gathered) -> str | None:
    """Id of the first report of the text."""
    group = known.text_of.get(report)
    if group is None:
        return None
    told = [known.readings[key].report for key in group]
    return min(told, key=lambda each: (each.published is None, each.published or date.min, each.id)).id
