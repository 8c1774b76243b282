"""What a report says about where it plays: the countries that it names, and the places that anchor it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from operator import itemgetter
from typing import NamedTuple

from vedette.resolve.countries import by_adjective, by_capital, by_name
from vedette.resolve.countries import fold as fold_country
from vedette.resolve.where.place import Place

WORD = re.compile(r"[^\W\d_a-zß-öø-ÿ](?:(?<=[A-Z])\.(?:[A-Z]\.)+|[\w-]*)")
ASCII_WORD = re.compile(r"[A-Z](?:\.(?:[A-Z]\.)+|[\w-]*)")
"""The same for plain text, where it is faster."""
OPENING = re.compile(r"(?:[a-z]\.){2,}|[\w-]+", re.IGNORECASE)
GAP = re.compile(r" (?:(?:of|and|the) )*$")
MOST_WORDS = 5
"""Words of the longest country names that are looked for."""

AREA = r"(?:province|governorate|oblast|prefecture|county|countie|department|region|state)"
AREA_AFTER = re.compile(rf"\s+(?:{AREA}|district)s?\b", re.IGNORECASE)
AREAS_BEFORE = re.compile(rf"\b{AREA}s(?: of| including| such as|:|,)?\s+(?:the\s+)?(?:[A-Z][\w'’-]*[\s,]+|and\s+)*$")
LEADS = ("of ", "including ", "the ", "and ")
"""Small words that may stand between a list's head and a name in it."""
REACH = 120
"""Characters before a name within which a list of areas may begin."""
SENT = re.compile(r"\s(?:U\.?N\.?\s)?(?:peacekeep\w+|blue helmets?|contingents?)\b")
"""Behind an adjective: forces that serve abroad say nothing of where a report plays."""
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
TABLED = 4096
"""Characters up to which nearness is looked up; a report is seldom longer."""


class Sighting(NamedTuple):
    """A country that a stretch of the report points to."""

    start: int
    end: int
    country: str
    weight: float
    words: str = ""


class Anchor(NamedTuple):
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
        first, last = without
        for start, _, country, weight, words in self.sightings:
            if not first <= start < last and words != name:
                weights[country] += weight * nearness(at, start)
        for anchor in self.anchors:
            if anchor.place.country and not first <= anchor.start < last and anchor.words != name:
                weights[anchor.place.country] += ANCHORED * nearness(at, anchor.start)
        return dict(sorted(weights.items(), key=itemgetter(1), reverse=True)) if len(weights) > 1 else weights

    def names_another(self, name: str, without: tuple[int, int] = (-1, -1)) -> bool:
        """Whether the report names a country beyond doubt, by its name, its adjective or a clear place.

        Neither mentions of `name` do so nor a place that stands in the stretch `without`, which would vouch for itself.
        """
        for seen in self.sightings:
            if seen.weight >= BELONGING and seen.words != name:
                return True
        first, last = without
        others = (anchor for anchor in self.anchors if not first <= anchor.start < last)
        return any(anchor.place.country and anchor.words != name for anchor in others)


def nearness(at: int, start: int) -> float:
    """1 beside the words, falling to FLOOR far off."""
    distance = abs(at - start)
    return NEARNESS[distance] if distance < TABLED else near(distance)


def near(distance: int) -> float:
    """Nearness at a distance of so many characters."""
    return FLOOR + (1 - FLOOR) * exp(-distance / NEAR)


NEARNESS = tuple(map(near, range(TABLED)))


def of_areas(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that it is an area: "in the provinces of A and B", "A province"."""
    if AREA_AFTER.match(text, end) is not None:
        return True
    before = text[max(0, start - REACH) : start]
    if before[-2:-1].islower() and before[-2] != "s" and not before.endswith(LEADS):  # as nearly always
        return False
    return AREAS_BEFORE.search(before) is not None


@dataclass(frozen=True, slots=True)
class Known:
    """What points to a country: its code and the weight, by folded name; and the first words of all names."""

    names: Mapping[str, tuple[str, float]]
    openings: Mapping[str, int]
    """In small letters, with the most words of a name that begins so. Most words of a text can be left at once."""


def known(listed: Mapping[str, str], towns: Mapping[str, str]) -> Known:
    """Names, adjectives and capitals of countries, and the listed places and large towns that stand for one."""
    capitals = {name: code for name, code in by_capital().items() if name not in SHARED}
    tables = ((towns, TOWN), (listed, LISTED), (capitals, CAPITAL), (by_adjective(), BELONGING), (by_name(), NAMED))
    names = {name: (code, weight) for table, weight in tables for name, code in table.items()}
    openings: dict[str, int] = {}
    for name in names:
        if match := OPENING.match(name):
            opening = match[0].lower()
            openings[opening] = max(openings.get(opening, 1), min(MOST_WORDS, name.count(" ") + 1))
    return Known(names, openings)


def sightings(text: str, known: Known) -> list[Sighting]:
    """The stretches of a text that point to a country."""
    words, openings, names = list((ASCII_WORD if text.isascii() else WORD).finditer(text)), known.openings, known.names
    seen: list[Sighting] = []
    last = len(words) - 1
    taken = 0
    for index, word in enumerate(words):
        most = openings.get(word[0].lower())
        if most is None or index < taken:
            continue
        if most > 1 and index < last and joined(text, word, words[index + 1]):
            length, longer = longest(text, words[index : index + most], known)
            taken = index + length
            seen += longer
        elif (found := names.get(fold_country(word[0]))) is not None:
            seen.append(Sighting(*word.span(), *found, word[0]))
    return [one for one in seen if one.weight != BELONGING or not SENT.match(text, one.end)]


def longest(text: str, words: Sequence[re.Match[str]], known: Known) -> tuple[int, list[Sighting]]:
    """How many of these words were taken, and the sighting of the longest name among them, if there is one."""
    last = 1
    while last + 1 < len(words) and joined(text, words[last], words[last + 1]):
        last += 1
    start = words[0].start()
    for end in range(last, -1, -1):
        stop = words[end].end()
        if (found := known.names.get(fold_country(text[start:stop]))) is not None:
            return end + 1, [Sighting(start, stop, *found, text[start:stop])]
    return 1, []


def joined(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether two words may belong to one name: only a blank, "of", "and" or "the" between them."""
    gap = text[one.end() : two.start()]
    return gap == " " or (len(gap) <= len(" of the ") and GAP.match(gap) is not None)
