"""The last day that words give for an act: "within 72 hours", "until Sunday", or the act's own time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from vedette.records import Event, Statement

NUMBERS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1, "fourteen": 14, "twenty": 20, "thirty": 30}

UNITS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0}
"""Span of time -> days; of a month thirty, since the words mean no exact day."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_N, _UNIT = rf"(?P<n>\d{{1,4}}|{'|'.join(NUMBERS)})", rf"(?P<unit>{'|'.join(UNITS)})"
SPAN = re.compile(
    rf"\b(?:(?:within|inside|in the (?:next|coming)|the next)\s+{_N}[\s-]{_UNIT}s?\b"
    rf"|{_N.replace('<n>', '<n2>')}[\s-]{_UNIT.replace('<unit>', '<unit2>')}s?\s+(?:to|ultimatum|deadline)\b)"
)
"""A span of time in which something must be done; "three days ago" and "for three days" are none."""

NAMED = re.compile(
    rf"\b(?:by|until|till|before)\s+(?:the end of\s+)?(?:[\w:.]+\s+){{0,2}}?(?P<day>{'|'.join(DAYS)}|tomorrow)\b"
)
"""A day up to which something must be done."""

TONIGHT = re.compile(r"\b(?:by|until|till|before)\s+(?:midnight|tonight|nightfall|sunset|the end of the day)\b")


def deadline(words: str, published: date | None, acts: Sequence[Event], askings: Sequence[Event] = ()) -> date | None:
    """The last day on which it can still be done; None where nothing says so.

    `acts` are what is demanded or threatened, whose times may fall on the day of publication; a time of the demand or
    threat itself (`askings`) is most often that of its saying, and only counts when it lies ahead.
    """
    if published is None:
        return None
    told = [
        *in_words(words.casefold(), published),
        *times(acts, published),
        *times(askings, published + timedelta(days=1)),
    ]
    return min(told, default=None)


def in_words(words: str, published: date) -> Iterator[date]:
    """The days that the words give."""
    for found in SPAN.finditer(words):
        number, unit = (found["n"], found["unit"]) if found["n"] else (found["n2"], found["unit2"])
        days = (NUMBERS.get(number) or int(number)) * UNITS[unit]
        yield published + timedelta(days=-int(-days // 1))
    for found in NAMED.finditer(words):
        ahead = 1 if found["day"] == "tomorrow" else (DAYS.index(found["day"]) - published.weekday()) % len(DAYS)
        yield published + timedelta(days=ahead)
    if TONIGHT.search(words):
        yield published


def times(events: Sequence[Event], earliest: date) -> Iterator[date]:
    """The last days of the events' own times, from `earliest` on."""
    for event in events:
        for argument in event.role("time"):
            when = argument.when.value if argument.when else None
            if when is not None and when.until - timedelta(days=1) >= earliest:
                yield when.until - timedelta(days=1)


def spoken_words(said: Statement, text: str) -> str:
    """A statement with what stands between its cue and its content, where the deadline often is."""
    places = [said.content, *([said.cue] if said.cue else [])]
    start, end = min(span.start for span in places), max(span.end for span in places)
    return text[start:end] if text else said.content.text
