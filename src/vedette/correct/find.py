"""An event that was corrected, found again when its report is read by another model: the same report, to the letter; the
same type; words that overlap. What is not found so is told, and its correction never falls on something else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from vedette.records import Correction, Event, Report, Span, digest

KEY_LENGTH = 32
"""Hex digits of a report's key, as lakes write it."""


def report_key(report: Report) -> str:
    """The key of a report, as lakes write it: what makes it itself, its text included."""
    return digest(*report.key, length=KEY_LENGTH)


@dataclass(frozen=True, slots=True)
class Anchor:
    """By what an event is found again."""

    event: str
    """Its id when it was corrected."""
    report: str
    """Key of its report."""
    types: frozenset[str]
    """What it was read as, and what it was corrected to: a better model may read it so itself."""
    trigger: Span

    @classmethod
    def of(cls, event: Event, report: str) -> Self:
        """The anchor of an event as it was read."""
        return cls(event.id, report, frozenset({event.type}), event.trigger)

    def to_json(self) -> dict[str, Any]:
        """As it stands in the value of a merge or split."""
        words = self.trigger
        where = {"text": words.text, "start": words.start, "end": words.end}
        return {"event": self.event, "report": self.report, "type": min(self.types), "trigger": where}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """What `to_json` wrote."""
        return cls(row["event"], row["report"], frozenset({row["type"]}), Span(**row["trigger"]))


def anchors(corrections: Sequence[Correction]) -> dict[str, Anchor]:
    """Id of each correction of an event -> its anchor. A type that one correction sets is good for all of the event."""
    types: dict[str, set[str]] = {}
    for each in corrections:
        known = types.setdefault(each.target, set())
        known |= {each.type} if each.type else set()
        known |= {json.loads(each.value).partition(".")[0]} if each.field == "type" and each.value else set()
    return {
        each.id: Anchor(each.target, each.report, frozenset(types[each.target]), each.anchor)
        for each in corrections
        if each.report is not None and each.anchor is not None
    }


def found(anchor: Anchor, events: Sequence[Event]) -> Event | None:
    """The event meant among those of its report; None where none is, or two are as likely."""
    same = next((each for each in events if each.id == anchor.event), None)
    if same is not None:  # an id holds the report, the words and the type as read
        return same
    likely = [(_shared(anchor.trigger, each.trigger), each) for each in events if each.type in anchor.types]
    best = max((shared for shared, _ in likely), default=0)
    chosen = [each for shared, each in likely if shared == best]
    return chosen[0] if best > 0 and len(chosen) == 1 else None


def _shared(one: Span, other: Span) -> int:
    """Characters that both hold."""
    return min(one.end, other.end) - max(one.start, other.start)
