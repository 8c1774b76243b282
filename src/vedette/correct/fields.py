"""What of an event can be set by hand, and the values of it as JSON and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from vedette.errors import UsageError
from vedette.ontology.kinds import KINDS
from vedette.records import Count, Event, When, Where, Who

Value = Who | When | Where | Count

LABELS = ("type", "mode", "status")
"""Fields that are a word; all others are a role and a kind of value."""

CODED: Mapping[str, type[Value]] = {"who": Who, "when": When, "where": Where, "count": Count}

POSTURE: Mapping[str, tuple[str, str]] = {
    "actor": ("owner", "who"),
    "source": ("source", "who"),
    "place": ("where", "where"),
    "origin": ("origin", "where"),
    "time": ("when", "when"),
    "force": ("count", "count"),
}
"""Role -> the field of a force entry that is taken from it, and its kind."""


def named(words: str) -> str:
    """The whole name of a field: `killed` is killed.count."""
    role, _, kind = words.lower().partition(".")
    if role in LABELS and not kind:
        return role
    if role not in KINDS or (kind and kind not in KINDS[role]):
        raise UsageError(f"{words!r} is nothing that can be set. There are {', '.join((*LABELS, *KINDS))}")
    return f"{role}.{kind or KINDS[role][0]}"


def encoded(value: Value | str | None) -> str:
    """As a correction keeps it."""
    plain = value if value is None or isinstance(value, str) else asdict(value)
    return json.dumps(plain, default=date.isoformat, ensure_ascii=False, sort_keys=True)


def decoded(field: str, value: str | None) -> Any:  # noqa: ANN401 - what the field holds
    """The value of the field that `encoded` wrote; None is "cannot say"."""
    plain = None if value is None else json.loads(value)
    if plain is None or field in LABELS:
        return plain
    kind = CODED[field.partition(".")[2]]
    if kind is When:
        plain = {**plain, "since": date.fromisoformat(plain["since"]), "until": date.fromisoformat(plain["until"])}
    return kind(**plain)


def shown(value: Value | str | None) -> str:
    """A value in a few characters: `3`, `3..5`, `>=4`, `XKX COP`, `Orvel, FRA`, `2024-03-06`."""
    if isinstance(value, Count):
        return _count(value)
    if isinstance(value, When):
        last = date.fromordinal(value.until.toordinal() - 1)
        return str(value.since) if last == value.since else f"{value.since}..{last}"
    if isinstance(value, Where):
        return f"{value.name}, {value.country}" if value.country and value.kind != "country" else value.name
    if isinstance(value, Who):
        return value.code
    return value or "cannot say"


def label(event: Event) -> str:
    """Type and mode as one word."""
    return event.type if event.mode is None else f"{event.type}.{event.mode}"


def _count(value: Count) -> str:
    low, high = (None if bound is None else f"{bound:.15g}" for bound in (value.low, value.high))
    about = "~" if value.approximate else ""
    if low == high:
        return "cannot say" if low is None else about + low
    if high is None:
        return f">={low}"
    return f"<={high}" if low is None else f"{about}{low}..{high}"
