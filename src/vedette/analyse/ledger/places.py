"""How two places lie to one another."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from vedette.records import Where

VAGUE_KM = 60
"""Radius from which coordinates tell no town from the next: they are of a country or province."""

NEAR_KM = 40
"""Kilometres, beside the radii, within which two places are one theatre; by judgement, nothing was swept."""

EARTH_KM = 6371.0

SAME, NEAR, FAR, ELSEWHERE, OTHER, UNKNOWN = "same", "near", "far", "elsewhere", "other", "unknown"

NO_NAME = ("an", "ish", "ese", "ali", "The")
"""How words end that are no place's name: those for a people, and the article."""

NAME = re.compile(r"[A-Z][\w’'-]+")


@lru_cache(maxsize=1 << 16)
def lies(one: Where | None, other: Where | None) -> str:
    """same, near, far (by kilometres), elsewhere (another country), other (by name, nothing measured) or unknown."""
    if one is None or other is None:
        return UNKNOWN
    named = _named_alike(one, other)
    if precise(one) and precise(other):
        return _by_distance(one, other)
    if named:
        return SAME
    if _sure_of_country(one) and _sure_of_country(other) and one.country != other.country:
        return ELSEWHERE
    if "country" in (one.kind, other.kind):
        return NEAR if one.country == other.country else UNKNOWN
    return OTHER if names(one.name) and names(other.name) else UNKNOWN


def _by_distance(one: Where, other: Where) -> str:
    if one.kind == other.kind == "city" and one.country != other.country:
        return ELSEWHERE
    apart = distance(one, other) - (one.radius_km or 0) - (other.radius_km or 0)
    return SAME if apart <= 0 else NEAR if apart <= NEAR_KM else FAR


def distance(one: Where, other: Where) -> float:
    """Kilometres between two places with coordinates."""
    north, south = math.radians(one.latitude or 0), math.radians(other.latitude or 0)
    east = math.radians((other.longitude or 0) - (one.longitude or 0))
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def precise(place: Where) -> bool:
    """Whether it is measured so well that kilometres tell it from others."""
    return place.latitude is not None and place.radius_km is not None and place.radius_km < VAGUE_KM


def _sure_of_country(place: Where) -> bool:
    """Whether the country is more than a guess for a name that no list has."""
    inland = place.country is not None and place.kind not in ("border", "sea")
    return inland and (precise(place) or place.kind == "country")


def says_nothing(place: Where | None) -> bool:
    """Whether it is no place that could be told from another: "the border", "the region"."""
    return place is None or not (precise(place) or names(place.name))


def _named_alike(one: Where, other: Where) -> bool:
    if one.geoname is not None and one.geoname == other.geoname:
        return True
    if one.name.casefold() == other.name.casefold():
        return one.country == other.country or bool(names(one.name))
    return bool(names(one.name) & names(other.name))


@lru_cache(maxsize=1 << 14)
def names(name: str) -> frozenset[str]:
    """The names within what a report calls a place, without those of peoples: "the Somali town of Dollow"."""
    return frozenset(word.lower() for word in NAME.findall(name) if not word.endswith(NO_NAME))
