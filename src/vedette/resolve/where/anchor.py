"""Reads a report for its places, once: those that leave little doubt speak for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from vedette.records import Surroundings
from vedette.resolve.where.choose import CLEAR
from vedette.resolve.where.context import Anchor, Area, Areas, Context, Known, known, of_areas, sightings
from vedette.resolve.where.fold import fold
from vedette.resolve.where.gazetteer import REMEMBERED, Gazetteer
from vedette.resolve.where.nest import OWN_COUNTRY, Found, nest
from vedette.resolve.where.phrase import parse

PLACE_ROLES = frozenset({"place", "origin"})
Nested = Mapping[str, tuple[Found, ...]]
"""The parts of phrases with their places, by the words."""


@dataclass(frozen=True, slots=True)
class Read:
    """A report, read for its places: the same words mean the same place throughout."""

    context: Context
    nested: Nested


_last: tuple[str, object, Gazetteer, Read] | None = None


def read(surroundings: Surroundings, gazetteer: Gazetteer) -> Read:
    """A report read for its places; the last one is kept, since all words of a report ask for the same."""
    global _last  # noqa: PLW0603 -- one slot, replaced as a whole: threads may lose it, never mix it up
    last = _last
    if last is not None and last[0] is surroundings.text and last[1] is surroundings.mentions and last[2] is gazetteer:
        return last[3]
    fresh = read_anew(surroundings, gazetteer)
    _last = (surroundings.text, surroundings.mentions, gazetteer, fresh)
    return fresh


def read_anew(surroundings: Surroundings, gazetteer: Gazetteer) -> Read:
    """Countries first; then the places that are clear from these; then the others, by the clear ones."""
    seen = tuple(sightings(surroundings.text, known_to(gazetteer)))
    starts: dict[str, list[int]] = {}
    for mention in surroundings.mentions:
        if mention.role in PLACE_ROLES:
            starts.setdefault(mention.span.text, []).append(mention.span.start)
    areas = voted(starts, gazetteer)
    first = nested(starts, starts, surroundings.text, Context(seen, (), areas), gazetteer)
    known = Context(seen, tuple(anchors(starts, first)), areas)
    doubtful = [text for text, found in first.items() if not settled(found)]
    alone = len(starts) == 1 and all(len(first[text]) == len(places) == 1 for text, places in starts.items())
    if not doubtful or not known.anchors or alone:  # no name speaks for itself
        return Read(known, first)
    second = first | nested(doubtful, starts, surroundings.text, known, gazetteer)
    return Read(Context(seen, tuple(anchors(starts, second)), areas), second)


@lru_cache(maxsize=4)
def known_to(gazetteer: Gazetteer) -> Known:
    """What points to a country, by one gazetteer."""
    return known(gazetteer.listed(), gazetteer.large_towns())


def nested(
    texts: Iterable[str], starts: Mapping[str, list[int]], text: str, context: Context, gazetteer: Gazetteer
) -> dict[str, tuple[Found, ...]]:
    """The parts of these words with their places."""
    return {words: nest_at(words, starts[words][0], text, context, gazetteer) for words in texts}


def nest_at(words: str, start: int, text: str, context: Context, gazetteer: Gazetteer) -> tuple[Found, ...]:
    """The parts of some words with their places, where they stand in the text of a report."""
    end = start + len(words)
    return nest(words, context, start, gazetteer, areas=of_areas(text, start, end))


def clear(found: Found) -> bool:
    """Whether the place of a part leaves little doubt."""
    return found.choice is not None and found.choice.lead >= CLEAR


def settled(found: tuple[Found, ...]) -> bool:
    """Whether the clear places of the report can change nothing about the parts of some words."""
    return all(map(clear, found)) or not any(one.part.names or OWN_COUNTRY.match(one.part.words) for one in found)


def anchors(starts: Mapping[str, list[int]], found: Nested) -> Iterator[Anchor]:
    """The clear places, in text order. Countries are none: they have been sighted as such."""
    places = [
        (start, part)
        for text, parts in found.items()
        for part in parts
        if part.choice and part.choice.lead >= CLEAR and part.choice.place.kind != "country"
        for start in starts[text]
    ]
    for start, part in sorted(places, key=lambda pair: pair[0]):
        if part.place is not None:
            yield Anchor(start, part.place, part.part.words)


def voted(texts: Iterable[str], gazetteer: Gazetteer) -> Areas:
    """How the names among these words vote for administrative areas."""
    ballots: dict[str, frozenset[Area]] = {}
    totals: dict[Area, float] = defaultdict(float)
    names = dict.fromkeys([name for text in texts for part in parse(text).parts for name in (part.words, *part.names)])
    for name in names if len(names) > 1 else ():  # one name has nobody to agree with
        folded, areas = ballot(name, gazetteer)
        if areas and folded not in ballots:
            ballots[folded] = areas
            for area in areas:
                totals[area] += 1 / len(areas)
    return Areas(ballots, totals)


@lru_cache(maxsize=REMEMBERED)
def ballot(name: str, gazetteer: Gazetteer) -> tuple[str, frozenset[Area]]:
    """A name, folded, and the areas that have it."""
    return fold(name), frozenset((place.country, place.admin1) for place in gazetteer.places(name) if place.admin1)
