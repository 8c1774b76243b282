"""An event of an incident with all of its report that reconciling looks at, so that incidents can be fed one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vedette.records import Event, Reading, Statement


@dataclass(frozen=True, slots=True)
class Member:
    """One event of an incident, as one report tells it."""

    event: Event
    report: str
    """Id of the report."""
    published: date | None
    source: str
    """The publisher."""
    voice: str
    """Id of the first report of the text; a report's own where it is no copy."""
    text: str
    """The whole text, into which all spans point."""
    statements: tuple[Statement, ...] = ()
    """Those of the report that carry the event."""
    trusted: bool = True
    """No where the publisher is marked as unreliable: it adds no independent voice."""


def members(
    reading: Reading, wanted: Iterable[str], voice: str | None = None, *, trusted: bool = True
) -> tuple[Member, ...]:
    """The wanted events of a report, by id; `voice` where the report is a copy."""
    report, ids = reading.report, frozenset(wanted)
    events = {event.id: event for event in reading.events if event.id in ids}  # one id is one event
    return tuple(
        Member(
            event=event,
            report=report.id,
            published=report.published,
            source=report.source,
            voice=voice or report.id,
            text=report.text,
            statements=tuple(said for said in reading.statements if event.id in said.events),
            trusted=trusted,
        )
        for event in events.values()
    )


def speaking(given: Iterable[Member]) -> tuple[Member, ...]:
    """The members that claim anything, in the order in which they are told: of each text those of its first report.

    Whether a text's first report is of the incident does not matter: the first that is speaks for all of its copies.
    """
    told = sorted(given, key=order)
    reports = {member.report for member in told}
    first: dict[str, str] = {}
    for member in told:
        first.setdefault(member.voice, member.voice if member.voice in reports else member.report)
    return tuple(member for member in told if first[member.voice] == member.report)


def order(member: Member) -> tuple[bool, date, str, int, str]:
    """By day of publication, report and place in it: so that the order of arrival does not matter."""
    return (
        member.published is None,
        member.published or date.min,
        member.report,
        member.event.trigger.start,
        member.event.id,
    )


def first_of(copies: Iterable[Iterable[str]], published: Mapping[str, date | None]) -> dict[str, str]:
    """Report -> the first report of its text, for groups of copies; by day of publication, then by id."""

    def day(report: str) -> tuple[bool, date, str]:
        known = published.get(report)
        return (known is None, known or date.min, report)

    return {report: min(group, key=day) for group in map(tuple, copies) for report in group}
