"""What a report says about where it plays: the countries that it names, and the places that anchor it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import exp

from vedette.resolve.countries import by_adjective, by_capital, by_name
from vedette.resolve.countries import fold as fold_country
from vedette.resolve.where.place import Place

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_a-zß-öø-ÿ][\w-]*")
OPENING = re.compile(r"(?:[a-z]\.){2,}|[\w-]+", re.IGNORECASE)
GAP = re.compile(r" (?:(?:of|and|the) )*$")
MOST_WORDS = 5
"""Words of the longest country names that are looked for."""

AREA = r"(?:province|governorate|oblast|prefecture|county|countie|department|region|state)"
AREA_AFTER = re.compile(rf"\s+(?:{AREA}|district)s?\b", re.IGNORECASE)
AREAS_BEFORE = re.compile(rf"\b{AREA}s(?: of| including| such as|:|,)?\s+(?:the\s+)?(?:[A-Z][\w'’-]*[\s,]+|and\s+)*$")
REACH = 120
"""Characters before a name within which a list of areas may begin."""
SHARED = frozenset(
    ("victoria", "georgetown", "kingston", "hamilton", "stanley", "douglas", "jamestown", "plymouth", "st. george's",
     "san josé", "saint john's", "st. john's", "santiago", "the valley", "praia", "alofi", "san juan", "saint-denis")
)  # fmt: skip
"""Capitals that share their name with places better known: they point to no country."""
NAMED, BELONGING, CAPITAL, ANCHORED, LISTED, TOWN = 1.0, 0.7, 0.5, 1.0, 0.7, 0.6
"""What a country's name, its adjective, its capital, a clear place, a listed place and a large town count for it.
A capital often stands for a government that acts elsewhere."""
NEAR = 300.0
"""Characters within which a mention counts most; about two sentences."""
FLOOR = 0.25
"""What a mention counts at the far end of a report, against one beside the words."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A country that a stretch of the report points to."""

    start: int
    end: int
    country: str
    weight: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that the report names and that leaves little doubt."""

    start: int
    place: Place
    words: str


Area = tuple[str | None, str | None]
"""A country and an administrative area of first order."""


@dataclass(frozen=True, slots=True)
class Areas:
    """How the names of a report vote for areas: each name shares one vote among the areas that have it."""

    ballots: Mapping[str, frozenset[Area]] = field(default_factory=dict)
    """The areas that have a name, by the folded name."""
    totals: Mapping[Area, float] = field(default_factory=dict)

    def votes(self, area: Area, without: str) -> float:
        """The votes for an area of all names but one."""
        own = self.ballots.get(without, frozenset())
        return self.totals.get(area, 0.0) - (1 / len(own) if area in own else 0.0)


@dataclass(frozen=True, slots=True)
class Context:
    """Countries and anchors of one report, in text order."""

    sightings: tuple[Sighting, ...]
    anchors: tuple[Anchor, ...] = ()
    areas: Areas = field(default_factory=Areas)

    def countries(self, at: int, without: tuple[int, int] = (-1, -1), name: str = "") -> Mapping[str, float]:
        """How much the report points to each country, seen from a position, heaviest first.

        What stands in the stretch `without`, and further mentions of `name`, say nothing about themselves.
        """
        weights: dict[str, float] = defaultdict(float)
        for seen in self.sightings:
            if not without[0] <= seen.start < without[1] and seen.words != name:
                weights[seen.country] += seen.weight * nearness(at, seen.start)
        for anchor in self.anchors:
            if anchor.place.country and not without[0] <= anchor.start < without[1] and anchor.words != name:
                weights[anchor.place.country] += ANCHORED * nearness(at, anchor.start)
        return dict(sorted(weights.items(), key=lambda pair: -pair[1]))

    def named(self, name: str) -> frozenset[str]:
        """The countries that the report names beyond doubt, by their names, adjectives or clear places, not by `name`."""
        sure = {seen.country for seen in self.sightings if seen.weight >= BELONGING and seen.words != name}
        return frozenset(sure | {a.place.country for a in self.anchors if a.place.country and a.words != name})


def nearness(at: int, start: int) -> float:
    """1 beside the words, falling to FLOOR far off."""
    return FLOOR + (1 - FLOOR) * exp(-abs(at - start) / NEAR)


def of_areas(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that it is an area: "in the provinces of A and B", "A province"."""
    return (
        AREA_AFTER.match(text, end) is not None or AREAS_BEFORE.search(text[max(0, start - REACH) : start]) is not None
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What points to a country: its code and the weight, by folded name; and the first words of all names."""

    names: Mapping[str, tuple[str, float]]
    openings: frozenset[str]
    """In small letters. Most words of a text can be left at once."""


def known(listed: Mapping[str, str], towns: Mapping[str, str]) -> Known:
    """Names, adjectives and capitals of countries, and the listed places and large towns that stand for one."""
    capitals = {name: code for name, code in by_capital().items() if name not in SHARED}
    tables = ((towns, TOWN), (listed, LISTED), (capitals, CAPITAL), (by_adjective(), BELONGING), (by_name(), NAMED))
    names = {name: (code, weight) for table, weight in tables for name, code in table.items()}
    return Known(names, frozenset(match[0].lower() for name in names if (match := OPENING.match(name))))


def sightings(text: str, names: Known) -> Iterator[Sighting]:
    """The stretches of a text that point to a country."""
    words = list(WORD.finditer(text))
    index = 0
    while index < len(words):
        length, seen = 1, None
        if words[index][0].lower() in names.openings:
            length, seen = longest(text, words, index, names)
        if seen is not None:
            yield seen
        index += length


def longest(text: str, words: list[re.Match[str]], index: int, known: Known) -> tuple[int, Sighting | None]:
    """How many words from here were taken, and the sighting of the longest name among them."""
    last = index
    while last + 1 < len(words) and last - index < MOST_WORDS - 1 and joined(text, words[last], words[last + 1]):
        last += 1
    start = words[index].start()
    for end in range(last, index - 1, -1):
        stop = words[end].end()
        if (found := known.names.get(fold_country(text[start:stop]))) is not None:
            return end - index + 1, Sighting(start, stop, found[0], found[1], text[start:stop])
    return 1, None


def joined(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether two words may belong to one name: only a blank, "of", "and" or "the" between them."""
    return two.start() - one.end() <= len(" of the ") and GAP.match(text[one.end() : two.start()]) is not None
