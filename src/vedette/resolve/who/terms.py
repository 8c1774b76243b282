"""What the lexicon knows: a term is one reading of a name, with the years in which it holds."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

ANY_CASE, CAPITAL, CAPITALS = 0, 1, 2
"""How a name must be written to count: in any way, with a first capital ("Mali"), in capitals ("US", "WHO")."""


class Term(NamedTuple):
    """One reading of a name."""

    name: str
    """The canonical name; for a role, the word itself."""
    country: str | None
    """The first part of a code: RUS, IGO:NATO, NGO:ISIS."""
    sector: str | None
    kind: str
    """nation, adjective, people, capital, region, role, body, group or person."""
    strength: str = ""
    """Of roles: head, weak, part or mark."""
    since: date | None = None
    until: date | None = None
    nowhere: bool = False
    """Of roles: without a named country it belongs to none ("migrants")."""

    def holds(self, day: date | None) -> bool:
        """Whether the term holds on a day; without a day all terms hold."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Entry(NamedTuple):
    """A term under one of its spellings."""

    case: int
    term: Term


class Hit(NamedTuple):
    """Words `start` to `end` (half-open, in words) that spell terms."""

    start: int
    end: int
    terms: tuple[Term, ...]
