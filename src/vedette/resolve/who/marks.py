"""What the reader marked in a report, so that it is found by place, by words and by role."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.records import Mention
from vedette.resolve.who.same import Same

_NONE: frozenset[str] = frozenset()
_KEPT = 32  # reports' mentions kept: two for each page, with speakers and without


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """A report's mentions."""

    mentions: tuple[Mention, ...]
    """In text order."""
    starts: tuple[int, ...]
    roles: Mapping[tuple[int, int], frozenset[str]]
    """All roles of the words from a start to an end."""

    def before(self, offset: int, reach: int, roles: frozenset[str]) -> Iterator[Mention]:
        """Mentions in one of these roles that end before an offset, the nearest first."""
        for place in range(bisect_left(self.starts, offset) - 1, -1, -1):
            mention = self.mentions[place]
            if mention.span.start < offset - reach:
                return
            if mention.span.end <= offset and mention.role in roles:
                yield mention

    def beside(self, offset: int, reach: int) -> Sequence[Mention]:
        """Mentions within reach on both sides, in text order."""
        return self.mentions[bisect_left(self.starts, offset - reach) : bisect_left(self.starts, offset + reach)]


def marks(mentions: tuple[Mention, ...]) -> Marks:
    """The mentions of one report, whatever their order."""
    number = hash((mentions[0].span.text, mentions[-1].span.start, len(mentions))) if mentions else 0
    return _marks(Same(number, mentions))


@lru_cache(maxsize=_KEPT)
def _marks(key: Same) -> Marks:
    mentions: tuple[Mention, ...] = key.things[0]
    placed = sorted([(mention.span.start, mention.span.end, mention.role, n) for n, mention in enumerate(mentions)])
    roles: dict[tuple[int, int], frozenset[str]] = {}
    for start, end, role, _ in placed:
        roles[start, end] = roles.get((start, end), _NONE) | {role}
    return Marks(tuple([mentions[row[3]] for row in placed]), tuple([row[0] for row in placed]), roles)
