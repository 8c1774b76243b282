"""The country that a report speaks of at a place in its text: what "the police" and "protesters" belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vedette.records import Mention, PassedOver, Span
from vedette.resolve.who.bags import bag
from vedette.resolve.who.page import Found, Page, Scene

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
REACH = 6_000
"""Code points on either side within which names are weighed: more than the longest training report has, so that only a
text of many pages is cut, whose far pages tell nothing of these words."""
_IN = bag("in at near across throughout outside inside from of")
_NESTED = 8
"""Spans that may begin before a name and still hold it: more than any report of train lays over one another."""
_SPOT, _ACTING = bag("place origin"), bag("actor source")


class Factors(NamedTuple):
    """How much a name counts when it is a place, and when it is somebody who acts."""

    placed: float
    acting: float


PEOPLE, OFFICIALS = Factors(4.0, 0.65), Factors(1.25, 0.7)
"""Crowds and victims belong to the place; officials and soldiers less so."""


def country(scene: Scene, places: Places, factors: Factors) -> tuple[str | None, tuple[PassedOver, ...]]:
    """The best country for a span, and those that it was preferred to; None where the report names none."""
    scores = _scores(scene, places, factors)
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    if not ranked:
        return None, ()
    return ranked[0], tuple(PassedOver(code, "named in the report too, but less near") for code in ranked[1:3])


def _scores(scene: Scene, places: Places, factors: Factors) -> dict[str, float]:
    span, here = scene.span, scene.here
    beside = _mentions_beside(scene)
    spots = sorted({(m.span.start, m.span.end) for m in beside if m.role in _SPOT})
    actors = sorted({(m.span.start, m.span.end) for m in beside if m.role in _ACTING})
    scores: dict[str, float] = defaultdict(float)
    first = _FIRST
    for found in _names_beside(here, span):
        code = found.term.country
        if code and code[3:4] != ":" and not found.blocked and not span.start <= found.start < span.end:
            weight = _KIND.get(found.term.kind, 1.0) * _near(here, found.start, span) * first
            scores[code] += weight * _role(found, spots, actors, factors)
            first = 1.0
    for (start, _), code in places.items():
        scores[code] += _KIND["place"] * _near(here, start, span) * factors.placed
    return scores


def _names_beside(here: Page, span: Span) -> Sequence[Found]:
    """The names within reach, in text order."""
    lo = bisect_left(here.found, span.start - REACH, key=lambda found: found.start)
    return here.found[lo : bisect_left(here.found, span.end + REACH, lo, key=lambda found: found.start)]


def _mentions_beside(scene: Scene) -> Sequence[Mention]:
    """The marked mentions within reach; they stand in text order."""
    mentions, span = scene.around.mentions, scene.span
    lo = bisect_left(mentions, span.start - REACH, key=lambda mention: mention.span.start)
    return mentions[lo : bisect_left(mentions, span.end + REACH, lo, key=lambda mention: mention.span.start)]


def _role(found: Found, spots: list[tuple[int, int]], actors: list[tuple[int, int]], factors: Factors) -> float:
    if found.before in _IN or _within(found, spots):
        return factors.placed
    return factors.acting if _within(found, actors) else 1.0


def _within(found: Found, spans: list[tuple[int, int]]) -> bool:
    """Whether a name begins within one of the spans, in text order, of which at most `_NESTED` lie over one another."""
    after = bisect_right(spans, found.start, key=lambda span: span[0])
    return any(found.start < end for _, end in spans[max(0, after - _NESTED) : after])


def _near(here: Page, start: int, span: Span) -> float:
    away = here.sentence(start) - here.sentence(span.start)
    weight = {0: _SAME, -1: _PREVIOUS, 1: _NEXT}.get(away, _ELSEWHERE)
    return weight * (_BEFORE if start < span.start else 1.0)
