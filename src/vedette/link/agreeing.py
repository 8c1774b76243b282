"""Whether what two claims say of a time, a place or a side may both be so."""

from __future__ import annotations

from vedette.link.compare import SLACK_KM, kilometres
from vedette.link.facets import Spot, is_exact
from vedette.link.names import skeleton, sound_alike
from vedette.records import When, Where, Who


def times(one: When, other: When) -> bool:
    """They share a day."""
    return one.since < other.until and other.since < one.until


def places(one: Where, other: Where) -> bool:
    """Of one country as far as known, and where both are points on the map, one spot or one name."""
    if one.country and other.country and one.country != other.country:
        return False
    if not is_exact(one) or not is_exact(other):
        return True
    first, second = _spot(one), _spot(other)
    near = kilometres(first, second) <= first.radius + second.radius + SLACK_KM
    return near or sound_alike(first.sound, second.sound)


def _spot(place: Where) -> Spot:
    return Spot(
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        radius=place.radius_km or 0.0,
        exact=True,
        sound=skeleton(place.name),
    )


def sides(one: Who, other: Who) -> bool:
    """Of one owner, or one of them nobody in particular."""
    first, second = (value.code.split(" ", maxsplit=1)[0] for value in (one, other))
    return first == second or "---" in (first, second)
