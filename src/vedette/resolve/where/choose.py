"""Chooses among the places of one name, by what the report tells of, by size, by what holds them, by distance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp, log10
from operator import itemgetter
from typing import NamedTuple

from vedette.records import PassedOver
from vedette.resolve.countries import countries
from vedette.resolve.where.context import Area, Context
from vedette.resolve.where.fold import fold
from vedette.resolve.where.gazetteer import REMEMBERED, Gazetteer, country_named, country_place
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


class Evidence:
    """What the report and the words themselves say about where a name lies, each worked out when it is first asked for.

    What the words say about themselves is left out.
    """

    __slots__ = ("_anchors", "_context", "_countries", "_named", "_span", "_words", "areas")

    def __init__(self, context: Context, span: tuple[int, int] = (0, 0), words: str = "") -> None:
        self._context, self._span, self._words = context, span, words
        self._countries: Mapping[str, float] | None = None
        self._anchors: Sequence[Place] | None = None
        self._named: bool | None = None
        self.areas = context.areas

    @property
    def asked(self) -> bool:
        """Whether anything was asked for: what asked nothing holds in any report."""
        return not (self._countries is None and self._anchors is None and self._named is None)

    @property
    def countries(self) -> Mapping[str, float]:
        """Share of the context by country, 0 to 1, heaviest first."""
        if self._countries is None:
            weights = self._context.countries(self._span[0], self._span, self._words)
            total = sum(weights.values()) or 1.0
            self._countries = {country: weight / total for country, weight in weights.items()}
        return self._countries

    @property
    def anchors(self) -> Sequence[Place]:
        """The clear places of the report, each once."""
        if self._anchors is None:
            start, end = self._span
            others = (a for a in self._context.anchors if not start <= a.start < end and a.words != self._words)
            self._anchors = list({id(anchor.place): anchor.place for anchor in others}.values())
        return self._anchors

    @property
    def named(self) -> bool:
        """Whether the report names a country beyond doubt."""
        if self._named is None:
            self._named = self._context.names_another(self._words, self._span)
        return self._named


CLEAR = 0.8
"""Lead over the next candidate from which a place anchors others, in powers of ten of inhabitants."""


class Choice(NamedTuple):
    """The place taken, how far it led, and the others that were weighed, best first."""

    place: Place
    lead: float
    """In powers of ten of inhabitants; no less than so much, where nothing else was weighed."""
    others: tuple[Place, ...] = ()
    told: Evidence | None = None

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """What was passed over, and why."""
        if self.told is None:
            return ()
        return tuple(
            passed_over(self.place, other, self.told) for other in self.others if apart_from(self.place, other)
        )


class Candidate(NamedTuple):
    """A place that a name can mean, with what speaks for it whatever the report tells."""

    place: Place
    standing: float
    """How well known it is by that name, in powers of ten of inhabitants."""
    fit: float
    """What its kind speaks for it where no noun tells which kind is meant."""
    within: frozenset[str] | None
    """It is only meant where the report tells of one of these, its country's neighbours; None: anywhere."""
    area: Area


def choose(
    name: str, gazetteer: Gazetteer, told: Evidence, within: Place | None = None, wanted: str | None = None
) -> Choice | None:
    """The place that a name means here; None if the gazetteer has none of that name, or none `within` that place.

    `wanted` is the kind that a noun beside the name tells.
    """
    weighed = weighable(candidates(name, gazetteer), told, within)
    if not weighed:
        return None
    if len(weighed) == 1 and (alone := weighed[0].standing + min(0.0, weighed[0].fit)) >= CLEAR:
        return Choice(weighed[0].place, alone)
    scored = scores(weighed, fold(name), told, wanted)
    if len(scored) == 1:
        return Choice(scored[0][1], scored[0][0])
    scored.sort(key=first, reverse=True)
    best, place = scored[0] if wanted else town_first(scored)
    lead = next((best - other for other, rival in scored[: TOLD + 1] if apart_from(place, rival)), best)
    return Choice(place, lead, tuple([rival for _, rival in scored[: TOLD + 1]]), told)


first = itemgetter(0)


