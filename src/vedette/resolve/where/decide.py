"""Decides what the words for a place mean, and says by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.records import PassedOver, Resolved, Span, Surroundings, Where
from vedette.resolve.countries import belonging
from vedette.resolve.where.anchor import nest_at, read
from vedette.resolve.where.beside import told_place
from vedette.resolve.where.border import border, is_border
from vedette.resolve.where.context import Context
from vedette.resolve.where.gazetteer import Gazetteer, shipped
from vedette.resolve.where.generic import CAPITAL, abroad, capital_of, generic, main_country, nearest
from vedette.resolve.where.nest import ADJECTIVE, Found, unknown_names
from vedette.resolve.where.phrase import Part, Phrase, parse
from vedette.resolve.where.place import Place
from vedette.resolve.where.value import WhereValue, at_side, away_from, cannot_say, said, where, whole

TERRITORY = re.compile(r"\b(?:territor(?:y|ies)|soil|mainland)\b", re.IGNORECASE)
AFLOAT = re.compile(r"^off\b|\boff (?:the )?(?:\w+ )?(?:coast|shore)|\bat sea\b", re.IGNORECASE)
NOBODYS = re.compile(r"\b(?:neutral|international) (?:waters|airspace|seas?)\b|\b(?:high|open) seas?\b", re.IGNORECASE)
AROUND = re.compile(r"^around\b|\b(?:surroundings|environs|vicinity|countryside|hinterland)\b", re.IGNORECASE)
PORTION = re.compile(r"^(?:all|half|outskirts|edges?|heart|cent(?:re|er)|parts?|suburbs?|middle|interior|much|most|"
                     r"east|west|north|south)$", re.IGNORECASE)  # fmt: skip
"""Nouns that name a part of what follows: "parts of Birmingham" are of the kind of Birmingham."""
WIDE = ("sea", "country", "region")
"""Kinds of places that hold a town: "the Red Sea port", "the Indian state"."""
UNKNOWN_KIND = "city"
"""What a place is taken for that no list has and no noun explains: reports name villages most."""


@dataclass(frozen=True, slots=True)
class Question:
    """Some words for a place, taken apart and looked up, and the report that they stand in."""

    span: Span
    phrase: Phrase
    found: tuple[Found, ...]
    context: Context
    gazetteer: Gazetteer
    text: str
    """The whole text of the report."""

    @property
    def head(self) -> Part:
        """The first part of the words."""
        return self.found[0].part

    @property
    def away(self) -> bool:
        """Whether the words tell a distance or direction from the place that they name."""
        return self.phrase.km is not None or self.phrase.bearing is not None


def resolve(span: Span, surroundings: Surroundings, gazetteer: Gazetteer | None = None) -> Resolved[Where]:
    """Where the words of a span lie, by the gazetteer and by what the report tells of.

    `value` is None only where neither the words nor the report name any place.
    """
    gazetteer = gazetteer or shipped()
    report = read(surroundings, gazetteer)
    context, phrase = report.context, parse(span.text)
    if not phrase.parts:
        return cannot_say("no-words", span, "there are no words to look up")
    found = report.nested.get(span.text) or nest_at(span.text, span.start, surroundings.text, context, gazetteer)
    if is_border(span.text) and not listed(found[0]):
        return beside_border(found[0].part, border(span, context, found))
    return place_of(Question(span, phrase, from_name(found), context, gazetteer, surroundings.text))


def beside_border(head: Part, line: WhereValue) -> WhereValue:
    """A border, or what stands at it: "two villages along the border"."""
    if line.value is None or is_border(head.words) or head.kind in (None, "region", "border"):
        return line
    return replace(line, value=replace(line.value, kind=head.kind), rule=f"{head.kind}-at-border")


def listed(found: Found) -> bool:
    """Whether the whole first part is a place that a person put into a list."""
    place = found.place
    return place is not None and place.kind != "country" and place.reviewed and found.name == found.part.words


def from_name(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """The parts from the one that names the place: "the Red Sea port of Mokha" is Mokha, though the sea has a name."""
    head, place = found[0].part, found[0].place
    wide = place is not None and place.kind in WIDE and head.kind in ("city", "site", "region")
    wide = wide and (found[0].name != head.words or head.kind == "city")
    if wide and len(found) > 1 and found[1].part.link == "of" and found[1].part.names:
        told = found[1]._replace(part=replace(found[1].part, kind=found[1].part.kind or head.kind))
        return (told, *found[2:], found[0])
    return found


def place_of(asked: Question) -> WhereValue:
    """What words mean that tell no border."""
    index = next((n for n, part in enumerate(asked.found) if part.place is not None), None)
    if index is None:
        return unfound(asked)
    here = asked.found[index]
    if unknown_names(asked.head) and (index or here.name == ADJECTIVE):
        return unknown_within(asked, here)
    return something_in(asked, here) if index else named(asked, here)


def named(asked: Question, here: Found) -> WhereValue:
    """The first part names a place that the gazetteer has."""
    place, part = place_in(here), here.part
    over = passed(here)
    rule = rule_of(here, asked.found, over)
    if place.kind == "country" and CAPITAL.search(part.words) and place.country:
        place, rule = capital_of(place.country, asked.context, asked.gazetteer) or place, "capital-of-country"
    if asked.away:
        place, rule = away_from(place, asked.phrase.bearing, asked.phrase.km), "away-from-place"
    elif part.side:
        place, rule = at_side(place, part.side), "side-of-place"
    kind = place.kind if asked.away else kind_named(asked.span.text, part, place, here)
    return said(where(place, asked.span.text, kind), rule, asked.span, over)


def rule_of(here: Found, found: tuple[Found, ...], over: tuple[PassedOver, ...]) -> str:
    """The rule by which a named place was taken."""
    place = place_in(here)
    if place.kind == "country":
        return "adjective-of-country" if here.name == ADJECTIVE or belonging(here.part.words) else "country-name"
    if place.reviewed:
        return "listed-place"
    if len(found) > 1 and any(other.place for other in found[1:]):
        return "nested-place"
    return "place-by-context" if over else "only-place-of-name"


def kind_named(text: str, part: Part, place: Place, here: Found) -> str:
    """The kind of a named place: what its noun says, unless the list knows better."""
    if afloat(text):
        return "sea"
    if here.name == part.words and not belonging(part.words):
        return "region" if AROUND.match(text) and place.kind == "city" else place.kind
    if place.kind == "country" and TERRITORY.search(part.words):
        return "country"
    if here.name == ADJECTIVE and not belonging(part.words):
        return part.kind or "site"
    return part.kind or place.kind


@lru_cache(maxsize=32768)
def afloat(text: str) -> bool:
    """Whether the words tell a place on the water."""
    return AFLOAT.search(text) is not None


def place_in(found: Found) -> Place:
    """The place of a part that has one."""
    assert found.place is not None  # noqa: S101 -- asked only where a place was found
    return found.place


def passed(found: Found) -> tuple[PassedOver, ...]:
    """What was passed over for a part."""
    return found.choice.passed_over if found.choice else ()


def something_in(asked: Question, here: Found) -> WhereValue:
    """The first part is only a noun, and a later one names where it is: "a market in northern Yemen"."""
    place, head, text = place_in(here), asked.head, asked.span.text
    if place.kind == "country" and CAPITAL.search(head.words) and place.country:
        capital = capital_of(place.country, asked.context, asked.gazetteer) or place
        return said(where(capital, text, "city"), "capital-of-country", asked.span)
    if place.kind == "country" and TERRITORY.search(head.words):
        return said(where(place, text), "territory-of-country", asked.span)
    kind = "sea" if afloat(text) else "region" if asked.away else kind_within(head, here, place)
    return said(where(shifted(asked, here), text, kind), f"{kind}-in-place", asked.span, passed(here))


def shifted(asked: Question, here: Found) -> Place:
    """The place that holds something, at the side or the distance that the words tell."""
    place, head = place_in(here), asked.head
    if asked.away:
        return away_from(place, asked.phrase.bearing, asked.phrase.km)
    if head.side and head.kind is None and here.part.link != "of":
        return away_from(place, None if head.side == "middle" else head.side, None)
    side = head.side or here.part.side
    return at_side(place, side) if side else place


def kind_within(head: Part, here: Found, place: Place) -> str:
    """The kind of something in a place: what its noun says, the kind of the place for a part of it, else a site."""
    whole_kind = "region" if place.kind == "country" else place.kind
    if here.part.link == "of" and (head.side or PORTION.match(head.words.rsplit(None, 1)[-1])) and head.kind is None:
        return here.part.kind or whole_kind
    return head.kind or ("site" if place.kind == "city" else here.part.kind or whole_kind)


def kind_unfound(head: Part, told: Part) -> str:
    """The kind of a place whose name is unknown: what the nouns say; "the neighbourhood of Elm Street" is a street."""
    nouns = (told.kind, head.kind) if told.link == "of" and head.kind != "site" else (head.kind, told.kind)
    return nouns[0] or nouns[1] or UNKNOWN_KIND


def unknown_within(asked: Question, here: Found) -> WhereValue:
    """A name that the gazetteer lacks, told by the place that it lies in: never a namesake far away."""
    place, head = place_in(here), asked.head
    kind = "region" if asked.away else head.kind or UNKNOWN_KIND
    if told := told_in_report(asked, head.names[0], kind):
        return told
    rule = "unknown-place-in-country" if place.kind == "country" else "unknown-place-in-region"
    note = f"the gazetteer has no {head.names[0]}; it lies somewhere in {place.name}"
    return said(where(place, asked.span.text, kind), rule, asked.span, passed(here), note)


def unfound(asked: Question) -> WhereValue:
    """No part names a place that the gazetteer has."""
    span, head = asked.span, asked.head
    if abroad(head):
        return said(Where(span.text, None, None, "country"), "abroad", span)
    if NOBODYS.search(span.text):
        return said(Where(span.text, None, None, head.kind or "sea"), "no-country", span)
    told = next((part.part for part in asked.found if unknown_names(part.part)), None)
    if told is None:
        return generic(span, head, asked.context, asked.gazetteer)
    country, name = main_country(asked.context, span.start), unknown_names(told)[0]
    kind = "region" if asked.away else kind_unfound(head, told)
    if by_report := told_in_report(asked, name, kind):
        return by_report
    if country is None:
        return cannot_say("unknown-place", span, f"the gazetteer has no {name}, and the report names no country")
    return somewhere(span, name, kind, country, asked.context)


def told_in_report(asked: Question, name: str, kind: str) -> WhereValue | None:
    """An unknown name whose place the report tells elsewhere, by distance or direction from a known one."""
    told = told_place(name, asked.text, asked.context, asked.gazetteer)
    if told is None:
        return None
    place, words = told
    if asked.away:
        place = away_from(place, asked.phrase.bearing, asked.phrase.km)
    note = f"the gazetteer has no {name}; the report says of it: {words}"
    return said(where(place, asked.span.text, kind), "placed-by-the-report", asked.span, note=note)


def somewhere(span: Span, name: str, kind: str, country: str, context: Context) -> WhereValue:
    """An unknown name, in the region or country that the report tells of just there."""
    near = nearest(
        context, span.start, lambda anchor: anchor.place.country == country and anchor.place.kind == "region"
    )
    place = near or whole(country)
    rule = "unknown-place-in-region" if near else "unknown-place-in-country"
    note = f"the gazetteer has no {name}; it is taken to lie in {place.name}"
    return said(where(place, span.text, kind), rule, span, note=note)
