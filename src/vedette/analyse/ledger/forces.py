"""The forces that are known so far, and which of them a fact can be of: by owner, or by anything that both tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vedette.analyse.ledger import compare, places
from vedette.analyse.ledger.fact import Fact
from vedette.analyse.ledger.known import Known
from vedette.records import Count, Where


@dataclass(slots=True, eq=False)
class Track:
    """A force: all that was said of it, and who denies it."""

    number: int
    facts: list[Fact] = field(default_factory=list)
    denials: list[Fact] = field(default_factory=list)
    asides: set[str] = field(default_factory=set)
    """Ids of entries that say too little to change its state."""
    known: Known = field(default_factory=Known)
    _surest: tuple[tuple[object, ...], Fact] | None = None

    def add(self, fact: Fact) -> None:
        """Take up a fact."""
        self.facts.append(fact)
        self.known.add(fact)
        how = (fact.owner is None, fact.guessed, not fact.party, fact.order)
        if self._surest is None or how < self._surest[0]:
            self._surest = how, fact

    @property
    def surest(self) -> Fact:
        """The first fact that tells the owner best."""
        assert self._surest is not None  # noqa: S101 - a force is begun with a fact
        return self._surest[1]


class Forces:
    """Tracks in the order in which they were begun, and where each is found again."""

    def __init__(self) -> None:
        self.all: list[Track] = []
        self._by_owner: dict[str | None, set[int]] = defaultdict(set)
        self._by_mark: dict[tuple[str, object], set[int]] = defaultdict(set)
        self._by_count: dict[tuple[float | None, float | None], tuple[Count, set[int]]] = {}
        self._by_place: dict[Where, set[int]] = defaultdict(set)
        self._near: dict[Where, tuple[int, list[Where]]] = {}

    def begin(self, fact: Fact) -> None:
        """A force that nothing was told of before."""
        self.all.append(Track(len(self.all)))
        self.put(fact, self.all[-1])

    def put(self, fact: Fact, track: Track) -> None:
        """Add a fact to a force."""
        before = track.surest.key if track.facts else None
        track.add(fact)
        self._by_owner[before].discard(track.number)
        self._by_owner[track.surest.key].add(track.number)
        for mark in _marks(fact):
            self._by_mark[mark].add(track.number)
        if fact.count:
            self._by_count.setdefault((fact.count.low, fact.count.high), (fact.count, set()))[1].add(track.number)
        if fact.where:
            self._by_place[fact.where].add(track.number)

    def of_owner(self, fact: Fact) -> Iterator[Track]:
        """Forces that are told to be of the owner of the fact, which is told."""
        return self._tracks(self._by_owner.get(fact.key, ()) if fact.key is not None else ())

    def called(self, marks: frozenset[str]) -> Iterator[Track]:
        """Forces with one of these names."""
        found = (self._by_mark.get((kind, mark), ()) for kind in ("name", "special") for mark in marks)
        return self._tracks({number for numbers in found for number in numbers})

    def alike(self, fact: Fact, before: Fact | None) -> Iterator[Track]:
        """Forces of which the fact tells something again, whoever owns them: report, name, body, command, number or place.
        Of all others too little speaks for any.
        """
        numbers = {number for mark in _marks(fact) for number in self._by_mark.get(mark, ())}
        if before is not None:
            numbers |= self._by_mark.get(("report", before.entry.key), set())
        if fact.count:
            for count, those in self._by_count.values():
                if compare.likeness(fact.count, count) >= compare.ALIKE:
                    numbers |= those
        if fact.where:
            for where in self._around(fact.where):
                numbers |= self._by_place[where]
        return self._tracks(numbers)

    def _around(self, where: Where) -> list[Where]:
        """Places at or near this one; those that came since it was last asked for are looked at."""
        looked, near = self._near.get(where, (0, []))
        there = list(self._by_place)
        near += [one for one in there[looked:] if _touch(where, one)]
        self._near[where] = len(there), near
        return near

    def _tracks(self, numbers: Iterable[int]) -> Iterator[Track]:
        return (self.all[number] for number in sorted(numbers))


def _touch(one: Where, other: Where) -> bool:
    named = (one.name, one.country) == (other.name, other.country)
    return named or places.lies(one, other) in (places.SAME, places.NEAR)


def _marks(fact: Fact) -> Iterator[tuple[str, object]]:
    """What a fact says that another may say again."""
    yield "report", fact.entry.key
    yield from (("name", name) for name in fact.names)
    yield from (("special", name) for name in fact.special)
    if fact.body:
        yield "body", fact.body
    if fact.command:
        yield "command", fact.command
