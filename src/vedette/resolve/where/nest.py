"""Finds the parts of a phrase in the gazetteer, the last one first: each is looked for within the one behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from vedette.resolve.countries import belonging, named
from vedette.resolve.where.choose import Choice, Evidence, choose
from vedette.resolve.where.context import Context
from vedette.resolve.where.fold import fold
from vedette.resolve.where.gazetteer import REMEMBERED, Gazetteer, country_place
from vedette.resolve.where.nouns import kind_of
from vedette.resolve.where.phrase import Part, Phrase, parse, possessed
from vedette.resolve.where.place import Place

OWNED = frozenset(
    ("embassy", "embassies", "consulate", "consulates", "mission", "base", "bases", "barracks", "camp", "camps",
     "position", "positions", "post", "posts", "outpost", "outposts", "checkpoint", "checkpoints", "ship", "ships",
     "vessel", "vessels", "tanker", "aircraft", "warship", "warships", "convoy", "patrol", "headquarters", "compound")
)  # fmt: skip
"""Nouns whose adjective of nationality says whose they are, not where: "the US embassy"."""
FETCHED = 5e5
"""Inhabitants from which a town abroad may give a site its name."""
KINDS = ("city", "region", "sea")
"""Kinds of nouns that help to choose between namesakes; a site may lie in any."""
ADJECTIVE = ""
"""Stands for the name that was found where only an adjective says which country: "a Malaysian court"."""
NUMBERED = re.compile(r"(\w+) (?:No\.? ?)?\d+[A-Za-z]?")
OWN_COUNTRY = re.compile(r"^(?:country|nation)$", re.IGNORECASE)
EXCLUDED = ("between", "from", "to", "with", "by", "for", "over")
"""Links behind which a place does not hold what stands before."""


class Found(NamedTuple):
    """A part of the words, with the place that it names; `name` is the name that was found."""

    part: Part
    choice: Choice | None
    name: str = ""

    @property
    def place(self) -> Place | None:
        """The place, if there is one."""
        return self.choice.place if self.choice else None


def nest(words: str, context: Context, start: int, gazetteer: Gazetteer, *, areas: bool = False) -> tuple[Found, ...]:
    """The parts of some words with their places, in their order; `areas` where the text speaks of provinces."""
    found = nest_anywhere(words, gazetteer, areas)
    if found is not None:
        return found
    phrase = parse(words)
    told = Evidence(context, (start, start + len(words)), phrase.parts[0].words if phrase.parts else "")
    return nest_by(told, phrase, gazetteer, areas=areas)


NOTHING = Context(())


@lru_cache(maxsize=REMEMBERED)
def nest_anywhere(words: str, gazetteer: Gazetteer, areas: bool) -> tuple[Found, ...] | None:  # noqa: FBT001 -- a cache's key
    """The same where it is so in any report; None where the report has a say."""
    told = Evidence(NOTHING)
    found = nest_by(told, parse(words), gazetteer, areas=areas)
    return None if told.asked else found


def nest_by(told: Evidence, phrase: Phrase, gazetteer: Gazetteer, *, areas: bool) -> tuple[Found, ...]:
    """The parts of a phrase with their places, by what a report tells."""
    found: list[Found] = []
    outer: Place | None = None
    parts = [half for whole in phrase.parts for half in apart(whole, gazetteer)]
    for before, part in reversed([*zip([None, *parts], parts, strict=False)]):
        meant = replace(part, kind="region") if areas and part.kind is None else part
        here = within(meant, outer or held_by(before, part), told, gazetteer)
        if here.place is None and len(phrase.parts) > 1 and OWN_COUNTRY.match(part.words):
            here = Found(part, own_country(told))
        found.append(here)
        outer = here.place or outer
        if part.link in EXCLUDED:
            outer = None
    return tuple(reversed(found))


def held_by(before: Part | None, part: Part) -> Place | None:
    """The country that an adjective before a noun tells of the name behind its "of": "the Chadian town of Sarh"."""
    if before is None or part.link != "of" or before.kind not in KINDS or not part.names or owner(before):
        return None
    code = adjective_of(before.names)
    return country_place(code) if code else None


def within(part: Part, outer: Place | None, told: Evidence, gazetteer: Gazetteer) -> Found:
    """A part, looked for in the place behind it, then in that place's country, for a noun's owner then anywhere."""
    here = find(part, outer, told, gazetteer)
    if here.place is None and outer is not None and part.names and not owner(part):
        here = find(part, region_of(outer), told, gazetteer)
        if here.place is None and part.kind == "city":
            here = find(part, None, told, gazetteer)
    return here


def apart(part: Part, gazetteer: Gazetteer) -> tuple[Part, ...]:
    """A part with a possessive in two, unless that is a name: "Cox's Bazar"."""
    if "'" not in part.words and "’" not in part.words:
        return (part,)
    return (part,) if gazetteer.places(part.words) else possessed(part)


def own_country(told: Evidence) -> Choice | None:
    """The country that the report tells of, where it says "in the north of the country"."""
    code = next(iter(told.countries), None)
    return Choice(country_place(code), 1.0) if code else None


def region_of(place: Place) -> Place:
    """The country of a place: a town may lie beside the one that it is told by."""
    return country_place(place.country) if place.country else replace(place, radius_km=place.radius_km * 3)


def find(part: Part, outer: Place | None, told: Evidence, gazetteer: Gazetteer) -> Found:
    """A part, with the place that its longest known name means."""
    wanted = part.kind if part.kind in KINDS else None
    if code := belonging(part.words):
        return Found(part, Choice(country_place(code), 1.0), part.words)
    whole = choose(part.words, gazetteer, told, outer, wanted) if part.names else None
    if whole is not None and outer is None and not whole.place.reviewed and numbered(part.words):
        whole = None
    if whole is not None and not (part.side and part.words[0].islower() and not whole.place.reviewed):
        return Found(replace(part, side=None) if part.side else part, whole, part.words)
    # "east London" is a part of London; "East London" is a town, and "northern Kosovo" stands in a list.
    adjective = adjective_of(part.names)
    if adjective and outer is None and not owner(part):
        outer = country_place(adjective)
    for name in part.names:
        if name == part.words or belonging(name) or (owner(part) and named(name)):
            continue
        choice = choose(name, gazetteer, told, outer, wanted)
        if choice and not (part.kind == "site" and doubtful(choice.place, name, told)):
            return Found(sided(part, name), choice, name)
    if adjective and not owner(part) and (outer is None or outer.country == adjective):
        return Found(part, Choice(country_place(adjective), 1.0), ADJECTIVE)
    return Found(part, None)


@lru_cache(maxsize=32768)
def adjective_of(names: tuple[str, ...]) -> str | None:
    """The country that the first adjective among these names points to."""
    return next((code for name in names if (code := belonging(name))), None)


def doubtful(place: Place, name: str, told: Evidence) -> bool:
    """Whether a place is too far-fetched for the rest of a site's name: "Salem Hospital" need not be in a Salem."""
    far = told.named and place.country is not None and place.country not in told.countries
    return far and (place.people < FETCHED or not fold(place.name).startswith(fold(name)))


def sided(part: Part, name: str) -> Part:
    """The part without its side, where the side belongs to the name: "West Bank cities"."""
    return replace(part, side=None) if part.side and part.words.startswith(name) else part


def owner(part: Part) -> bool:
    """Whether the adjective of nationality in a part tells the owner."""
    return owns(part.words)


@lru_cache(maxsize=32768)
def numbered(words: str) -> bool:
    """Whether the words are a common noun with a number, which every town may have: "Sector 4", "Zone No. 2"."""
    match = NUMBERED.fullmatch(words)
    return match is not None and kind_of(match[1]) is not None


@lru_cache(maxsize=32768)
def owns(words: str) -> bool:
    """Whether one of the words is a noun whose adjective of nationality says whose it is."""
    return any(word.lower() in OWNED for word in words.replace("-", " ").split())


def unknown_names(part: Part) -> tuple[str, ...]:
    """The names in a part that are no adjectives and no countries."""
    return tuple(name for name in part.names if not belonging(name) and not named(name))
