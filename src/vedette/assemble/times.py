"""One day an event: of several days in a sentence the reader may give an event more than its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vedette.records import Argument, PassedOver, Resolved, Span, When

DAYS = 2
"""Longest time, in days, that says on which day: a night touches two."""

JOINED = re.compile(
    r"\s*(?:,|and|or|to|until|till|through|–|-|,\s?and|and\s(?:on|again\son|late\son|early\son))\s*", re.IGNORECASE
)
"""Between two days that are both meant: "Tuesday and Wednesday"."""


def on_one_day(text: str, trigger: Span, arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """The arguments without times of another day than that whose words stand nearest to the trigger.

    The time that stays says what was passed over. Training: of 3,653 events with a time 4 have two different weekdays.
    """
    days = [one for one in arguments if is_day(one)]
    nearest = min(days, key=lambda one: gap(text, trigger, one.span), default=None)
    if nearest is None or len(days) == 1:
        return tuple(arguments)
    apart = [one for one in days if not shares(one, nearest) and not joined(text, one.span, nearest.span)]
    noted = replace(nearest, when=with_note(nearest, apart)) if apart else nearest
    return tuple(noted if one is nearest else one for one in arguments if one not in apart)


def is_day(argument: Argument) -> bool:
    """Whether an argument is a time that says on which day."""
    when = argument.when.value if argument.when else None
    return argument.role == "time" and when is not None and (when.until - when.since).days <= DAYS


APART = re.compile(r"[;:()]|\.\s|,\s(?:while|but|and|who|which|where|when|after|as)\b")
"""Marks and words that part clauses."""


def gap(text: str, trigger: Span, span: Span) -> tuple[int, int]:
    """How far words stand from a trigger: clauses between them first, then characters."""
    left, right = sorted((trigger, span), key=lambda one: one.start)
    between = text[left.end : right.start]
    return len(APART.findall(between)), max(0, right.start - left.end)


def shares(one: Argument, other: Argument) -> bool:
    """Whether two times have a day in common."""
    a, b = (each.when.value for each in (one, other) if each.when)
    return a is not None and b is not None and a.since < b.until and b.since < a.until


def joined(text: str, one: Span, other: Span) -> bool:
    """Whether only a comma, "and" or "to" stands between two times."""
    left, right = sorted((one, other), key=lambda span: span.start)
    return left.end <= right.start and JOINED.fullmatch(text, left.end, right.start) is not None


def with_note(kept: Argument, apart: Sequence[Argument]) -> Resolved[When] | None:
    """The value of the time that stays, with the others as passed over."""
    if kept.when is None:
        return None
    over = tuple(PassedOver(one.span.text, "another day, whose words stand further from the event") for one in apart)
    return replace(kept.when, passed_over=(*kept.when.passed_over, *over))
