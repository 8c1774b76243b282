"""The values of an event as the comparisons take them: days, spots, sides and tolls."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.link.names import skeleton
from vedette.records import Argument, Event, Where

EXACT_KM = 60.0
"""A place whose radius is larger is a country, a region or a name that no gazetteer has: it says where only roughly. By
judgement: great cities have about 30 km here, small countries about 90."""

GENERIC_SECTORS = frozenset({"CVL", "UAF", "PPL", ""})
"""Sectors that say little of who it is: many an incident has civilians on one side, and the unknown armed."""


@dataclass(frozen=True, slots=True)
class Days:
    """Ordinals, half-open."""

    since: int
    until: int

    @property
    def length(self) -> int:
        """In days."""
        return self.until - self.since


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for comparison."""

    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    radius: float
    exact: bool
    sound: str
    """The name as it sounds; empty for a country."""


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of an event."""

    codes: frozenset[str]
    """All that they are called: "SOM MIL", "NGO:ISIS REB"."""
    owners: frozenset[str]
    """Of whom they are: countries and organisations."""
    telling: frozenset[str]
    """Codes that say more than a country and a sector that anybody has."""


@dataclass(frozen=True, slots=True)
class Toll:
    """How many, with open ends as they were said."""

    low: float | None
    high: float | None

    @property
    def number(self) -> float:
        """The one number that stands for it."""
        return (self.low if self.low is not None else self.high) or 0.0


def days(event: Event) -> tuple[Days, ...]:
    """The times of an event, the most exact first."""
    told = [each.when.value for each in event.role("time") if each.when and each.when.value]
    spans = {Days(value.since.toordinal(), value.until.toordinal()) for value in told}
    return tuple(sorted(spans, key=lambda span: (span.length, span.since)))


def spots(event: Event) -> tuple[Spot, ...]:
    """The places of an event, in text order."""
    told = (each for each in event.role("place") if each.where and each.where.value)
    return tuple(dict.fromkeys(_spot(each) for each in told))


def _spot(argument: Argument) -> Spot:
    place = argument.where.value if argument.where else None
    assert place is not None  # noqa: S101 - see `spots`
    return Spot(
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        radius=place.radius_km or 0.0,
        exact=is_exact(place),
        sound=_sound(place),
    )


def is_exact(place: Where | None) -> bool:
    """Whether it is a point on the map, and not a region or a name that no gazetteer has."""
    return bool(place and place.latitude is not None and place.radius_km is not None and place.radius_km <= EXACT_KM)


def _sound(place: Where) -> str:
    return "" if place.kind == "country" else skeleton(place.name)


def side(event: Event, role: str) -> Side:
    """Who is in a role."""
    told = [each.who.value for each in event.role(role) if each.who and each.who.value]
    return Side(
        codes=frozenset(value.code for value in told),
        owners=frozenset(owner for value in told if (owner := value.code.split(" ")[0]) != "---"),
        telling=frozenset(
            value.code
            for value in told
            if not value.code.startswith("---") and (value.sector or "") not in GENERIC_SECTORS
        ),
    )


def toll(event: Event, role: str) -> Toll | None:
    """The largest number in a role: parts of a toll are smaller than the whole."""
    told = [each.count.value for each in event.role(role) if each.count and each.count.value]
    tolls = [Toll(value.low, value.high) for value in told if (value.low, value.high) != (None, None)]
    return max(tolls, key=lambda each: each.number, default=None)
