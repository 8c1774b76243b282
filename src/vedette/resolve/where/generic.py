"""Words that name no place but point to one: "the country", "the capital", "the village", "abroad"."""

from __future__ import annotations

import re
from collections.abc import Callable

from vedette.records import Span
from vedette.resolve.countries import countries
from vedette.resolve.where.choose import Evidence, choose
from vedette.resolve.where.context import BELONGING, NAMED, Anchor, Context
from vedette.resolve.where.gazetteer import Gazetteer
from vedette.resolve.where.phrase import Part
from vedette.resolve.where.place import Place
from vedette.resolve.where.value import WhereValue, at_side, cannot_say, said, where, whole

ABROAD = re.compile(
    r"^(?:abroad|overseas|foreign (?:countries|soil|territory)|(?:other |third |foreign )?(?:countries|nations)|exile|diaspora)$",
    re.IGNORECASE,
)
MAINLAND = {"HKG": "CHN", "MAC": "CHN", "TWN": "CHN"}
"""Whose mainland is meant where one speaks of it."""
COUNTRY = re.compile(
    r"^(?:country|nation|homeland|state territory|territory|mainland|nationwide|countrywide)$", re.IGNORECASE
)
CAPITAL = re.compile(r"\bcapital\b(?! markets?| punishment)", re.IGNORECASE)

OTHER_SIDE = re.compile(r"\b(?:other|far|opposite) side\b(?! of\b)", re.IGNORECASE)
OWN = re.compile(r"^(?:its|their|his|her|our)\b", re.IGNORECASE)
SAME = re.compile(r"^(?:places?|here|there|locations?|locality|localities|elsewhere)$", re.IGNORECASE)

Fits = Callable[[Anchor], bool]


def main_country(context: Context, at: int) -> str | None:
    """The country that the report points to most, seen from a position."""
    return next(iter(context.countries(at)), None)


def the_country(span: Span, part: Part, context: Context) -> str | None:
    """Which country "the country", "its territory", "the mainland" is: one named before, rather than an adjective."""
    named = [seen for seen in context.sightings if seen.weight >= NAMED and seen.start < span.start]
    weights = context.countries(span.start)
    heaviest = max((seen.country for seen in named), key=lambda code: weights.get(code, 0.0), default=None)
    if OWN.match(span.text):
        heaviest = next((seen.country for seen in reversed(context.sightings) if seen.start < span.start), heaviest)
    meant = heaviest or next(iter(weights), None)
    return MAINLAND.get(meant or "", meant) if "mainland" in part.words.lower() else meant


def across(context: Context, at: int) -> str | None:
    """The country on the other side: the neighbour told of most, of the country that the report begins with."""
    here = next((seen.country for seen in context.sightings if seen.start < at and seen.weight >= BELONGING), None)
    neighbours = countries()[here].neighbours if here else ()
    return next((code for code in context.countries(at) if code in neighbours), None)


def nearest(context: Context, at: int, fits: Fits = lambda _: True) -> Place | None:
    """The nearest clear place before the position that fits, else the nearest after it."""
    before = [anchor for anchor in context.anchors if anchor.start < at and fits(anchor)]
    after = [anchor for anchor in context.anchors if anchor.start > at and fits(anchor)]
    chosen = before[-1] if before else after[0] if after else None
    return chosen.place if chosen else None


def abroad(part: Part) -> bool:
    """Whether the words say no more than that it is elsewhere."""
    return ABROAD.match(part.words) is not None


def generic(span: Span, part: Part, context: Context, gazetteer: Gazetteer) -> WhereValue:
    """What a place without a name means in this report."""
    country = main_country(context, span.start)
    if OTHER_SIDE.search(span.text) and (other := across(context, span.start)):
        return said(where(whole(other), span.text, "region"), "the-other-side-in-context", span)
    if COUNTRY.match(part.words) and country:
        meant = the_country(span, part, context) or country
        return said(where(whole(meant), span.text), "the-country-in-context", span)
    if CAPITAL.search(part.words) and country and (capital := capital_of(country, context, gazetteer)):
        return said(where(capital, span.text, "city"), "the-capital-in-context", span)
    kind = part.kind or ("region" if part.side else None if SAME.match(part.words) else "site")
    antecedent = antecedent_of(kind, context, span.start)
    if antecedent is not None and (country is None or antecedent.country in (country, None) or kind == "site"):
        return beside(span, part, kind, antecedent)
    if country is None:
        return cannot_say(
            "no-place-in-context", span, "the words name no place, and the report none that they could mean"
        )
    return in_country(span, part, kind, country)


def antecedent_of(kind: str | None, context: Context, at: int) -> Place | None:
    """The place spoken of before that the words point back to."""
    if kind in ("city", "region"):
        same = nearest(context, at, lambda anchor: anchor.place.kind == kind)
        return same or nearest(context, at)
    return nearest(context, at)


def beside(span: Span, part: Part, kind: str | None, place: Place) -> WhereValue:
    """The place spoken of before, or something in it."""
    if part.side:
        place = at_side(place, part.side)
    rule = "same-place-as-before" if kind in (place.kind, None) else f"{kind}-near-place-in-context"
    return said(where(place, span.text, kind or place.kind), rule, span, note=f"taken to be {place.name}")


def in_country(span: Span, part: Part, kind: str | None, code: str) -> WhereValue:
    """Somewhere in the country that the report tells of."""
    place = at_side(whole(code), part.side) if part.side else whole(code)
    return said(where(place, span.text, kind or "region"), f"{kind or 'place'}-in-country-in-context", span)


def capital_of(code: str, context: Context, gazetteer: Gazetteer) -> Place | None:
    """The capital of a country, out of the gazetteer."""
    choice = choose(countries()[code].capital, gazetteer, Evidence(context), whole(code), "city")
    return choice.place if choice else None
