"""An event or incident of a lake, explained: as it stands, with what was corrected by hand in it."""

from __future__ import annotations

from collections.abc import Iterator

from vedette import pipeline
from vedette.correct import Applied, applied, standing
from vedette.correct.apply import reason
from vedette.correct.orders import sides
from vedette.correct.standing import OF_INCIDENTS, source_state
from vedette.export import Page, explanation, incident_explained
from vedette.export.incident_explained import Explained, Telling, told_by_hand
from vedette.records import Correction, Incident
from vedette.store import corrections, open_lake, targets
from vedette.store.opened import Lake
from vedette.store.targets import Target


def explained(path: str, words: str, page: Page) -> str:
    """All about what the words mean: an event, an incident; by a statement or force entry, the event that it rests on."""
    lake = open_lake(path)
    by_hand = corrections.given(lake)
    found = targets.meant(lake, targets.resting(lake, words) or words)
    if isinstance(found, Incident):
        return incident_explained.render(_incident(lake, found, by_hand), pipeline.sentences, page)
    return _event(found, by_hand, page)


def _event(found: Target, by_hand: tuple[Correction, ...], page: Page) -> str:
    """The event as it stands; one that was left out as it was read, with who left it out and why."""
    done = applied(found.reading, by_hand)
    event = next((each for each in done.reading.events if each.id == found.event.id), found.event)
    lines = [told_by_hand(each) for each in _about(found.event.id, done)]
    if done.mistrusted:
        lines.append(told_by_hand(done.mistrusted))
    return explanation.render(done.reading, event, pipeline.sentences(found.reading.report.text), page, lines)


def _about(event: str, done: Applied) -> tuple[Correction, ...]:
    """The corrections that tell in an event, or the one by which it does not count."""
    return (done.left_out[event],) if event in done.left_out else done.told.get(event, ())


def _incident(lake: Lake, incident: Incident, by_hand: tuple[Correction, ...]) -> Explained:
    tellings = list(_tellings(lake, incident, by_hand))
    sources = dict.fromkeys(each.report.source for each in tellings)
    mistrusted = {source: why for source in sources if (why := _mistrusted(source, by_hand))}
    return Explained(incident, tellings, _of_incident(incident, by_hand), mistrusted)


def _mistrusted(source: str, by_hand: tuple[Correction, ...]) -> str | None:
    state = source_state(by_hand, source)
    return reason(state) if state and state.what == "mistrust" else None


def _tellings(lake: Lake, incident: Incident, by_hand: tuple[Correction, ...]) -> Iterator[Telling]:
    """Its events as they stand. One that was read otherwise since it was linked is not there any more."""
    report_of = targets.reports_of(lake, incident.events)
    readings = targets.readings(lake, report_of.values(), ever=True)
    done = {key: applied(reading, by_hand) for key, reading in readings.items()}
    for event in incident.events:
        now = done[report_of[event]]
        found = next((each for each in now.reading.events if each.id == event), None)
        if found is not None:
            yield Telling(now.reading.report, found, now.told.get(event, ()))


def _of_incident(incident: Incident, by_hand: tuple[Correction, ...]) -> list[Correction]:
    """Merges and splits that name one of its events."""
    events = set(incident.events)
    return [
        each
        for each in standing(by_hand)
        if each.what in OF_INCIDENTS and any(anchor.event in events for side in sides(each) for anchor in side)
    ]
