"""The country that a report speaks of at a place in its text: what "the police" and "protesters" belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from vedette.records import PassedOver, Span
from vedette.resolve.who.bags import bag
from vedette.resolve.who.marks import Marks
from vedette.resolve.who.page import PAGES, REACH, Found, Page, Scene

Places = Mapping[tuple[int, int], str]
"""Countries of places that were resolved already, by start and end of their spans."""
NO_PLACES: Places = {}

# All weights below are pure numbers, found by random search for the country of the 434 phrases without one of their
# own in the 270 resolved reports of the training part, and rounded.
_KIND = {
    "region": 2.0,
    "nation": 2.0,
    "people": 1.5,
    "body": 1.2,
    "group": 0.8,
    "capital": 0.7,
    "person": 0.3,
    "place": 0.3,
    "adjective": 0.15,
}
"""Weight of a name by its kind; "place" is one that only the gazetteer knew."""
_SAME, _PREVIOUS, _NEXT, _ELSEWHERE = 3.7, 1.3, 0.1, 0.6
"""Weight of a name in the same sentence, the one before, the one after, and further off."""
_BEFORE = 2.5
"""Factor of a name that stands before the words."""
_FIRST = 2.0
"""Factor of the first name of the report, which tends to say what it is about."""
_IN = bag("in at near across throughout outside inside from of")
_OPENING = 5
"""Code points from the start of a sentence to a name in its first words: "In ", with a quotation mark or two."""
_NESTED = 8
"""Spans that may begin before a name and still hold it: more than any report of train lays over one another."""
_SPOT, _ACTING = bag("place origin"), bag("actor source")


class Factors(NamedTuple):
    """How much a name counts when it is a place, and when it is somebody who acts or tells."""

    placed: float
    acting: float


PEOPLE, OFFICIALS = Factors(4.0, 0.65), Factors(1.25, 0.7)
"""Crowds and victims belong to the place; officials and soldiers less so."""


class _Name(NamedTuple):
    """A name that counts, with what it weighs by itself."""

    start: int
    line: int
    code: str
    weight: float


def country(
    scene: Scene, places: Places, factors: Factors, enemy: str | None = None
) -> tuple[str | None, tuple[PassedOver, ...]]:
    """The best country for a span but `enemy`, and those that it was preferred to; None where the report names none."""
    scores = _scores(scene, places, factors)
    scores.pop(enemy or "", None)
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    if not ranked:
        return None, ()
    return ranked[0], tuple([_passed_over(code) for code in ranked[1:3]])


def led_in(scene: Scene) -> str | None:
    """The country that a sentence opens with right before the words: "In Rome, the foreign minister"."""
    found = next(reversed(scene.here.before(scene.span.start)), None)
    if found is None or found.before != "in" or (found.term.country or ":")[3:4] == ":":
        return None
    opens = scene.here.bounds(found.start)[0] >= found.start - _OPENING
    close = scene.here.text[found.end : scene.span.start].strip(" ,\n") == ""
    return found.term.country if opens and close else None


@lru_cache(maxsize=256)
def _passed_over(code: str) -> PassedOver:
    return PassedOver(code, "named in the report too, but less near")


def _scores(scene: Scene, places: Places, factors: Factors) -> dict[str, float]:
    span, here = scene.span, scene.here
    starts, names = _weighed(here, scene.marks, factors)
    line, first = here.sentence(span.start), _FIRST
    scores: dict[str, float] = defaultdict(float)
    within = slice(bisect_left(starts, span.start - REACH), bisect_left(starts, span.end + REACH))
    for start, where, code, weight in names[within]:
        if start < span.start or start >= span.end:
            scores[code] += weight * first * _near(where - line, start, span)
            first = 1.0
    for (start, _), code in places.items():
        scores[code] += _KIND["place"] * factors.placed * _near(here.sentence(start) - line, start, span)
    return scores


@lru_cache(maxsize=2 * PAGES)
def _weighed(here: Page, marks: Marks, factors: Factors) -> tuple[tuple[int, ...], tuple[_Name, ...]]:
    """The names of a report that have a country, and where each begins."""
    spots, actors = _spans(marks, _SPOT), _spans(marks, _ACTING)
    names = tuple(
        [
            _Name(found.start, here.sentence(found.start), code, _weight(found, spots, actors, factors))
            for found in here.found
            if (code := found.term.country) and code[3:4] != ":" and not found.blocked
        ]
    )
    return tuple([name.start for name in names]), names


_Spans = list[tuple[int, int]]


def _spans(marks: Marks, roles: frozenset[str]) -> _Spans:
    return [place for place, held in marks.roles.items() if not roles.isdisjoint(held)]


def _weight(found: Found, spots: _Spans, actors: _Spans, factors: Factors) -> float:
    weight = _KIND.get(found.term.kind, 1.0)
    if found.before in _IN or _within(found, spots):
        return weight * factors.placed
    return weight * factors.acting if _within(found, actors) else weight


def _within(found: Found, spans: _Spans) -> bool:
    """Whether a name begins within one of the spans, in text order, of which at most `_NESTED` lie over one another."""
    after = bisect_right(spans, (found.start, _FAR))
    return any(found.start < end for _, end in spans[max(0, after - _NESTED) : after])


_FAR = 1 << 60  # past any text


def _near(away: int, start: int, span: Span) -> float:
    weight = _SAME if away == 0 else _PREVIOUS if away == -1 else _NEXT if away == 1 else _ELSEWHERE
    return weight * _BEFORE if start < span.start else weight
