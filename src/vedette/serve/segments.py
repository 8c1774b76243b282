"""A text cut at the ends of the words that events rest on, so that no browser need count code points: the pieces put
together are the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from vedette.records import Argument, Count, Event, Resolved, When, Where, Who

Json = dict[str, Any]


class Mark(NamedTuple):
    """Words that fill a role of an event, with what they mean."""

    start: int
    end: int
    event: str
    role: str
    """trigger, or a role."""
    label: str
    value: str | None
    rule: str | None
    """None of a trigger, which the model found."""

    def to_json(self) -> Json:
        """As a segment has it."""
        return {
            "event": self.event,
            "role": self.role,
            "label": self.label,
            "value": self.value,
            "rule": self.rule,
        }


def segments(text: str, events: Iterable[Event]) -> list[Json]:
    """The text in pieces, each with the marks that cover it."""
    return cut(text, [mark for event in events for mark in marks(event)])


def cut(text: str, found: Sequence[Mark]) -> list[Json]:
    """The text, cut at both ends of each mark."""
    whole = [mark for mark in found if 0 <= mark.start < mark.end <= len(text)]
    ends = sorted({0, len(text), *(mark.start for mark in whole), *(mark.end for mark in whole)})
    waiting = sorted(whole, key=lambda mark: (mark.start, -mark.end, mark.role != "trigger", mark.event))
    pieces, open_, at = [], list[Mark](), 0
    for start, end in pairwise(ends):
        open_ = [mark for mark in open_ if mark.end > start]
        while at < len(waiting) and waiting[at].start == start:
            open_.append(waiting[at])
            at += 1
        pieces.append({"text": text[start:end], "marks": [mark.to_json() for mark in open_]})
    return pieces


def marks(event: Event) -> list[Mark]:
    """The trigger and the arguments of an event."""
    label = ".".join(filter(None, (event.type, event.mode)))
    trigger = Mark(event.trigger.start, event.trigger.end, event.id, "trigger", label, event.status, None)
    return [trigger, *(_argument(event.id, argument) for argument in event.arguments)]


def _argument(event: str, argument: Argument) -> Mark:
    value, rule = meaning(argument)
    return Mark(argument.span.start, argument.span.end, event, argument.role, argument.role, value, rule)


def meaning(argument: Argument) -> tuple[str | None, str | None]:
    """What the words mean, in a few characters, and by which rule; without a value the rule says why."""
    several: tuple[Resolved[Any] | None, ...] = (argument.who, argument.when, argument.where, argument.count)
    told = [each for each in several if each is not None]
    known = next((each for each in told if each.value is not None), None)
    if known is None or known.value is None:
        return None, told[0].rule if told else None
    return shown(known.value), known.rule


def shown(value: Who | When | Where | Count) -> str:
    """A value in a few characters."""
    if isinstance(value, Who):
        return value.code
    if isinstance(value, When):
        return f"{value.since}/{value.until}"
    if isinstance(value, Where):
        return ", ".join(filter(None, (value.name, value.country)))
    return _count(value)


def _count(value: Count) -> str:
    about = "~" if value.approximate else ""
    if value.low is None and value.high is None:
        return "?"
    if value.low == value.high:
        return f"{about}{value.low:g}"
    if value.high is None:
        return f"{about}{value.low:g}+"
    return f"{about}{value.low or 0:g}-{value.high:g}"
