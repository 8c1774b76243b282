"""`vedette explain`: why an event or an incident stands as it does. Its words, marked; each value, its rule, what was passed
over; of an incident all its reports, what each claims, and why they were joined.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from vedette import pipeline
from vedette.cli import exits, kept, output, own
from vedette.errors import UsageError
from vedette.export import explanation, incident_explained
from vedette.export.incident_explained import Explained, Telling
from vedette.records import Event, Incident, Reading

SHOWN = 5
"""Ids that are named where one word means several."""


def run(arguments: argparse.Namespace) -> int:
    """Find it, and show it."""
    page = output.page(None)
    if arguments.lake:
        from vedette.cli.explain_lake import explained  # noqa: PLC0415 - a file of readings needs no lake

        shown = explained(arguments.lake, arguments.id, page)
    else:
        shown = _of_file(arguments)
    with output.opened(None) as write:
        write(output.encoded(shown))
    return exits.DONE


def _of_file(arguments: argparse.Namespace) -> str:
    """An event of the output of `read`; where no event has the id, an incident that its readings are linked to."""
    readings = list(kept.of_file(arguments.readings))
    found = [(reading, event) for reading in readings for event in _named(reading, arguments.id)]
    page = output.page(None)
    if not found:
        incident = _linked(readings, arguments.id, arguments.readings)
        told = [Telling(reading.report, event) for reading, event in _told(incident, readings)]
        return incident_explained.render(Explained(incident, told), pipeline.sentences, page)
    reading, event = _only(found, arguments.id)
    weighed = pipeline.weighed(reading, own.settings(arguments))
    again = next((each for each in weighed.events if each.id == event.id), event)
    return explanation.render(weighed, again, pipeline.sentences(reading.report.text), page)


def _named(reading: Reading, prefix: str) -> Iterator[Event]:
    """Events of this id; by the id of a statement or posture, the events that it tells of."""
    meant = {event for said in reading.statements if said.id.startswith(prefix) for event in said.events}
    meant |= {entry.event for entry in reading.postures if entry.id.startswith(prefix)}
    return (event for event in reading.events if event.id.startswith(prefix) or event.id in meant)


def _only(found: list[tuple[Reading, Event]], prefix: str) -> tuple[Reading, Event]:
    """The one that is meant: equal reports under two names have events of their own, so an id is found once."""
    ids = sorted({event.id for _, event in found})
    if len(ids) > 1:
        raise UsageError(f"{prefix!r} begins {len(ids)} ids: {', '.join(ids[:SHOWN])}. Give more of the one you mean")
    return found[0]


def _linked(readings: Sequence[Reading], prefix: str, path: Path) -> Incident:
    """The incident of this id among those that the readings are linked to."""
    from vedette.link import link  # noqa: PLC0415 - an event needs no linking
    from vedette.link.complete import complete  # noqa: PLC0415

    found = [each for each in complete(link(readings)) if each.id.startswith(prefix)]
    if not found:
        raise UsageError(
            f"{path} holds no event or incident whose id begins with {prefix!r}. Ids stand first in each table row"
        )
    if len(found) > 1:
        ids = ", ".join(each.id for each in found[:SHOWN])
        raise UsageError(f"{prefix!r} begins {len(found)} ids: {ids}. Give more of the one you mean")
    return found[0]


def _told(incident: Incident, readings: Sequence[Reading]) -> Iterator[tuple[Reading, Event]]:
    """Its events in their readings, in its order."""
    known = {event.id: (reading, event) for reading in readings for event in reading.events}
    return (known[event] for event in incident.events)
