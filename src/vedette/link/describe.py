"""What an incident is as a whole: of each value, the one that most of its voices tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from vedette.link.facets import EXACT_KM, Days
from vedette.link.telling import Telling
from vedette.records import Event, Where

T = TypeVar("T", bound=Hashable)


def type_and_mode(tellings: Sequence[Telling]) -> tuple[str, str | None]:
    """The type that most events have, and the mode that most of those have."""
    kind = most(telling.type for telling in tellings) or ""
    return kind, most(telling.mode for telling in tellings if telling.type == kind and telling.mode)


def when(tellings: Sequence[Telling]) -> tuple[date | None, date | None]:
    """The days that most events tell of, the shortest span of those told as often; no date where none tells any."""
    own = [telling for telling in tellings if "days" in telling.own]
    told = Counter(telling.days[0] for telling in own or tellings if telling.days)
    if not told:
        return None, None
    days = max(told, key=lambda days: (told[days], -days.length, -days.since))
    return _dates(days)


def _dates(days: Days) -> tuple[date, date]:
    return date.fromordinal(days.since), date.fromordinal(days.until)


def where(events: Iterable[Event]) -> Where | None:
    """The exact place that most events tell of, by a name where any tells it by one; of a place that is only described
    ("the post") the town or site that more events name, if any; else the first place that any tells.
    """
    told = [each.where.value for event in events for each in event.role("place") if each.where and each.where.value]
    exact = [place for place in told if place.radius_km is not None and place.radius_km <= EXACT_KM]
    point = most(_point(place) for place in exact)
    there = [place for place in exact if _point(place) == point]
    best = min(there, key=_namelessness, default=None)
    if best is not None and _named(best):
        return best
    named = [place for place in told if place.kind in ("city", "site") and _named(place)]
    name = most(place.name for place in named)
    oftener = [place for place in named if place.name == name]
    return next(iter((*oftener, *there, *told) if len(oftener) > len(there) else (*there, *told)), None)


def _named(place: Where) -> bool:
    return _namelessness(place) < NAMELESS


NAMELESS = 2
"""How nameless a place is that is only described: "the village"."""


def _namelessness(place: Where) -> int:
    """Nought for the name of a place on the map, 1 for words with a name in them, 2 for others."""
    if place.geoname is not None and place.name[:1].isupper():
        return 0
    return 1 if any(letter.isupper() for letter in place.name.removeprefix("The ")) else NAMELESS


def _point(place: Where) -> tuple[str | None, float | None, float | None]:
    return (place.country, place.latitude, place.longitude)


def most(values: Iterable[T]) -> T | None:
    """The value that comes most often; of equal ones the first by its text, so that no order matters."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], repr(value)), default=None)
