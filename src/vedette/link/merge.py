"""From scored pairs to groups that hold together, so that no chain of likenesses joins two happenings.

Two groups are joined while the mean over all pairs of their reports is above nought; a pair of reports counts with the best
that any two of their events come to, since reports tell a happening in several events, of which most say little. The result
is a function of the pairs alone: equal means are taken in order of the names. Each connected part is grouped for itself, so
that a new day's reports touch only the parts that they are connected to.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Scores = Mapping[tuple[str, str], float]
"""Pair of events, the smaller id first -> log-odds that they are of one happening."""

MISSING = -0.1
"""What a pair of reports weighs that share no key: it tells a little against them. Swept from -1.5 to 0.2
on the crisis and the story headings that linking is measured on, as all here."""

MOST = 4.0
"""What one pair of reports can weigh at most, so that one strong likeness does not outweigh ten doubts. Swept from 2 to 6."""

NEVER = -6.0
"""Log-odds from which two events cannot be one (days apart, two countries): then their reports' best does not count.
Swept at -4, -6, -7, -9."""

THRESHOLD = 0.0
"""Above it two groups are rather one than two."""

Between = dict[tuple[str, str], float]
"""Pair of reports, one of each group -> what it weighs."""


def groups(report_of: Mapping[str, str], scores: Scores) -> list[tuple[str, ...]]:
    """The events, given with the report of each, in groups; each sorted, and groups by their first event."""
    parts = components(report_of, scores)
    part_of = {name: at for at, part in enumerate(parts) for name in part}
    within: dict[int, list[tuple[str, str, float]]] = defaultdict(list)
    for (one, other), score in scores.items():
        if part_of[one] == part_of[other]:
            within[part_of[one]].append((one, other, score))
    return sorted(group for at, part in enumerate(parts) for group in _grouped(part, within[at], report_of))


def components(names: Iterable[str], scores: Scores) -> list[tuple[str, ...]]:
    """Events connected by pairs that are rather one than two; each sorted."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = name = root[root[name]]
        return name

    for (one, other), score in scores.items():
        if score > THRESHOLD:
            first, second = sorted((find(one), find(other)))
            root[second] = first
    parts: dict[str, list[str]] = defaultdict(list)
    for name in sorted(root):
        parts[find(name)].append(name)
    return [tuple(part) for part in parts.values()]


class _Part:
    """The groups of one connected part while they are joined: numbered, the events first."""

    def __init__(
        self, names: Sequence[str], scores: Iterable[tuple[str, str, float]], report_of: Mapping[str, str]
    ) -> None:
        self.members = {at: [name] for at, name in enumerate(names)}
        self.reports = {at: {report_of[name]} for at, name in enumerate(names)}
        self.near: dict[int, dict[int, Between]] = {at: {} for at in self.members}
        self.heap: list[tuple[float, int, int]] = []
        place = {name: at for at, name in enumerate(names)}
        for one, other, score in scores:
            pair, weight = (report_of[one], report_of[other]), min(score, MOST)
            self.near[place[one]][place[other]] = {pair: weight}
            self.near[place[other]][place[one]] = {pair[::-1]: weight}
            self._push(*sorted((place[one], place[other])))
        self.following = len(names)

    def _push(self, one: int, other: int) -> None:
        """Remember two groups that may be joined, the best pair first."""
        if (mean := self._mean(one, other)) > THRESHOLD:
            heapq.heappush(self.heap, (-mean, one, other))

    def _mean(self, one: int, other: int) -> float:
        compared = self.near[one][other]
        pairs = len(self.reports[one]) * len(self.reports[other])
        return (sum(compared.values()) + MISSING * (pairs - len(compared))) / pairs

    def join_all(self) -> None:
        """Join the best two while any are rather one than two."""
        while self.heap:
            _, one, other = heapq.heappop(self.heap)
            if one in self.members and other in self.members:
                self._join(one, other)

    def _join(self, one: int, other: int) -> None:
        new, self.following = self.following, self.following + 1
        self.members[new] = self.members.pop(one) + self.members.pop(other)
        self.reports[new] = self.reports.pop(one) | self.reports.pop(other)
        self.near[new] = {}
        for old in (one, other):
            for neighbour, between in self.near.pop(old).items():
                if neighbour in self.members and neighbour != new:
                    _take(self.near[new].setdefault(neighbour, {}), between)
        for neighbour, between in self.near[new].items():
            theirs = self.near[neighbour]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[new] = {pair[::-1]: weight for pair, weight in between.items()}
            self._push(neighbour, new)


def _take(between: Between, more: Between) -> None:
    """Each pair of reports with the best of both, or the worst where that rules it out."""
    for pair, weight in more.items():
        known = between.get(pair, weight)
        worst = min(known, weight)
        between[pair] = worst if worst <= NEVER else max(known, weight)


def _grouped(
    part: Sequence[str], scores: Iterable[tuple[str, str, float]], report_of: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """The groups of one connected part."""
    if len(part) == 1:
        return [tuple(part)]
    joined = _Part(part, scores, report_of)
    joined.join_all()
    return [tuple(sorted(members)) for members in joined.members.values()]
