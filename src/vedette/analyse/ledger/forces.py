"""The forces that are known so far, and which of them a fact can be of: by owner, or by anything that both tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from vedette.analyse.ledger.fact import THINGS, Bounds, Fact
from vedette.analyse.ledger.ground import Ground
from vedette.analyse.ledger.known import Known
from vedette.analyse.ledger.path import Path


@dataclass(slots=True, eq=False)
class Track:
    """A force: all that was said of it, and who denies it."""

    number: int
    path: Path
    facts: list[Fact] = field(default_factory=list)
    denials: list[Fact] = field(default_factory=list)
    asides: set[str] = field(default_factory=set)
    """Ids of entries that say too little to change its state."""
    known: Known = field(default_factory=Known)
    _surest: tuple[tuple[object, ...], Fact] | None = None

    def add(self, fact: Fact, *, aside: bool = False) -> None:
        """Take up a fact."""
        self.facts.append(fact)
        self.known.add(fact)
        self.path = self.path.further(fact, aside=aside)
        if aside:
            self.asides.add(fact.entry.posture.id)
        if self._surest is None or fact.sure < self._surest[0]:
            self._surest = fact.sure, fact

    @property
    def surest(self) -> Fact:
        """The first fact that tells the owner best."""
        assert self._surest is not None  # noqa: S101 - a force is begun with a fact
        return self._surest[1]


NONE: frozenset[int] = frozenset()


class Index:
    """Where forces are found again by what is told of them: their numbers."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, object], set[int]] = defaultdict(set)
        self._counts: dict[Bounds, set[int]] = defaultdict(set)
        self._places: dict[int, set[int]] = defaultdict(set)

    def add(self, fact: Fact, number: int) -> None:
        """Take up what a fact tells of a force."""
        for mark in fact.marks:
            self._marks[mark].add(number)
        if fact.bounds:
            self._counts[fact.bounds].add(number)
        if fact.at is not None:
            self._places[fact.at].add(number)

    def marked(self, mark: tuple[str, object]) -> AbstractSet[int]:
        """Forces of which this is said."""
        return self._marks.get(mark, NONE)

    def alike(self, fact: Fact, before: Fact | None, ground: Ground, *, near: bool) -> set[int]:
        """Forces of which the fact tells something again: report, name, body, command, number or place; it may be near."""
        told = [self._marks[mark] for mark in fact.marks if mark in self._marks]
        if before is not None:
            told.append(self._marks.get(("report", before.entry.key), set()))
        if fact.bounds:
            told += [self._counts[one] for one in ground.alike(fact.bounds) & self._counts.keys()]
        if fact.at is not None:
            told += [self._places[one] for one in ground.same(fact.at) & self._places.keys()]
        if fact.at is not None and near:
            told += [self._places[one] for one in ground.near(fact.at) & self._places.keys()]
        return set().union(*told)


class Forces:
    """Tracks in the order in which they were begun, and where each is found again."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.all: list[Track] = []
        self._begin = ground.begin()
        self._index = Index()
        self._of_owner: dict[str | None, tuple[set[int], Index]] = defaultdict(lambda: (set(), Index()))

    def begin(self, fact: Fact) -> None:
        """A force that nothing was told of before."""
        self.all.append(Track(len(self.all), self._begin))
        self.put(fact, self.all[-1])

    def put(self, fact: Fact, track: Track, *, aside: bool = False) -> None:
        """Add a fact to a force."""
        before = track.surest.key if track.facts else None
        track.add(fact, aside=aside)
        key = track.surest.key
        if before != key:
            self._of_owner[before][0].discard(track.number)
        numbers, index = self._of_owner[key]
        for one in (fact,) if track.number in numbers else track.facts:
            index.add(one, track.number)
        numbers.add(track.number)
        self._index.add(fact, track.number)

    def of_owner(self, fact: Fact) -> Iterator[Track]:
        """Forces that are told to be of the owner of the fact, which is told."""
        return self._tracks(self._of_owner[fact.key][0] if fact.key in self._of_owner and fact.key is not None else ())

    def called(self, marks: frozenset[str]) -> Iterator[Track]:
        """Forces with one of these names."""
        found = (self._index.marked((kind, mark)) for kind in ("name", "special") for mark in marks)
        return self._tracks({number for numbers in found for number in numbers})

    def alike(self, fact: Fact, before: Fact | None) -> Iterator[Track]:
        """Forces of which the fact tells something again, whoever owns them. Of all others too little speaks for any; that a
        place is near is too little by itself, but for weapons.
        """
        return self._tracks(self._index.alike(fact, before, self.ground, near=fact.kind in THINGS))

    def alike_of_owner(self, fact: Fact, before: Fact | None) -> Iterator[Track]:
        """Likewise, of the owner of the fact; for unmarked words it is enough that a place is near."""
        if fact.key is None or fact.key not in self._of_owner:
            return iter(())
        numbers, index = self._of_owner[fact.key]
        near = not fact.marked or fact.kind in THINGS
        return self._tracks(index.alike(fact, before, self.ground, near=near) & numbers)

    def _tracks(self, numbers: Iterable[int]) -> Iterator[Track]:
        return (self.all[number] for number in sorted(numbers))
