"""The places and numbers that facts tell, as the ledger compares them: how two lie to one another is worked out once, and which
can touch is found by name, country and latitude, without a look at all pairs. Nothing of it depends on a day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vedette.analyse.ledger import places
from vedette.analyse.ledger.compare import ALIKE, likeness
from vedette.analyse.ledger.fact import Bounds, Fact
from vedette.analyse.ledger.path import Path
from vedette.records import Where, Who

BAND = (2 * places.VAGUE_KM + places.NEAR_KM) / 110.0
"""Degrees of latitude within which all lie that touch a place by distance: two radii and what is near, at 110 km and more a degree."""


DAYS = 256
"""Days after which what was kept of the facts put together is forgotten: each adds some, a few megabytes at most."""


class Ground:
    """Of some facts, all their places by number, and all their counts."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        told = list(facts)
        self._numbers = {where: at for at, where in enumerate(dict.fromkeys(one.where for one in told if one.where))}
        self._wheres = list(self._numbers)
        self._counts = list(dict.fromkeys(one.bounds for one in told if one.bounds))
        self._likeness: dict[tuple[Bounds, Bounds], float] = {}
        self._lies: dict[tuple[int, int], str] = {}
        self._touch: dict[int, tuple[frozenset[int], frozenset[int]]] = {}
        self._alike: dict[Bounds, frozenset[Bounds]] = {}
        self._held: dict[object, list[int]] = defaultdict(list)
        for at, where in enumerate(self._wheres):
            for name in _held(where):
                self._held[name].append(at)
        self._north = sorted(
            (where.latitude or 0.0, at) for at, where in enumerate(self._wheres) if places.precise(where)
        )

        self._begin = Path()
        self._named: dict[tuple[int, Who | None], Fact] = {}
        self._asked = 0

    def begin(self) -> Path:
        """Where the paths of all forces begin; those of before are forgotten after some days."""
        self._asked += 1
        if self._asked > DAYS:
            self._begin, self._asked = Path(), 1
        return self._begin

    def named(self, fact: Fact, alike: Fact) -> Fact:
        """The fact as one of the other's owner, by a guess: always the very same."""
        key = id(fact), alike.owner
        found = self._named.get(key)
        return found or self._named.setdefault(
            key, replace(fact, owner=alike.owner, key=alike.key, sector=alike.sector, guessed=True)
        )

    def placed(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts with the numbers of their places."""
        return [replace(one, at=self._numbers[one.where]) if one.where else one for one in facts]

    def lies(self, one: int | None, other: int | None) -> str:
        """As `places.lies` says it."""
        if one is None or other is None:
            return places.UNKNOWN
        known = self._lies.get((one, other))
        if known is None:
            known = self._lies[one, other] = places.lies(self._wheres[one], self._wheres[other])
        return known

    def same(self, one: int) -> frozenset[int]:
        """The places that are the same, or of one name with it."""
        return self._touching(one)[0]

    def near(self, one: int) -> frozenset[int]:
        """The places that are near, and no more."""
        return self._touching(one)[1]

    def likeness(self, one: Bounds, other: Bounds) -> float:
        """As `compare.likeness` says it."""
        known = self._likeness.get((one, other))
        if known is None:
            known = self._likeness[one, other] = likeness(one, other)
        return known

    def alike(self, count: Bounds) -> frozenset[Bounds]:
        """The numbers that may be the same, told by another."""
        if count not in self._alike:
            self._alike[count] = frozenset(one for one in self._counts if self.likeness(count, one) >= ALIKE)
        return self._alike[count]

    def _touching(self, one: int) -> tuple[frozenset[int], frozenset[int]]:
        if one not in self._touch:
            likely = self._likely(one)
            same = frozenset(at for at in likely if self._is_same(one, at))
            near = frozenset(at for at in likely if self.lies(one, at) == places.NEAR)
            self._touch[one] = same, near - same
        return self._touch[one]

    def _is_same(self, one: int, other: int) -> bool:
        mine, theirs = self._wheres[one], self._wheres[other]
        named = (mine.name, mine.country) == (theirs.name, theirs.country)
        return named or self.lies(one, other) == places.SAME

    def _likely(self, one: int) -> set[int]:
        """At least all that touch it: by what both are called, by a country and what lies in it, or by distance."""
        where = self._wheres[one]
        found = {at for name in _asked(where) for at in self._held.get(name, ())}
        if places.precise(where):
            north = where.latitude or 0.0
            begin, end = bisect_left(self._north, (north - BAND,)), bisect_right(self._north, (north + BAND,))
            found.update(at for _, at in self._north[begin:end])
        return found


def _called(where: Where) -> Iterator[tuple[str, object]]:
    """What a place is called: two that share any of it may be one."""
    yield "name", where.name.casefold()
    yield from (("word", word) for word in places.names(where.name))
    if where.geoname is not None:
        yield "geoname", where.geoname


def _held(where: Where) -> Iterator[tuple[str, object]]:
    """Under what a place is kept."""
    yield from _called(where)
    yield "in", where.country
    if where.kind == "country":
        yield "country", where.country


def _asked(where: Where) -> Iterator[tuple[str, object]]:
    """Under what it finds others: its country, and of a country all that lies in it."""
    yield from _called(where)
    yield "country", where.country
    if where.kind == "country":
        yield "in", where.country
