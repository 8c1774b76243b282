"""Where a page of events ended, as one word: the next page begins behind it, whatever was written meanwhile."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vedette.errors import UsageError

Condition = tuple[str, list[object]]
"""A condition with `?` for each of its values."""


def _certain(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone is none")
    return moment


_BACK: Mapping[str, Callable[[Any], Any]] = {
    "published": date.fromisoformat,
    "when": date.fromisoformat,
    "known": lambda told: _certain(datetime.fromisoformat(told)),
    "score": float,
    "intensity": float,
    "type": str,
}
"""Order -> a value of it out of what JSON can hold."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an order: behind this event."""

    sort: str
    """As `Wanted.sort`."""
    value: Any
    """The event's value in the column sorted by; None where it has none, and comes last."""
    id: str
    reading: str

    @classmethod
    def told(cls, words: str) -> Cursor:
        """The place that a word means.

        >>> str(Cursor.told(str(Cursor("-score", 0.5, "57366b6f", "a1")))) == str(Cursor("-score", 0.5, "57366b6f", "a1"))
        True
        """
        try:
            padded = words + "=" * (-len(words) % 4)
            sort, value, event, reading = json.loads(urlsafe_b64decode(padded.encode("ascii")))
            back = value if value is None else _BACK[sort.removeprefix("-")](value)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UsageError(
                f"{words[:60]!r} is no place to go on from; take the one that the summary of a page told"
            ) from None
        return cls(sort, back, str(event), str(reading))

    def __str__(self) -> str:
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        told = json.dumps([self.sort, value, self.id, self.reading], separators=(",", ":"))
        return urlsafe_b64encode(told.encode()).decode("ascii").rstrip("=")

    def behind(self, column: str) -> Condition:
        """The condition that a row comes after it; rows without a value come after all that have one."""
        tie, values = "(id > ? OR (id = ? AND reading > ?))", [self.id, self.id, self.reading]
        if self.value is None:
            return f"({column} IS NULL AND {tie})", [*values]
        past = "<" if self.sort.startswith("-") else ">"
        told = f"({column} {past} ? OR {column} IS NULL OR ({column} = ? AND {tie}))"
        return told, [self.value, self.value, *values]
