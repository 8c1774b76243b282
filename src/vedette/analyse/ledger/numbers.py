"""How many: the range over what is claimed of a force, without what later claims have overtaken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

from vedette.analyse.ledger.compare import UNLIKE, likeness
from vedette.analyse.ledger.fact import Fact
from vedette.records import Count

OVERTAKEN = timedelta(days=5)
"""Days after which a number that is told otherwise no longer counts. Numbers of the same few days are one question that
several answer; by judgement, nothing was swept."""


def held(facts: Sequence[Fact]) -> tuple[Count | None, tuple[Fact, ...]]:
    """The range, and the facts that it rests on. `facts` are in order, oldest first."""
    counted = [fact for fact in facts if fact.count]
    standing = [fact for at, fact in enumerate(counted) if not _overtaken(fact, counted[at + 1 :])]
    return _range([fact.count for fact in standing if fact.count]), tuple(standing)


def _overtaken(fact: Fact, later: Sequence[Fact]) -> bool:
    """Whether the same publisher, or anybody some days later, gives another number."""
    for other in later:
        if fact.count is None or other.count is None or _bounds(fact.count) == _bounds(other.count):
            continue
        if other.entry.source == fact.entry.source and other.entry.key != fact.entry.key:
            return True
        if _days(fact, other) >= OVERTAKEN:
            return True
    return False


def _days(one: Fact, other: Fact) -> timedelta:
    first, last = one.entry.published, other.entry.published
    return last - first if first and last else timedelta(0)


def _bounds(count: Count) -> tuple[float | None, float | None]:
    return count.low, count.high


def _range(counts: Sequence[Count]) -> Count | None:
    if not counts:
        return None
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts]
    low = None if any(count.low is None for count in counts) and not lows else min(lows, default=None)
    high = None if None in highs else max(high for high in highs if high is not None)
    exact = [count for count in counts if not count.approximate and count.low == count.high]
    unit = next((count.unit for count in counts if count.unit), None)
    return Count(low, high, approximate=not exact and low == high, unit=unit)


def added(base: Count, more: Count) -> Count:
    """The sum of two ranges."""
    low = None if base.low is None or more.low is None else base.low + more.low
    high = None if base.high is None or more.high is None else base.high + more.high
    return Count(low, high, approximate=base.approximate or more.approximate, unit=base.unit)


def contradict(facts: Sequence[Fact]) -> bool:
    """Whether two claims are too far apart to be one number told twice."""
    told = {fact.bounds for fact in facts if fact.bounds}
    return any(likeness(one, other) < UNLIKE for one, other in combinations(told, 2))
