"""Events as PLOVER JSON, in the field names that the NGEC coder publishes: one object a line. Statuses become PLOVER's
auxiliary modes (future, hypothetical, negation), so nothing is left out.
"""

from __future__ import annotations

import json
from datetime import timedelta

from vedette import ontology
from vedette.export import Page
from vedette.export import told as ask
from vedette.export.jsonl import Json
from vedette.export.states import state
from vedette.export.told import Told, no_head, takes_all
from vedette.ontology import ActorCode
from vedette.records import Argument, Count, Event

BETWEEN = TAIL = ""
left_out = takes_all
head = no_head

PARTIES = {"ACTOR": "actor", "RECIP": "recipient"}
"""PLOVER's name of an attribute -> our role."""

SCORE_DIGITS = 3


def line(told: Told, page: Page) -> str:
    """One line, with its end."""
    del page
    return json.dumps(to_json(told), ensure_ascii=False) + "\n"


def to_json(told: Told) -> Json:
    """The event in NGEC's fields; the last five are ours."""
    event, report = told.event, told.report
    published = report.published.isoformat() if report.published else None
    return {
        "id": event.id,
        "date": published,
        "event_type": event.type,
        "event_mode": modes(event),
        "contexts": list(event.contexts),
        "event_text": report.text,
        "story_id": report.id,
        "headline": report.title,
        "publisher": report.source,
        "pub_date": published,
        "language": report.language or None,
        "attributes": _attributes(event),
        "event_geolocation": _geolocation(event),
        **_dates(event),
        "version": f"vedette-{told.engine.version} {told.engine.model}",
        "quad_code": ontology.load().quad(event.type),
        "event_scale": event.intensity,
        "event_score": round(event.score, SCORE_DIGITS),
        "trigger": {"text": event.trigger.text, "start": event.trigger.start, "end": event.trigger.end},
        "size": {name: _size(ask.number(event, role)) for name, role in (("dead", "killed"), ("injured", "injured"))},
    }


def modes(event: Event) -> list[str]:
    """The mode, and PLOVER's auxiliary mode for a status that is not simply actual."""
    statuses = {status.name: status.plover for status in ontology.load().statuses}
    return [mode for mode in (event.mode, statuses.get(event.status)) if mode]


def _attributes(event: Event) -> Json:
    found: Json = {name: [_party(argument) for argument in event.role(role)] for name, role in PARTIES.items()}
    found["LOC"] = [_words(argument) for argument in event.role("place")]
    found["DATE"] = [_words(argument) for argument in event.role("time")]
    return {name: members for name, members in found.items() if members}


def _words(argument: Argument) -> Json:
    span = argument.span
    score = round(argument.score, SCORE_DIGITS)
    return {"text": span.text, "qa_start_char": span.start, "qa_end_char": span.end, "qa_score": score}


def _party(argument: Argument) -> Json:
    """Words with PLOVER's codes; empty where nobody could be told."""
    who = argument.who.value if argument.who else None
    code = (ontology.load().plover_actor(who.code) if who else None) or ActorCode(None)
    first, second = (*code.sectors, "", "")[:2]
    return {
        **_words(argument),
        "wiki": "",
        "actor_name": (who.name if who else None) or "",
        "country": code.code or "",
        "country_name": state(who.country if who else None).name,
        "code_1": first,
        "code_2": second,
        "reason": argument.who.rule if argument.who else "",
    }


def _geolocation(event: Event) -> Json:
    """The event's place; NGEC too gives a reason where there is none."""
    found = ask.place(event)
    if found is None:
        return {"reason": "; ".join(ask.reasons(event, "place", "where")) or "no place is told", "geo": None}
    argument, where = found
    country = ontology.load().plover_actor(where.country) if where.country else None
    geo = {
        "resolved_placename": where.name,
        "search_placename": argument.span.text,
        "start_char": argument.span.start,
        "end_char": argument.span.end,
        "lat": where.latitude,
        "lon": where.longitude,
        "radius_km": where.radius_km,
        "geonameid": None if where.geoname is None else str(where.geoname),
        "admin1_name": where.admin1 or "",
        "country_code3": (country.code if country else None) or "",
        "resolution": where.kind,
    }
    return {"reason": argument.where.rule if argument.where else "", "geo": geo}


def _dates(event: Event) -> Json:
    """First and last day meant; never the publication's for want of another, as NGEC has it."""
    found = ask.time(event)
    if found is None:
        why = "; ".join(ask.reasons(event, "time", "when")) or "no time is told"
        return {"date_resolved": None, "date_end": None, "date_raw": None, "date_reason": why}
    argument, when = found
    return {
        "date_resolved": when.since.isoformat(),
        "date_end": (when.until - timedelta(days=1)).isoformat(),
        "date_raw": argument.span.text,
        "date_reason": argument.when.rule if argument.when else "",
    }


def _size(count: Count | None) -> Json | None:
    return None if count is None else {"low": count.low, "high": count.high, "approximate": count.approximate}
