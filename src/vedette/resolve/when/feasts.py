"""Holidays, remembered days and named times: the tables, and the day a feast falls on in a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from vedette.errors import KnowledgeError
from vedette.resolve.when.spans import Stretch, add_months, day, days

_RULE_FIELDS: Final = 2
_SPAN_FIELDS: Final = 3


def _rows(name: str, fields: int) -> list[list[str]]:
    lines = files(__package__ or "").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    for number, row in rows:
        if len(row) != fields:
            raise KnowledgeError(f"{name} line {number} has {len(row)} fields, not {fields}: separate them by tabs")
    return [row for _, row in rows]


@cache
def feast_rules() -> dict[str, tuple[str, ...]]:
    """Name of a feast, lower case, to its rule."""
    return {name: tuple(rule.split()) for name, rule in _rows("feasts.tsv", _RULE_FIELDS)}


@cache
def _moving() -> dict[str, tuple[Stretch, ...]]:
    table: dict[str, list[Stretch]] = {}
    for name, first, last in _rows("moving.tsv", _SPAN_FIELDS):
        one = first == last
        table.setdefault(name, []).append(
            days(date.fromisoformat(first), date.fromisoformat(last), "day" if one else "range")
        )
    return {name: tuple(stretches) for name, stretches in table.items()}


@cache
def eras() -> dict[str, Stretch]:
    """Wars and times with a name: from the first day to the last, at the precision of the table."""
    return {name: _between(first, last) for name, first, last in _rows("eras.tsv", _SPAN_FIELDS)}


def _between(first: str, last: str) -> Stretch:
    since, until = _calendar(first)[0], _calendar(last)[1]
    precision = "range" if first != last else {4: "year", 7: "month", 10: "day"}[len(first)]
    return Stretch(since, until, precision)


def _calendar(said: str) -> tuple[date, date]:
    """The half-open stretch of "1999", "1999-03" or "1999-03-24"."""
    parts = [int(part) for part in said.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0] + 1, 1, 1)
    first = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)  # noqa: PLR2004 year, month, day
    return first, first + timedelta(days=1) if len(parts) > 2 else add_months(first, 1)  # noqa: PLR2004 as above


def falls(name: str, year: int) -> tuple[Stretch, ...]:
    """When a feast falls in a year: none, one, or (of the moon) two stretches."""
    kind, *rest = feast_rules()[name]
    if kind == "fixed":
        return (day(date.fromisoformat(f"{year:04d}-{rest[0]}")),)
    if kind in {"easter", "orthodox-easter"}:
        return (day((easter if kind == "easter" else orthodox_easter)(year) + timedelta(days=int(rest[0]))),)
    if kind == "nth":
        return (day(_nth(year, *(int(part) for part in rest))),)
    if kind == "inauguration":
        return (day(date(year, 1, 20)),) if year % 4 == 1 else ()
    return tuple(stretch for stretch in _moving().get(rest[0], ()) if stretch.since.year == year)


def _nth(year: int, month: int, number: int, weekday: int) -> date:
    """The `number`th such weekday of a month; -1 is the last."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = add_months(date(year, month, 1), 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 - 7 * (number + 1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, as a day of the Gregorian calendar (Meeus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, before = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, before + 1) + timedelta(days=behind)
