"""Corrections by hand, for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from vedette.export import phrases
from vedette.records import Correction, Span

Json = dict[str, Any]

ID_LENGTH = 8

DAY_AND_TIME = "%Y-%m-%d %H:%M"


def to_json(correction: Correction, state: str, withdrawn: Correction | None) -> Json:
    """All of it, with what became of it, and who withdrew it."""
    return {
        "id": correction.id,
        "what": correction.what,
        "target": correction.target,
        "field": correction.field,
        "value": json.loads(correction.value) if correction.value else None,
        "words": _span(correction.words),
        "reason": correction.reason,
        "by": correction.by,
        "made_at": correction.made_at.isoformat(),
        "state": state,
        "withdrawn_at": withdrawn.made_at.isoformat() if withdrawn else None,
        "withdrawn_by": withdrawn.by if withdrawn else None,
        "withdrawn_why": withdrawn.reason if withdrawn else None,
        "report": correction.report,
        "anchor": _span(correction.anchor),
        "type": correction.type,
    }


def lines(correction: Correction, state: str, withdrawn: Correction | None) -> Iterator[str]:
    """What was changed, who said so and why, what became of it."""
    yield f"{correction.id[:ID_LENGTH]}  {what(correction)}"
    yield f"          {correction.by}, {correction.made_at:{DAY_AND_TIME}} UTC: {phrases.one_line(correction.reason)}"
    if withdrawn:
        state = (
            f"{state} by {withdrawn.by}, {withdrawn.made_at:{DAY_AND_TIME}} UTC: {phrases.one_line(withdrawn.reason)}"
        )
    yield f"          {state}"


def what(correction: Correction) -> str:
    """`set killed.count 4 of event 0011…`."""
    target = correction.target
    if correction.report is None and correction.what in {"mistrust", "exclude", "keep"}:
        return f"{correction.what} source {target}"
    if correction.what == "set":
        return f"set {correction.field} to {_value(correction)} of event {target}{_at(correction)}"
    if correction.what in {"merge", "split"}:
        return _of_incident(correction)
    return f"{correction.what} event {target}{_at(correction)}"


def _of_incident(correction: Correction) -> str:
    told = json.loads(correction.value or "{}")
    if correction.what == "merge":
        return f"merge incident {correction.target} with {told.get('incident')}"
    leave = ", ".join(each["event"] for each in told.get("events", ()))
    return f"split incident {correction.target}: without {leave}"


def _at(correction: Correction) -> str:
    """The words that the event was found at."""
    return f" ({correction.type} “{phrases.one_line(correction.anchor.text)}”)" if correction.anchor else ""


def _value(correction: Correction) -> str:
    """The value as a person reads it."""
    told = json.loads(correction.value or "null")
    if isinstance(told, dict):
        if "code" in told:
            return str(told["code"])
        if "since" in told:
            return f"{told['since']}, until before {told['until']}"
        if "name" in told:
            return ", ".join(filter(None, (told["name"], told["country"])))
        return _count(told)
    return "“cannot say”" if told is None else str(told)


def _count(told: Json) -> str:
    low, high = told["low"], told["high"]
    about = "~" if told["approximate"] else ""
    if low == high:
        return f"{about}{low:g}" if low is not None else "“cannot say”"
    if high is None:
        return f">={low:g}"
    return f"<={high:g}" if low is None else f"{about}{low:g}..{high:g}"


def _span(span: Span | None) -> Json | None:
    return {"text": span.text, "start": span.start, "end": span.end} if span else None
