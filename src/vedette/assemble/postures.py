"""Postures: forces with a status, as one report tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from vedette.assemble.lines import Line, lines
from vedette.assemble.owners import Owned, completed, owned
from vedette.assemble.page import Page
from vedette.assemble.status import Scene
from vedette.records import Event, Posture, Report, Resolved, When, Where, Who, digest

T = TypeVar("T", When, Where, Who)

ENDED = frozenset({"rotated", "withdrawn"})
STANDING = frozenset({"present", "moving"})


def postures(page: Page, events: Sequence[Event]) -> tuple[Posture, ...]:
    """One entry for each force that an event puts somewhere, in text order of the events."""
    scenes = {event.id: scene(page, event, events) for event in events}
    found = [owned(line, scenes[event.id], page) for event in events for line in lines(scenes[event.id], page)]
    standing = [one for one in completed(found, scenes) if not is_over(one.line, [other.line for other in found])]
    return told_once(posture(page.report, one) for one in standing)


def told_once(entries: Iterable[Posture]) -> tuple[Posture, ...]:
    """The entries, with one line for the same words in the same status: the one that says most, else the first."""
    best: dict[tuple[int, int, str], Posture] = {}
    for entry in entries:
        key = (entry.force.start, entry.force.end, entry.status)
        if key not in best or said(entry) > said(best[key]):
            best[key] = entry
    return tuple(best.values())


def said(entry: Posture) -> int:
    """How many of the things that a line may leave open it tells."""
    return sum(value is not None for value in (entry.owner, entry.command, entry.where, entry.when, entry.source))


def scene(page: Page, event: Event, events: Sequence[Event]) -> Scene:
    """An event in its sentence, with the others that are told there."""
    sentence = page.sentence(event.trigger)
    beside = tuple(other for other in events if other is not event and sentence[0] <= other.trigger.start < sentence[1])
    return Scene(event, page.report.text, sentence, beside, actor_is_force=not event.role("force"))


def is_over(line: Line, others: Sequence[Line]) -> bool:
    """Whether the report goes on to tell that the same words' force was rotated or withdrawn."""
    later = (other for other in others if other.force == line.force and other.status in ENDED)
    return line.status in STANDING and any(other.event.trigger.start > line.event.trigger.start for other in later)


def posture(report: Report, one: Owned) -> Posture:
    """The record of a line."""
    line, event = one.line, one.line.event
    trigger, force = event.trigger, line.force
    places = (trigger.start, trigger.end, force.start, force.end)
    return Posture(
        id=digest(*report.key, "posture", event.type, line.status, *(str(place) for place in places)),
        owner=one.owner,
        command=one.command,
        force=force,
        kind=line.kind,
        count=line.count,
        status=line.status,
        where=where(event),
        origin=first(argument.where for argument in event.role("origin")),
        when=first(argument.when for argument in event.role("time")) if line.dated else None,
        source=first(argument.who for argument in event.role("source")),
        event=event.id,
    )


def where(event: Event) -> Resolved[Where] | None:
    """Where a force stands or goes; of one that leaves or is asked to leave, what it leaves."""
    left = [argument.where for argument in event.role("origin")] if event.type in ("RETREAT", "CONCEDE") else []
    return first([*left, *(argument.where for argument in event.role("place"))])


def first(values: Iterable[Resolved[T] | None]) -> Resolved[T] | None:
    """The first value that is there."""
    return next((value for value in values if value is not None), None)
