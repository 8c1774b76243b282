"""Values in as few characters as a person needs: `1`, `500–650`, `≥24`, `~500`, `2023-05`, `A policeman (XKX COP)`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.records import Argument, Count, Event, Location, Problem, Resolved, Speaker, When, Where, Who

UNKNOWN = "?"
"""Stands where a value could not be told; `vedette explain` says why."""

NOBODY = "---"
"""The guidelines' code of an actor that the text does not identify."""

EXCERPT_SIDE = 90
"""Characters shown on either side of a trigger: with it about two lines of a page of 100 columns."""


LONGEST_SENTENCE = 1000
"""Characters before a trigger among which the sentence's begin is looked for."""

_FULL_STOP = re.compile(
    r"""(?<=[a-z0-9”’)]{3})(?<!Brig)(?<!Capt)(?<!Cmdr)(?<!Prof)(?<!Supt)[.!?]+[”’")]*\s+(?=[“‘"(]?[A-Z])"""
)
"""The end of a sentence, for show: after a short word (`Gen. Berg`) there is none, and more is shown."""


def when(resolved: Resolved[When] | None) -> str:
    """Days at the precision that was said; both ends of a longer stretch are within it."""
    if resolved is None or resolved.value is None:
        return UNKNOWN
    value = resolved.value
    last = value.until - timedelta(days=1)
    if value.precision in {"year", "month"} and _is_whole(value):
        return value.since.isoformat()[: 4 if value.precision == "year" else 7]
    return str(value.since) if value.since == last else f"{value.since}/{last}"


def where(resolved: Resolved[Where] | None) -> str:
    """A place's name with its country: `northern Kosovo, XKX`."""
    if resolved is None or resolved.value is None:
        return UNKNOWN
    place = resolved.value
    return place.name if place.country is None or place.kind == "country" else f"{place.name}, {place.country}"


def who(resolved: Resolved[Who] | None) -> str:
    """An actor's code alone."""
    return resolved.value.code if resolved and resolved.value else UNKNOWN


def count(resolved: Resolved[Count] | None) -> str:
    """A number with its bounds: `12`, `500–650`, `≥24`, `≤5`, `~500`."""
    value = resolved.value if resolved else None
    if value is None or (value.low is None and value.high is None):
        return UNKNOWN
    return ("~" if value.approximate else "") + _bounds(value.low, value.high)


def actor(argument: Argument | Speaker) -> str:
    """The report's words for an actor, with the code that they were given, where there is one."""
    code = who(argument.who)
    words = one_line(argument.span.text)
    return words if code in {UNKNOWN, NOBODY, words} else f"{words} ({code})"


def place(argument: Argument) -> str:
    """The report's words for a place, with its country."""
    words = one_line(argument.span.text)
    value = argument.where.value if argument.where else None
    return words if value is None or value.country is None else f"{words}, {value.country}"


def quantity(argument: Argument) -> str:
    """A force, a toll or another number, led by its role: `killed 1`, `force about 500 soldiers (~500)`."""
    number = count(argument.count)
    words = one_line(argument.span.text)
    if argument.role in {"killed", "injured"}:
        return f"{argument.role} {words if number == UNKNOWN else number}"
    return words if number == UNKNOWN or _says(words, number) else f"{words} ({number})"


def problem(problem: Problem) -> str:
    """`reports.jsonl:3: malformed-line: …`: the place, the kind, what it is and what to do."""
    return one_line(f"{location(problem.where)}: {problem.kind}: {problem.message} {problem.next}")


def location(where: Location) -> str:
    """`reports.jsonl:3`, or `news.warc.gz, record 7, byte 81920`."""
    path = "standard input" if where.path == "-" else where.path
    line = "" if where.line is None else f":{where.line}"
    record = "" if where.record is None else f", record {where.record}"
    return f"{path}{line}{record}" if where.byte is None else f"{path}{line}{record}, byte {where.byte}"


def kind(event: Event) -> str:
    """Type and mode: `ASSAULT.firearms`."""
    return event.type if event.mode is None else f"{event.type}.{event.mode}"


def one_line(words: str) -> str:
    """The words with each stretch of white space as one blank."""
    return " ".join(words.split())


def excerpt(text: str, start: int, end: int, *, side: int = EXCERPT_SIDE) -> tuple[str, str, str]:
    """What stands before, at and after `text[start:end]` in its sentence, cut at words, `…` where it was cut."""
    opening = max(text.rfind("\n", 0, start) + 1, start - LONGEST_SENTENCE)
    opening = max((found.end() for found in _FULL_STOP.finditer(text, opening, start)), default=opening)
    closing = _FULL_STOP.search(text, end)
    line_end = text.find("\n", end)
    stops = [len(text), *([line_end] if line_end >= 0 else []), *([closing.end()] if closing else [])]
    before = one_line(text[opening:start] + "|")[:-1]
    after = one_line("|" + text[end : min(stops)])[1:]
    return _tail(before, side), one_line(text[start:end]), _head(after, side)


def _is_whole(value: When) -> bool:
    """Whether the days are a calendar month or year, so that its name alone says them."""
    first = value.since.day == 1 and (value.precision == "month" or value.since.month == 1)
    return first and value.until == _following(value.since, value.precision)


def _following(since: date, precision: str) -> date:
    if precision == "year":
        return date(since.year + 1, 1, 1) if since.year < date.max.year else date.max
    return (since.replace(day=28) + timedelta(days=4)).replace(day=1)


def _bounds(low: float | None, high: float | None) -> str:
    if low == high:
        return f"{low:,.15g}"
    if high is None:
        return f"≥{low:,.15g}"
    return f"≤{high:,.15g}" if low is None else f"{low:,.15g}–{high:,.15g}"


def _says(words: str, number: str) -> bool:
    """Whether the words hold the number's own digits, so that it need not be told beside them."""
    return all(digits in words for digits in re.findall(r"[\d,.]+", number))


def _tail(words: str, limit: int) -> str:
    return words if len(words) <= limit else "… " + words[-limit:].partition(" ")[2]


def _head(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[:limit].rpartition(" ")[0] + " …"