def weighable(found: Sequence[Candidate], told: Evidence, within: Place | None) -> Sequence[Candidate]:
    """The candidates that may be meant: in the place that holds them, or else within the report's reach."""
    if len(found) > CONSIDERED:
        shares = told.countries
        found = [*found[:CONSIDERED], *[each for each in found[CONSIDERED:] if each.place.country in shares]]
    if within is not None:
        return [each for each in found if holds(within, each.place)]
    return [each for each in found if each.within is None or within_reach(each, told)]


def town_first(scored: list[tuple[float, Place]]) -> tuple[float, Place]:
    """The best, or the town that the area which came out best is named after: reports mean the town."""
    best, area = scored[0]
    if not area.order:
        return scored[0]
    towns = (place for _, place in scored if place.kind == "city" and place.people >= TOWN and close(place, area))
    return (best, next(towns, area))


@lru_cache(maxsize=REMEMBERED)
def candidates(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places that a name can mean, a country of that name first, unless a list has it as a region (Hong Kong)."""
    places = gazetteer.places(name)
    country = country_named(name)
    listed = gazetteer.own(name) or any(
        country is not None and place.reviewed and place.country == country.code for place in places
    )
    if country is not None and not listed:
        places = (country_place(country.code), *places)
    folded = fold(name)
    return tuple(
        Candidate(place, standing(place, folded), kind_fit(place), reach(place, folded), (place.country, place.admin1))
        for place in places
    )


def reach(place: Place, folded: str) -> frozenset[str] | None:
    """The neighbours of a small place's country: it must lie where the report plays, or next to it. None: it need not."""
    if place.reviewed or place.country is None:
        return None
    enough = KNOWN if fold(place.name).startswith(folded) else KNOWN_BY_ALTERNATE
    if place.people >= enough and place.order < SECOND and not (place.order and COMPASS.match(place.name)):
        return None
    return frozenset(countries()[place.country].neighbours)


def within_reach(candidate: Candidate, told: Evidence) -> bool:
    """Whether a place that need be near may be meant."""
    if not told.named or candidate.within is None:
        return True
    shares = told.countries
    if candidate.place.country in shares:
        return True
    return any(share >= BESIDE and code in candidate.within for code, share in shares.items())


def scores(
    weighed: Sequence[Candidate], folded: str, told: Evidence, wanted: str | None = None
) -> list[tuple[float, Place]]:
    """How well each place fits, in powers of ten of inhabitants."""
    shares, anchors, areas = told.countries, told.anchors, told.areas
    found = []
    for place, known, fit, _, area in weighed:
        total = known + (fit if wanted is None else WANTED * (place.kind == wanted))
        backing = AGREED * min(1.0, areas.votes(area, folded)) if areas.totals and area[1] is not None else 0.0
        if anchors:
            backing = max(backing, nearness(place, anchors))
        found.append((total + COUNTRY * shares.get(place.country or "", 0.0) + max(0.0, backing), place))
    return found


def standing(place: Place, folded: str) -> float:
    """How well known a place is by a name."""
    total = log10(place.people + 10) + CAPITAL * is_capital(place)
    total += LISTED * place.reviewed + COUNTRY_FIRST * (place.kind == "country")
    return total - ALTERNATE * (not fold(place.name).startswith(folded) and not place.reviewed)


def is_capital(place: Place) -> bool:
    """Whether a place is the capital of its country."""
    return place.kind == "city" and place.country is not None and fold(place.name) in capital_names(place.country)


@cache
def capital_names(code: str) -> frozenset[str]:
    """The folded names of a country's capital and other seats of government."""
    country = countries()[code]
    return frozenset(fold(name) for name in (country.capital, *country.seats))


def kind_fit(place: Place) -> float:
    """What the kind of a place speaks for it, where no noun tells which kind is meant."""
    return CITY_FIRST * (place.kind == "city") - SECOND_ORDER * (place.order == SECOND)


def nearness(place: Place, anchors: Sequence[Place]) -> float:
    """What the clear places of the report speak for a place: the closest counts, and an area that holds it."""
    best = 0.0
    for other in anchors:
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


def apart_from(taken: Place, other: Place) -> bool:
    """Whether another candidate is elsewhere on the map."""
    return other is not taken and not close(other, taken)


def close(one: Place, two: Place) -> bool:
    """Whether two candidates come to the same on a map: a town and its county."""
    if one.country != two.country:
        return False
    return apart(one.point, two.point) <= max(25.0, one.radius_km, two.radius_km)


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
