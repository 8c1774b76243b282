"""Incidents as `link` gives them, with what is claimed of each filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vedette.link.linked import Linked
from vedette.link.members import Member, first_of, members
from vedette.link.reconcile import reconciled
from vedette.records import Incident, Reading


def complete(linked: Linked, readings: Iterable[Reading] = ()) -> tuple[Incident, ...]:
    """The incidents with findings and state. Readings that `linked` does not hold are given beside."""
    known = {reading.report.key: reading for reading in (*linked.readings.values(), *readings)}
    reading_of = {event.id: reading for reading in known.values() for event in reading.events}
    published = {reading.report.id: reading.report.published for reading in known.values()}
    voices = first_of(linked.copies, published)
    return tuple(filled(incident, _members(incident, reading_of, voices)) for incident in linked.incidents)


def filled(incident: Incident, told: Sequence[Member]) -> Incident:
    """One incident with findings and state, of the members that it has."""
    found, state = reconciled(told)
    return replace(incident, findings=found, state=state)


def _members(incident: Incident, reading_of: Mapping[str, Reading], voices: Mapping[str, str]) -> list[Member]:
    by_report: dict[tuple[str, str, str], tuple[Reading, list[str]]] = {}
    for event in incident.events:
        reading = reading_of[event]
        by_report.setdefault(reading.report.key, (reading, []))[1].append(event)
    return [
        member
        for reading, events in by_report.values()
        for member in members(reading, events, voices.get(reading.report.id))
    ]
