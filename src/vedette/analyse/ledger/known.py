"""All that was said of a force, put together as it comes: another fact is compared with that at once, however many there were."""

from __future__ import annotations

from collections import defaultdict

from vedette.analyse.ledger.fact import Bounds, Fact


class Known:
    """What the facts of one force say, each thing once."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.special: set[str] = set()
        self.bodies: set[str] = set()
        self.commands: set[str] = set()
        self.kinds: set[str] = set()
        self.statuses: set[str] = set()
        self.counts: set[Bounds] = set()
        self.wheres: set[int | None] = set()
        """Numbers of the places."""
        self.places: set[tuple[str, str | None]] = set()
        """Name and country of each."""
        self.phrases: dict[tuple[str, str], set[str]] = defaultdict(set)
        """Report -> its words for the force."""
        self.all_part = self.all_on_top = True
        self.any_on_top = False
        self._facts: dict[str, list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        """Take up a fact."""
        self.names |= fact.names
        self.special |= fact.special
        self.bodies |= {fact.body} if fact.body else set()
        self.commands |= {fact.command} if fact.command else set()
        self.kinds.add(fact.kind)
        self.statuses.add(fact.status)
        if fact.bounds:
            self.counts.add(fact.bounds)
        self.wheres.add(fact.at)
        if fact.where:
            self.places.add((fact.where.name, fact.where.country))
        self.phrases[fact.entry.key].add(fact.bare)
        self.all_part = self.all_part and fact.part
        self.all_on_top = self.all_on_top and fact.on_top
        self.any_on_top = self.any_on_top or fact.on_top
        self._facts[fact.entry.posture.id].append(fact)

    def __contains__(self, fact: Fact) -> bool:
        return any(one == fact for one in self._facts.get(fact.entry.posture.id, ()))
