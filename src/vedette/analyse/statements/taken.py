"""A statement taken from its report, and the events that all reports tell, by type and side: what later ones are found in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analyse.statements.sides import countries, sides
from vedette.analyse.statements.stances import leading, stances
from vedette.records import Event, Reading, Stance, Statement

DONE = ("actual", "ongoing")
TOLD = (*DONE, "negated")
"""Statuses of events that may be the end of a demand or threat."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A statement with the events that it carries and the reading that it stands in."""

    statement: Statement
    events: tuple[Event, ...]
    stances: tuple[Stance, ...]
    reading: Reading
    place: int
    """Which reading of all, in the order of publication."""

    @property
    def stance(self) -> str | None:
        """The one that names the whole statement."""
        found = leading(self.stances)
        return found.stance if found else None

    @property
    def published(self) -> date | None:
        """Day of the report."""
        return self.reading.report.published


@dataclass(frozen=True, slots=True)
class Deed:
    """An event with the report that tells it, and what it is compared by: told once, since every demand looks at it."""

    event: Event
    published: date | None
    place: int
    until: date | None
    """First day after it, where its time could be told."""
    recipients: frozenset[str]
    """Sides that it befell."""
    countries: frozenset[str]

    @staticmethod
    def of(event: Event, reading: Reading, place: int) -> Deed:
        """An event of a reading."""
        ends = [one.when.value.until for one in event.role("time") if one.when and one.when.value]
        befell = sides(event, "recipient")
        return Deed(event, reading.report.published, place, max(ends, default=None), befell, countries([event]))


Deeds = dict[tuple[str, str], list[Deed]]
"""Type and side of an actor -> its events, in the order of publication, and in that of the words in a reading."""


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """By day of publication, then by id, so that the order of arrival does not matter; undated reports first."""
    return sorted(readings, key=lambda one: (one.report.published or date.min, one.report.source, one.report.id))


def taken(ordered: Sequence[Reading]) -> list[Taken]:
    """All statements of readings, in their order."""
    found: list[Taken] = []
    for place, reading in enumerate(ordered):
        by_id = {event.id: event for event in reading.events}
        for said in reading.statements:
            events = tuple(by_id[name] for name in said.events if name in by_id)
            found.append(Taken(said, events, stances(said, events), reading, place))
    return found


def deeds(ordered: Sequence[Reading]) -> Deeds:
    """What was done or ruled out, by type and side."""
    found: Deeds = defaultdict(list)
    for place, reading in enumerate(ordered):
        for event in sorted(reading.events, key=lambda one: (one.trigger.start, one.id)):
            doers = sides(event, "actor") if event.status in TOLD else None
            if not doers:
                continue
            deed = Deed.of(event, reading, place)
            for side in doers:
                found[event.type, side].append(deed)
    return found
