"""Values as a person writes them: `4`, `3..5`, `>=4`, `~200`, `2023-09-24`, `2023-09-24..2023-09-26`, `XKX COP`,
`ASSAULT.firearms`. What is none of these is left to the resolvers, which read words as they stand in reports.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import date, timedelta

from vedette import ontology
from vedette.errors import UsageError
from vedette.ontology.actors import UNKNOWN, parts
from vedette.records import Count, Event, When, Who

CANNOT_SAY = frozenset({"?", "unknown", "none"})
"""Words for a value that cannot be told."""

NUMBER = r"\d[\d,]*(?:\.\d+)?"
COUNT = re.compile(
    rf"(?P<about>~)?\s*(?:(?P<low>{NUMBER})\s*\.\.\s*(?P<high>{NUMBER})|(?P<bound>>=|<=|≥|≤)\s*(?P<open>{NUMBER})|(?P<one>{NUMBER}))"
)
DAYS = re.compile(r"(?P<first>\d{4}-\d\d-\d\d)(?:\.\.(?P<last>\d{4}-\d\d-\d\d))?")
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)")


def count(words: str, unit: str | None = None) -> Count | None:
    """A number with its bounds, of this unit; None where it is not written so."""
    told = COUNT.fullmatch(words.strip())
    if told is None:
        return None
    low, high, one = (_number(told[name]) for name in ("low", "high", "one"))
    if told["bound"]:
        bound = _number(told["open"])
        low, high = (bound, None) if told["bound"] in {">=", "≥"} else (None, bound)
    if one is not None:
        low = high = one
    if low is not None and high is not None and low > high:
        raise UsageError(f"{words!r} begins above its end; write the smaller number first, such as 3..5")
    return Count(low, high, approximate=bool(told["about"]), unit=unit)


def when(words: str) -> When | None:
    """A day, a month, or days from the first to the last, both meant; None where it is not written so."""
    try:
        if told := DAYS.fullmatch(words.strip()):
            first = date.fromisoformat(told["first"])
            last = date.fromisoformat(told["last"] or told["first"])
            if last < first:
                raise UsageError(f"{words!r} ends before it begins; write the first day first")
            return When(first, last + timedelta(days=1), "range" if told["last"] else "day")
        if told := MONTH.fullmatch(words.strip()):
            first = date(int(told["year"]), int(told["month"]), 1)
            return When(first, (first + timedelta(days=31)).replace(day=1), "month")
    except ValueError:
        raise UsageError(f"{words!r} is no date; write it as YYYY-MM-DD, such as 2023-09-24") from None
    return None


def who(words: str, countries: Container[str]) -> Who | None:
    """An actor's code: a country of those given, an organisation, or nobody known (`---`), perhaps with a sector; None
    where it is none.
    """
    read = parts(words.strip())
    if read is None or (read.sector and read.sector not in ontology.load().by_sector):
        return None
    if read.family:
        return Who(words.strip(), None, read.sector or read.family, read.head.partition(":")[2])
    country = None if read.head == UNKNOWN else read.head
    return Who(words.strip(), country, read.sector, None) if country is None or country in countries else None


def label(field: str, words: str, event: Event) -> str | None:
    """A type (perhaps with its mode), a mode of the event's type, or a status."""
    book = ontology.load()
    if field == "type":
        found = book.resolve(words)
        return str(found) if found else _refused(words, "event type", book.types)
    if field == "status":
        statuses = {each.name: each.name for each in book.statuses}
        return _chosen(words.lower(), "status", statuses)
    if words.lower() in CANNOT_SAY:
        return None
    modes = {mode: mode for mode in book.modes(event.type)} if event.type in book.by_type else {}
    return _chosen(words.lower(), f"mode of {event.type}", modes)


def _chosen(words: str, what: str, known: Mapping[str, str]) -> str:
    return known[words] if words in known else _refused(words, what, known)


def _refused(words: str, what: str, known: object) -> str:
    told = ", ".join(known) if isinstance(known, tuple | dict) else ""
    raise UsageError(f"{words!r} is no {what}; there are {told}" if told else f"{words!r} is no {what}; it has none")


def _number(words: str | None) -> float | None:
    return None if words is None else float(words.replace(",", ""))
