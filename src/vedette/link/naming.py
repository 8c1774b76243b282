"""Names that stay: which incident of before a group of events is, and what became of those that it no longer is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from vedette.records import digest


class Before(Protocol):
    """What is asked of an incident of before."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of its events."""

    @property
    def history(self) -> tuple[str, ...]:
        """Names that it had or came from."""


@dataclass(frozen=True, slots=True)
class Named:
    """A group's id, and the ids that it had or came from, oldest first."""

    id: str
    history: tuple[str, ...] = ()


def named(groups: Sequence[Sequence[str]], before: Iterable[Before], taken: Collection[str] = ()) -> list[Named]:
    """A name for each group, in order. A group keeps the name of the incident that it shares most events with; of two that
    would, the one that shares more. Each group lists its events by publication; the first of them names it when it is new.
    Names that are `taken` belong to incidents that no group shares events with.
    """
    known = {incident.id: incident for incident in before}
    of = {event: incident.id for incident in known.values() for event in incident.events}
    shares = [Counter(of[event] for event in group if event in of) for group in groups]
    kept = _kept(groups, shares)
    used = {*known, *taken}
    return [_named(group, kept.get(at), shares[at], known, used) for at, group in enumerate(groups)]


def _kept(groups: Sequence[Sequence[str]], shares: Sequence[Mapping[str, int]]) -> dict[int, str]:
    """Which group keeps which name: the largest shares first, each name and each group once."""
    claims = [(-count, name, groups[at][0], at) for at, each in enumerate(shares) for name, count in each.items()]
    kept: dict[int, str] = {}
    taken: set[str] = set()
    for _, name, _, at in sorted(claims):
        if at not in kept and name not in taken:
            kept[at] = name
            taken.add(name)
    return kept


def _named(
    group: Sequence[str], kept: str | None, shared: Iterable[str], known: Mapping[str, Before], used: Collection[str]
) -> Named:
    """Its name, and those that its events had before."""
    own = kept or _fresh(group, used)
    earlier = known[own].history if own in known else ()
    return Named(own, tuple(dict.fromkeys((*earlier, *(name for name in sorted(shared) if name != own)))))


def _fresh(group: Sequence[str], used: Collection[str]) -> str:
    """A new name, by the group's first event; another where an incident of before has that one already."""
    name = digest("incident", group[0])
    for number in count(1):
        if name not in used:
            break
        name = digest("incident", *group, str(number))
    return name
