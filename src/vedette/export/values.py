"""The shapes of a span and of the four kinds of value, and back.

A value that could not be told keeps its keys: each is null but `rule`, which says why.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from vedette.records import Count, Resolved, Span, When, Where, Who

Json = dict[str, Any]

WHO = ("code", "country", "sector", "name")
WHEN = ("since", "until", "precision")
WHERE = ("name", "country", "admin1", "kind", "latitude", "longitude", "radius_km", "geoname")
COUNT = ("low", "high", "approximate", "unit")


def span(words: Span) -> Json:
    """SPAN: the words and where they stand."""
    return {"text": words.text, "start": words.start, "end": words.end}


def who(resolved: Resolved[Who]) -> Json:
    """WHO: an actor's code and what it is made of."""
    return _shape(resolved.value, WHO, resolved.rule)


def when(resolved: Resolved[When]) -> Json:
    """WHEN: half-open days at the precision that was said."""
    shape = _shape(resolved.value, WHEN, resolved.rule)
    if resolved.value is not None:
        shape |= {"since": resolved.value.since.isoformat(), "until": resolved.value.until.isoformat()}
    return shape


def where(resolved: Resolved[Where]) -> Json:
    """WHERE: a place, its country and kind, its coordinates where they are known."""
    return _shape(resolved.value, WHERE, resolved.rule)


def count(resolved: Resolved[Count]) -> Json:
    """COUNT: bounds of a number; whole numbers are written as such."""
    shape = _shape(resolved.value, COUNT, resolved.rule)
    return shape | {"low": _number(shape["low"]), "high": _number(shape["high"])}


def to_span(row: Json) -> Span:
    """The span that `span` wrote."""
    return Span(row["text"], row["start"], row["end"])


def to_who(row: Json) -> Resolved[Who]:
    """The value that `who` wrote; without a code nobody was told."""
    value = None if row["code"] is None else Who(**_fields(row, WHO))
    return Resolved(value, row["rule"])


def to_when(row: Json) -> Resolved[When]:
    """The value that `when` wrote; without a first day no time was told."""
    if row["since"] is None:
        return Resolved(None, row["rule"])
    since, until = date.fromisoformat(row["since"]), date.fromisoformat(row["until"])
    return Resolved(When(since, until, row["precision"]), row["rule"])


def to_where(row: Json) -> Resolved[Where]:
    """The value that `where` wrote; without a name no place was told."""
    value = None if row["name"] is None else Where(**_fields(row, WHERE))
    return Resolved(value, row["rule"])


def to_count(row: Json) -> Resolved[Count]:
    """The value that `count` wrote; without `approximate` no number was looked for with success."""
    value = None if row["approximate"] is None else Count(**_fields(row, COUNT))
    return Resolved(value, row["rule"])


def _shape(value: object, keys: tuple[str, ...], rule: str) -> Json:
    return {key: getattr(value, key, None) for key in keys} | {"rule": rule}


def _fields(row: Json, keys: tuple[str, ...]) -> Json:
    return {key: row[key] for key in keys}


def _number(bound: float | None) -> float | None:
    return int(bound) if bound is not None and bound == int(bound) else bound
