"""Which events are worth comparing: pairs that share a key. Keys are made so that they grow with the reports, not with
their square: each holds a stretch of days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from vedette.link.telling import Telling
from vedette.link.words import rarest

BUCKET_DAYS = 10
"""Length of a stretch of days. Each event stands in the stretch in which its report was published and in the next, so that
events of reports up to so many days apart share one."""

CELL_DEGREES = 0.5
"""Side of a cell of places."""

RARE_WORDS = 6
"""Rarest words of a sentence that are keys."""

FULLEST = 60
"""Events under one key beyond which it tells too little: a country at war. Other keys bring its events together.
Swept at 60, 150, 1000: the same on what is measured, so the least."""

Key = tuple[object, ...]


def pairs(tellings: Sequence[Telling]) -> set[tuple[int, int]]:
    """Pairs of positions, each smaller first, whose events share a key that is not too full."""
    under: dict[Key, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for key in set(keys(telling)):
            under[key].append(at)
    few = {tuple(held) for held in under.values() if 1 < len(held) <= FULLEST}
    return {pair for held in few for pair in combinations(held, 2)}


def keys(telling: Telling) -> Iterator[Key]:
    """All keys of an event."""
    stretches = _stretches(telling)
    for what in _about(telling):
        for stretch in stretches:
            yield (stretch, *what)
    yield ("report", telling.report)


def stretch_of(day: int) -> int:
    """The stretch that a day, an ordinal, falls in."""
    return day // BUCKET_DAYS


def _stretches(telling: Telling) -> tuple[int, ...]:
    """The stretch that the event's report falls in and the one after: background may be old, its reports are not."""
    if telling.published is None:
        return ()
    stretch = stretch_of(telling.published)
    return (stretch, stretch + 1)


def _about(telling: Telling) -> Iterable[Key]:
    """What it is about, but for the days."""
    for spot in telling.spots:
        yield ("country", telling.kin, spot.country, spot.admin1)
        if spot.sound:
            yield ("name", spot.country, spot.sound)
        if spot.exact:
            yield ("cell", int((spot.latitude or 0) // CELL_DEGREES), int((spot.longitude or 0) // CELL_DEGREES))
    for word in rarest(telling.words, RARE_WORDS):
        yield ("word", word)
    for code in sorted(telling.actors.telling | telling.recipients.telling):
        yield ("who", telling.kin, code)
