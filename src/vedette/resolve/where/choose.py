"""Chooses among the places of one name, by what the report tells of, by size, by what holds them, by distance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log10

from vedette.records import PassedOver
from vedette.resolve.countries import countries
from vedette.resolve.where.context import Anchor, Areas, Context
from vedette.resolve.where.fold import fold
from vedette.resolve.where.gazetteer import Gazetteer, country_named, country_place
from vedette.resolve.where.geometry import apart
from vedette.resolve.where.place import Place

# Weights of the evidence, in powers of ten of inhabitants: what each is worth against a larger namesake. They were set
# by reasoning and checked on the train part and on local news (LGL), not swept.
COUNTRY = 4.0
"""The whole context points to the candidate's country."""
NEAR = 3.0
"""A clear place of the report is at hand."""
NEAR_KM = 80.0
"""Distance at which closeness counts half of e."""
FAR_DEGREES = 3.0
"""Degrees of latitude from which closeness counts nothing: 330 km, under a twentieth of a power of ten."""
SAME_AREA = 2.5
"""A first-order area that the report names holds it."""
AGREED = 2.5
"""One full vote of the report's other names for its area."""
WANTED = 2.5
"""The common noun beside the name tells its kind."""
CITY_FIRST = 1.0
"""A town goes before the area named after it, where nothing tells which is meant."""
COUNTRY_FIRST = 1.0
"""The name of a country means the country, unless all around speaks for a town of that name."""
SECOND_ORDER = 0.7
"""A county goes behind: reports mean the town."""
TOWN = 5e3
"""Inhabitants from which a place is the town that an area is named after."""
ALTERNATE = 1.2
"""The name is one of its other names only."""
CAPITAL = 1.0
"""It is the capital of its country: all the world knows it."""
LISTED = 1.0
"""A person put the place into a list because reports name it."""
SECOND = 2
"""The order of a county: unlike states, counties are not known abroad."""
KNOWN = 1e5
"""Inhabitants from which a place is named without its country; below, a namesake far away is not taken."""
KNOWN_BY_ALTERNATE = 1e6
"""The same, where the name is one of its other names only."""
BESIDE = 0.2
"""Share of the context from which a country's neighbours are within reach too."""
COMPASS = re.compile(
    r"(?:north|south|east|west|cent(?:er|re|ral)|capital|coast|upper|lower|bay|lake|island)", re.IGNORECASE
)
"""Beginnings of the names of areas that a dozen countries have: "Central", "Eastern Province"."""
CONSIDERED = 60
"""Candidates that are weighed, best known first, and those in countries that the report names."""
TOLD = 5
"""Candidates that are reported as passed over."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The place taken, how far it led, and what was passed over."""

    place: Place
    lead: float
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the report and the words themselves say about where a name lies."""

    countries: Mapping[str, float]
    """Share of the context by country, 0 to 1."""
    anchors: Sequence[Anchor] = ()
    areas: Areas = field(default_factory=Areas)
    named: frozenset[str] = frozenset()
    """Countries that the report names beyond doubt."""


def evidence(context: Context, span: tuple[int, int], words: str = "") -> Evidence:
    """What a context says to the words at a position, leaving out what the words say about themselves."""
    weights = context.countries(span[0], span, words)
    total = sum(weights.values()) or 1.0
    shares = {country: weight / total for country, weight in weights.items()}
    others = {id(a.place): a for a in context.anchors if not span[0] <= a.start < span[1] and a.words != words}
    return Evidence(shares, tuple(others.values()), context.areas, context.named(words))


def choose(
    name: str, gazetteer: Gazetteer, told: Evidence, within: Place | None = None, wanted: str | None = None
) -> Choice | None:
    """The place that a name means here; None if the gazetteer has none of that name, or none `within` that place.

    `wanted` is the kind that a noun beside the name tells.
    """
    places = candidates(name, gazetteer)
    folded = fold(name)
    weighed = [place for n, place in enumerate(places) if n < CONSIDERED or place.country in told.countries]
    if within is None:
        weighed = [place for place in weighed if within_reach(place, folded, told)]
    else:
        weighed = [place for place in weighed if holds(within, place)]
    if not weighed:
        return None
    scored = sorted(((score(place, folded, told, wanted), place) for place in weighed), key=lambda pair: -pair[0])
    best, place = scored[0] if wanted else town_first(scored)
    rivals = [other for other in scored[: TOLD + 1] if other[1] is not place and not close(other[1], place)]
    lead = best - rivals[0][0] if rivals else best
    return Choice(place, lead, tuple(passed_over(place, other, told) for _, other in rivals))


def town_first(scored: list[tuple[float, Place]]) -> tuple[float, Place]:
    """The best, or the town that the area which came out best is named after: reports mean the town."""
    best, area = scored[0]
    if not area.order:
        return scored[0]
    towns = (place for _, place in scored if place.kind == "city" and place.people >= TOWN and close(place, area))
    return (best, next(towns, area))


def candidates(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that a name can mean, a country of that name first, unless a list has it as a region (Hong Kong)."""
    places = gazetteer.places(name)
    country = country_named(name)
    if (
        country is None
        or gazetteer.own(name)
        or any(place.reviewed and place.country == country.code for place in places)
    ):
        return places
    return (country_place(country.code), *places)


