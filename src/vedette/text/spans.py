"""Which stretch of one text another text's stretch was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Change:
    """`made[at:until]` was made from `given[start:end]`; a deletion has `at == until`."""

    at: int
    until: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes between two texts, in order. Between them the texts are equal."""

    changes: tuple[Change, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The smallest stretch of the given text that `made[start:end]` was made from."""
        first = self._original_start(start)
        return (first, first if start == end else self._original_end(end))

    def _original_start(self, at: int) -> int:
        index = bisect_right(self.changes, at, key=attrgetter("at")) - 1
        if index < 0:
            return at
        change = self.changes[index]
        return change.start if at < change.until else change.end + at - change.until

    def _original_end(self, until: int) -> int:
        index = bisect_right(self.changes, until - 1, key=attrgetter("at")) - 1
        if index < 0:
            return until
        change = self.changes[index]
        return change.end if until <= change.until else change.end + until - change.until

    def then(self, later: Changes) -> Changes:
        """The changes from this one's given text to the later one's made text."""
        if not self.changes or not later.changes:
            return self if self.changes else later
        return Changes(tuple(self._composed(later.changes)))

    def _composed(self, later: Sequence[Change]) -> Iterator[Change]:
        """Earlier changes led on and later ones led back, in order.

        What a later change leaves of an earlier one still comes from all that the earlier one came from.
        """
        waiting = list(reversed(self.changes))
        moved = 0  # code points by which the later changes so far moved the text on
        for change in later:
            yield from (_moved(each, moved) for each in _before(waiting, change.start))
            yield Change(change.at, change.until, *self.original(change.start, change.end))
            moved = change.until - change.end
            _drop(waiting, change.end)
        yield from (_moved(each, moved) for each in reversed(waiting))


def _before(waiting: list[Change], at: int) -> Iterator[Change]:
    """Takes the changes that end at `at` or before it; of one that goes on, the part before it."""
    while waiting and waiting[-1].until <= at:
        yield waiting.pop()
    if waiting and waiting[-1].at < at:
        yield replace(waiting[-1], until=at)


def _drop(waiting: list[Change], at: int) -> None:
    """Takes away what lies before `at`, where a later change stands in its place."""
    while waiting and waiting[-1].at < at:
        change = waiting.pop()
        if change.until > at:
            waiting.append(replace(change, at=at))


def _moved(change: Change, by: int) -> Change:
    return Change(change.at + by, change.until + by, change.start, change.end) if by else change
