"""Statements and force entries after their events were corrected: what was taken from a value follows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vedette.correct.fields import POSTURE
from vedette.records import Correction, Event, Posture, Reading, Resolved, Statement

Old = Mapping[str, Event]


def followed(
    reading: Reading,
    made: Mapping[str, Event],
    rejected: Mapping[str, Correction],
    placed: Mapping[str, Sequence[Correction]],
) -> tuple[Reading, dict[str, Correction]]:
    """The reading with the events that were made of its own, and all that rests on them; and the force entries that no
    longer stand, each with the correction by which it does not.
    """
    old = {event.id: event for event in reading.events}
    fates = {entry.id: _fate(entry, old, made, rejected, placed) for entry in reading.postures}
    dropped = {entry: fate for entry, fate in fates.items() if fate is not None}
    kept = (entry for entry in reading.postures if entry.id not in dropped)
    result = replace(
        reading,
        events=tuple(made[event.id] for event in reading.events if event.id in made),
        statements=tuple(_statement(said, old, made) for said in reading.statements),
        postures=tuple(_posture(entry, old, made) for entry in kept),
    )
    return result, dropped


def _fate(
    entry: Posture,
    old: Old,
    made: Mapping[str, Event],
    rejected: Mapping[str, Correction],
    placed: Mapping[str, Sequence[Correction]],
) -> Correction | None:
    """Why an entry no longer stands: its event does not, or its status followed from what the event was taken for."""
    if entry.event in rejected or entry.event not in old:
        return rejected.get(entry.event)
    was, now = old[entry.event], made[entry.event]
    if was.type != now.type:
        return _last(placed[entry.event], "type")
    return _last(placed[entry.event], "status") if now.status not in (was.status, "negated") else None


def _last(corrections: Iterable[Correction], field: str) -> Correction | None:
    return [each for each in corrections if each.field == field][-1]


def _posture(entry: Posture, old: Old, made: Mapping[str, Event]) -> Posture:
    if entry.event not in made:
        return entry
    was, now = old[entry.event], made[entry.event]
    for role, (field, kind) in POSTURE.items():
        new = _new(getattr(entry, field), role, kind, was, now)
        if new is not None:
            changed: dict[str, Any] = {field: new}
            entry = replace(entry, **changed)
    denied = was.status != now.status and now.status == "negated"
    return replace(entry, status="denied") if denied else entry


def _statement(said: Statement, old: Old, made: Mapping[str, Event]) -> Statement:
    """Without events that do not count; its words stay said."""
    for event in said.events:
        new = _new(said.speaker.who, "source", "who", old[event], made[event]) if event in made else None
        if new is not None:
            said = replace(said, speaker=replace(said.speaker, who=new))
    left = tuple(event for event in said.events if event in made or event not in old)
    return said if left == said.events else replace(said, events=left)


def _new(value: Resolved[Any] | None, role: str, kind: str, was: Event, now: Event) -> Resolved[Any] | None:
    """What became of a value that was taken from an event's argument; None where it stayed or came from elsewhere."""
    before = {(each.span.start, each.span.end): getattr(each, kind) for each in was.role(role)}
    for each in now.role(role):
        place, new = (each.span.start, each.span.end), getattr(each, kind)
        if place in before and before[place] == value and new != value:
            return new  # type: ignore[no-any-return]
        if place not in before and value is None and new is not None and role != "source":
            return new  # type: ignore[no-any-return]
    return None
