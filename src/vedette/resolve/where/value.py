"""Makes the value of a place that was found: its name as the report has it, shifted to the side that is meant."""

from __future__ import annotations

from vedette.records import PassedOver, Resolved, Span, Where
from vedette.resolve.countries import countries
from vedette.resolve.where.geometry import BEARINGS, moved
from vedette.resolve.where.place import Place

SIDE_SHIFT, SIDE_RADIUS = 0.45, 0.6
"""The north of a place lies this share of its radius north of its middle, and has this share of the radius."""
MIDDLE_RADIUS = 0.45
"""The centre of a place has this share of its radius."""
BESIDE_KM = 10.0
"""How far "north of X" lies from X where no distance is told."""
BEARING_SLACK = 0.25
"""A told distance and direction leave open this share of the distance."""

WhereValue = Resolved[Where]


def where(place: Place, name: str, kind: str | None = None) -> Where:
    """A place as a value, under the name that the report uses."""
    return Where(
        name=name,
        country=place.country,
        admin1=place.admin1,
        kind=kind or place.kind,
        latitude=round(place.latitude, 4),
        longitude=round(place.longitude, 4),
        radius_km=round(place.radius_km, 1),
        geoname=place.geoname,
    )


def at_side(place: Place, side: str) -> Place:
    """The part of a place on one side of it, or in its middle. Part of a country or region is a region."""
    kind = "region" if place.kind == "country" else place.kind
    if side == "middle":
        return changed(place, kind, place.point, place.radius_km * MIDDLE_RADIUS)
    point = moved(place.point, BEARINGS[side], place.radius_km * SIDE_SHIFT)
    return changed(place, kind, point, place.radius_km * SIDE_RADIUS)


def away_from(place: Place, bearing: str | None, km: float | None) -> Place:
    """The place so far away in that direction; with only one of the two told, the radius covers what is open."""
    if bearing is None:
        return changed(place, "region", place.point, (km or BESIDE_KM) + place.radius_km)
    distance = km if km is not None else place.radius_km + BESIDE_KM
    point = moved(place.point, BEARINGS[bearing], distance)
    return changed(place, "region", point, max(1.0, distance * (BEARING_SLACK if km is not None else 1.0)))


def changed(place: Place, kind: str, point: tuple[float, float], radius: float) -> Place:
    """A place moved or narrowed: it is no longer the one that a GeoNames number names."""
    return Place(place.name, kind, place.country, place.admin1, *point, radius, place.people)


def whole(code: str) -> Place:
    """A country as a place that something stands somewhere in."""
    country = countries()[code]
    return Place(country.name, "country", code, None, country.latitude, country.longitude, country.radius_km, 1e8)


def said(
    value: Where, rule: str, span: Span, passed: tuple[PassedOver, ...] = (), note: str | None = None
) -> WhereValue:
    """A value with its reason."""
    return Resolved(value, rule, span, passed, note)


def cannot_say(rule: str, span: Span, note: str) -> WhereValue:
    """No value, and why."""
    return Resolved(None, rule, span, (), note)
