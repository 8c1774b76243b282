"""Corrections as the tests write them, of the stand-in reading."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests import stand_ins
from vedette.correct import report_key
from vedette.correct.fields import encoded
from vedette.records import Correction, Event, Reading, digest

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def correction(what: str, reading: Reading | None = None, event: Event | None = None, **more: Any) -> Correction:
    """One of the reading's event (its first), made so many `hours` after noon."""
    given = reading or stand_ins.reading()
    about = event or given.events[0]
    at = NOON + timedelta(hours=more.pop("hours", 0))
    told: dict[str, Any] = {
        "id": digest(what, about.id, at.isoformat(), str(more)),
        "target": about.id,
        "report": report_key(given.report),
        "anchor": about.trigger,
        "type": about.type,
        "field": None,
        "value": None,
        "reason": "a look at it",
        "by": "A. Berg",
        "made_at": at,
    }
    return Correction(what=what, **{**told, **more})


def of_source(what: str, source: str = "Wire", **more: Any) -> Correction:
    """One of a source."""
    return correction(what, target=source, report=None, anchor=None, type=None, **more)


def set_(field: str, value: Any, **more: Any) -> Correction:
    """A value that is set."""
    return correction("set", field=field, value=encoded(value), **more)


def withdrawal(of: Correction, hours: int) -> Correction:
    """One that takes another back."""
    return correction("withdraw", target=of.id, anchor=None, type=None, hours=hours)
