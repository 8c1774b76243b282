"""Whether two phrases mean one side: a state speaks through its organs, everybody else for himself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from vedette.records import Argument, Event, Resolved, Speaker, Who

ORGANS = frozenset({None, "", "GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
"""Sectors of a country that are its state."""

PEOPLE = frozenset({"BUS", "CVL", "EDU", "ELI", "HLH", "LAB", "MED", "PPL", "REF", "REL"})
"""Sectors whose members speak each for himself: what was done to other residents was not done to this one."""

NOBODY = "---"

OURSELVES = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves"})
"""Words by which a speaker means himself or his side, inside what he says."""

SMALL = frozenset(
    {
        "a", "al", "an", "and", "at", "by", "for", "from", "her", "his", "in", "its", "of", "on", "the",
        "their", "about", "dozens", "hundreds", "least", "many", "more", "most", "several", "some", "than",
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    }
)  # fmt: skip
"""Words that say nothing of who somebody is."""


def side(resolved: Resolved[Who] | None) -> str | None:
    """A name of the side: "SRB" for Serbia, its army and its ministers, "SRB REB" for others; None for nobody known."""
    who = resolved.value if resolved else None
    if who is None or who.code.startswith(NOBODY) or who.sector in PEOPLE:
        return None
    if who.country is None:
        return who.code.split(" ")[0]
    return who.country if who.sector in ORGANS else f"{who.country} {who.sector}"


def is_of(speaker: Speaker, argument: Argument) -> bool:
    """Whether an actor or recipient is the speaker or his side."""
    if argument.span.text.casefold() in OURSELVES:
        return True
    one, other = side(speaker.who), side(argument.who)
    if one and other:
        return one == other
    return not words(speaker.span.text).isdisjoint(words(argument.span.text))


def takes_part(speaker: Speaker, event: Event, *roles: str) -> bool:
    """Whether the speaker or his side fills one of the roles."""
    return any(is_of(speaker, argument) for role in roles for argument in event.role(role))


def sides(event: Event, role: str) -> frozenset[str]:
    """The sides in a role, as far as they could be told."""
    return frozenset(name for argument in event.role(role) if (name := side(argument.who)))


def countries(events: Iterable[Event]) -> frozenset[str]:
    """Countries of the events' places."""
    places = [one.where.value for event in events for one in event.role("place") if one.where and one.where.value]
    return frozenset(place.country for place in places if place.country)


@lru_cache(maxsize=4096)
def words(phrase: str) -> frozenset[str]:
    """The words of a phrase that tell who it is, in small letters, without the possessive."""
    return frozenset(re.findall(r"\w+", re.sub(r"['’]s\b", "", phrase.casefold()))) - SMALL
