"""Events as JSON lines: each the object that it is in a reading, and behind it what its report and the lake say."""

from __future__ import annotations

import json

from vedette.export import Page
from vedette.export.jsonl import Json, event_to_json
from vedette.export.told import Told, no_head, takes_all
from vedette.records import SCHEMA

BETWEEN = TAIL = ""
left_out = takes_all
head = no_head


def line(told: Told, page: Page) -> str:
    """One line, with its end."""
    del page
    return json.dumps(to_json(told), ensure_ascii=False) + "\n"


def to_json(told: Told) -> Json:
    """The event, with its report and with when the lake knew it."""
    report, engine = told.report, told.engine
    return {
        "schema": SCHEMA,
        **event_to_json(told.event),
        "report": {
            "id": report.id,
            "source": report.source,
            "published": report.published.isoformat() if report.published else None,
            "title": report.title,
            "url": report.url,
        },
        "engine": {"version": engine.version, "model": engine.model, "ontology": engine.ontology},
        "known_from": told.known_from.isoformat() if told.known_from else None,
        "superseded_at": told.superseded_at.isoformat() if told.superseded_at else None,
    }
