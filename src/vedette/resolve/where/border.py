"""Borders: "the border with Kosovo" is one line and belongs to two countries; the text ties it to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from vedette.records import PassedOver, Span
from vedette.resolve.countries import countries
from vedette.resolve.where.context import NAMED, Context, Known, known, sightings
from vedette.resolve.where.geometry import apart
from vedette.resolve.where.nest import Found
from vedette.resolve.where.place import Place
from vedette.resolve.where.value import WhereValue, cannot_say, said, where, whole

BORDER = re.compile(
    r"\b(?:borders?|frontiers?|borderline|boundary|boundaries|lines? of (?:actual )?control|lines? of contact|contact line|"
    r"ceasefire line|demarcation line|demarcation lines|inter-entity line|crossing points?|border ?crossings?|buffer zone|"
    r"crossings?|administrative line)\b",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"\b(?:border|frontier)[ -](?:towns?|cit(?:y|ies)|villages?|settlements?|districts?|provinces?|regions?|counties|states?|"
    r"guards?|police|posts?|stations?|checkpoints?|forces?|communities|communes?|departments?|islands?)\b",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:its|their|his|her|the country['’]s|the nation['’]s|our)\b", re.IGNORECASE)
SPOTS = ("border", "city", "site")
SMALL_KM = 30.0
"""A place on a border no larger than this tells where on it."""
TIED = 0.15
"""Head start, as a share, of the country that the words name. Set by reasoning, not swept: the train part has 22 borders."""


@cache
def plain() -> Known:
    """What points to a country by its own name."""
    return known({}, {})


@lru_cache(maxsize=32768)
def is_border(text: str) -> bool:
    """Whether the words tell a border, and not a town or a guard beside one."""
    return BORDER.search(text) is not None and BESIDE.search(text) is None


def border(span: Span, context: Context, found: tuple[Found, ...]) -> WhereValue:
    """Which border is meant, and which of its two countries the text ties it to."""
    told = list(
        dict.fromkeys([s.country for s in sightings(span.text, plain())] + [c for f in found if (c := country_of(f))])
    )
    weights = dict(context.countries(span.start, (span.start, span.end)))
    if len(told) == 1 and OWN.search(span.text) and (owner := last_neighbour(told[0], span.start, context)):
        weights = {owner: 2.0, told[0]: 1.0}
    pair = sides(told, weights)
    if not pair:
        return cannot_say("border-of-no-country", span, "neither the words nor the report name a country")
    chosen = tied(pair, weights)
    other = next((code for code in pair if code != chosen), None)
    point = spot(chosen, other, found)
    rule = "border-between-two" if len(told) > 1 else "border-with-country" if told else "border-in-context"
    passed = (PassedOver(other, f"the text ties the border to {chosen}"),) if other else ()
    return said(where(point, span.text, "border"), rule, span, passed)


def last_neighbour(code: str, at: int, context: Context) -> str | None:
    """The neighbour that was named last before a position, or else spoken of: whose border "its border" is."""
    before = [seen for seen in reversed(context.sightings) if seen.start < at]
    before.sort(key=lambda seen: seen.weight < NAMED)  # "Chinese" is no owner where "Tajikistan" stands
    return next((seen.country for seen in before if seen.country in countries()[code].neighbours), None)


def country_of(found: Found) -> str | None:
    """The country of a place that the words name."""
    return found.place.country if found.place else None


def sides(told: list[str], weights: Mapping[str, float]) -> list[str]:
    """The one or two countries of the border, as far as they are known; the named one first."""
    if len(told) > 1:
        return told[:2]
    first = told[0] if told else next(iter(weights), None)
    if first is None:
        return []
    neighbours = countries()[first].neighbours
    return [first, *[code for code in weights if code in neighbours][:1]]


def tied(pair: list[str], weights: Mapping[str, float]) -> str:
    """The side that the text ties the border to: where the report plays, the named one in doubt."""
    total = sum(weights.get(code, 0.0) for code in pair) or 1.0
    return max(pair, key=lambda code: weights.get(code, 0.0) / total + TIED * (code == pair[0]))


def spot(chosen: str, other: str | None, found: tuple[Found, ...]) -> Place:
    """Where on the border: at a place that the words name, else half-way between the two countries."""
    for part in found:
        if part.place is not None and (part.place.kind in SPOTS or part.place.radius_km <= SMALL_KM):
            return part.place if part.place.country == chosen else _in(part.place, chosen)
    here = whole(chosen)
    if other is None:
        return here
    there = whole(other)
    share = here.radius_km / (here.radius_km + there.radius_km)
    latitude = here.latitude + share * (there.latitude - here.latitude)
    longitude = here.longitude + share * (there.longitude - here.longitude)
    radius = min(here.radius_km, there.radius_km, apart(here.point, there.point))
    return Place(here.name, "border", chosen, None, latitude, longitude, radius, 0.0)


def _in(place: Place, country: str) -> Place:
    return Place(
        place.name, "border", country, None, place.latitude, place.longitude, place.radius_km + 5.0, place.people
    )