def within_reach(place: Place, folded: str, told: Evidence) -> bool:
    """Whether a place may be meant: a small one must lie in a country that the report tells of, or next to it."""
    if place.reviewed or place.country is None or not told.named:
        return True
    enough = KNOWN if fold(place.name).startswith(folded) else KNOWN_BY_ALTERNATE
    if place.people >= enough and place.order < SECOND and not (place.order and COMPASS.match(place.name)):
        return True
    near = countries()[place.country].neighbours
    return place.country in told.countries or any(told.countries.get(code, 0.0) >= BESIDE for code in near)


def score(place: Place, folded: str, told: Evidence, wanted: str | None = None) -> float:
    """How well a place fits, in powers of ten of inhabitants."""
    total = log10(place.people + 10) + COUNTRY * told.countries.get(place.country or "", 0.0)
    total += (
        CAPITAL * is_capital(place)
        + LISTED * place.reviewed
        + COUNTRY_FIRST * (place.kind == "country")
        + kind_fit(place, wanted)
    )
    if not fold(place.name).startswith(folded) and not place.reviewed:
        total -= ALTERNATE
    agreement = min(1.0, told.areas.votes((place.country, place.admin1), folded)) if place.admin1 else 0.0
    return total + max(AGREED * agreement, nearness(place, told.anchors))


def is_capital(place: Place) -> bool:
    """Whether a place is the capital of its country."""
    return place.kind == "city" and place.country is not None and fold(place.name) in capital_names(place.country)


@cache
def capital_names(code: str) -> frozenset[str]:
    """The folded names of a country's capital and other seats of government."""
    country = countries()[code]
    return frozenset(fold(name) for name in (country.capital, *country.seats))


def kind_fit(place: Place, wanted: str | None) -> float:
    """What the kind of a place speaks for it."""
    if wanted is None:
        return CITY_FIRST * (place.kind == "city") - SECOND_ORDER * (place.order == SECOND)
    return WANTED * (place.kind == wanted)


def nearness(place: Place, anchors: Sequence[Anchor]) -> float:
    """What the clear places of the report speak for a place: the closest counts, and an area that holds it."""
    best = 0.0
    for anchor in anchors:
        other = anchor.place
        if other.order == 1 and other.admin1 == place.admin1 and other.country == place.country:
            best = max(best, SAME_AREA)
        elif other.kind != "region" and abs(other.latitude - place.latitude) < FAR_DEGREES:
            best = max(best, NEAR * exp(-apart(place.point, other.point) / NEAR_KM))
    return best


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place can lie within another."""
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.country and inner.country and outer.country != inner.country:
        return False
    if outer.order == 1 and outer.admin1 == inner.admin1 and outer.country == inner.country:
        return True
    return apart(outer.point, inner.point) <= outer.radius_km * 2 + inner.radius_km + 20


def close(one: Place, two: Place) -> bool:
    """Whether two candidates come to the same on a map: a town and its county."""
    return one.country == two.country and apart(one.point, two.point) <= max(25.0, one.radius_km, two.radius_km)


def passed_over(taken: Place, other: Place, told: Evidence) -> PassedOver:
    """Why another place of the name was not taken."""
    holder = ", ".join(filter(None, (other.name, other.admin1 if other.admin1 != other.name else None, other.country)))
    here, there = (told.countries.get(place.country or "", 0.0) for place in (taken, other))
    if here > there and taken.country != other.country:
        why = f"the report tells of {taken.country} rather than of {other.country or 'no country'}"
    elif other.people < taken.people:
        why = "less known"
    elif other.kind != taken.kind:
        why = f"a {other.kind} rather than a {taken.kind}"
    else:
        why = "further from the other places of the report"
    return PassedOver(holder, why)
