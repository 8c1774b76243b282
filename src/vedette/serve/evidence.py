"""Reports side by side: their texts in pieces, what each claims of an incident, and which of them are one text."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from vedette.analyse.statements.taken import Taken, taken
from vedette.export.jsonl import event_to_json, statement_to_json
from vedette.records import SCHEMA, Event, Reading
from vedette.serve.segments import segments
from vedette.serve.snapshot import Snapshot

Json = dict[str, Any]

EVERY = ("killed", "injured")
"""Counts that an incident has one finding of."""


def of_incident(here: Snapshot, row: int) -> Json:
    """Of the incident in a row of the index: its reports by publication."""
    whole: Json = json.loads(here.index.shapes([row])[0])
    events, claimed = frozenset(whole["events"]), claims(whole)
    found = here.readings(_keys(here, whole), about=events)
    reports = []
    for key, reading in found:
        own = [event for event in reading.events if event.id in events]
        reports.append(_told(key, reading, own) | _of(whole, claimed, reading, {event.id for event in own}, found))
    return {"schema": SCHEMA, "incident": whole, "reports": reports}


def of_report(key: str, reading: Reading) -> Json:
    """Of one report, with all its events."""
    alone: Json = {"copy_of": None, "copies": [], "joined": [], "claims": []}
    return {"schema": SCHEMA, "reports": [_told(key, reading, list(reading.events)) | alone]}


def _keys(here: Snapshot, incident: Json) -> list[str]:
    """Keys of its reports, in their order. An incident names reports by the ids that they were given, which two sources may
    share; its events lead to the keys.
    """
    own = set(incident["events"])
    held = here.index.flat.members.of(incident["id"])
    keys = list(dict.fromkeys(each.report for each in held if each.event in own))
    names = {one.key: one.id for one in here.told(keys)}
    place = {name: number for number, name in enumerate(incident["reports"])}
    last = len(place)
    return sorted(keys, key=lambda key: (place.get(names.get(key, ""), last), keys.index(key)))


def _told(key: str, reading: Reading, events: Sequence[Event]) -> Json:
    """A report with some of its events."""
    report = reading.report
    own = {event.id for event in events}
    return {
        "key": key,
        "id": report.id,
        "title": report.title,
        "source": report.source,
        "published": report.published.isoformat() if report.published else None,
        "url": report.url,
        "segments": segments(report.text, events),
        "events": [event_to_json(event) for event in events],
        "statements": [_said(one) for one in taken([_with_those_of(reading, own)])],
    }


def _with_those_of(reading: Reading, own: Collection[str]) -> Reading:
    """The reading with those of its statements that tell of some events."""
    return replace(
        reading, statements=tuple(said for said in reading.statements if any(map(own.__contains__, said.events)))
    )


def _said(one: Taken) -> Json:
    """A statement with the speaker's stance; what became of it, other reports tell."""
    return {
        **statement_to_json(one.statement),
        "stance": one.stance,
        "stances": [{"event": each.event, "stance": each.stance, "rule": each.rule} for each in one.stances],
    }


def _of(
    whole: Json,
    claimed: Sequence[Json],
    reading: Reading,
    own: Collection[str],
    found: Sequence[tuple[str, Reading]],
) -> Json:
    """What an incident has of a report: claims, why its events were joined, of which other it is a copy."""
    group = next((group for group in whole["copies"] if reading.report.id in group), ())
    first = group[0] if group else None
    mine = reading.report.id
    names = {other.report.id: key for key, other in found}
    others = [other.report for _, other in found if other.report.id in group[1:]] if first == mine else []
    return {
        "copy_of": names.get(first) if first is not None and first != mine else None,
        "copies": [{"id": other.id, "source": other.source, "title": other.title} for other in others],
        "joined": [each for each in whole["joined"] if each["event"] in own],
        "claims": [claim for claim in claimed if claim["event"] in own],
    }


def claims(whole: Json) -> list[Json]:
    """All claims of an incident, each with what it is about."""
    told = list(whole["findings"].items())
    told += [(about, whole[about]) for about in EVERY if whole[about]]
    told += [("count", each) for each in whole["counts"]]
    return [{"about": about, **claim} for about, finding in told for claim in finding["claims"]]
