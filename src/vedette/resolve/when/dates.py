"""Dates by number and name: "13 December 2016", "Dec. 14th", "2016-12-14", "Friday the 26th", "2009"."""

from __future__ import annotations

import re
from typing import Final

from vedette.resolve.when import words
from vedette.resolve.when.shapes import Date, Edge, Month, Numeric, Open, Shape, Vague, Weekday, Years
from vedette.resolve.when.words import DAY, MONTH, WEEKDAY, YEAR

_DAY_NAME: Final = r"(?:(?:the )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?:on )?)?"
_YEAR_AFTER: Final = rf"(?:,? ?(?:of |in )?(?:{YEAR}|(?P<shift>(?:of )?(?:last|this|next|the same|that|the following|the previous) year)))?"
_ISO: Final = re.compile(r"(?P<year>[12]\d{3})[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)(?:t\S*)?")
_NUMERIC: Final = re.compile(r"(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)")
_DAY_MONTH: Final = re.compile(rf"{_DAY_NAME}{DAY} {MONTH}{_YEAR_AFTER}")
_MONTH_DAY: Final = re.compile(rf"{_DAY_NAME}(?:the )?{MONTH} ?{DAY}{_YEAR_AFTER}")
_DAY_OF: Final = re.compile(rf"day (?P<day>\d{{1,2}}) of {MONTH}{_YEAR_AFTER}")
_MONTH: Final = re.compile(rf"(?P<which>last|this|next|the last month of|the month of)? ?{MONTH}{_YEAR_AFTER}")
_YEAR: Final = re.compile(rf"(?:the )?(?:year )?{YEAR}")
_DECADE: Final = re.compile(r"(?:the )?(?P<edge>early |mid-?|late )?(?P<century>1[0-9]|20)?'?(?P<decade>[0-9]0)'?s")
_DECADE_WORD: Final = re.compile(
    r"(?:the )?(?P<edge>early |mid-?|late )?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
)
_CENTURY: Final = re.compile(rf"(?:the )?(?:early |late |mid-?)?(?P<nth>{words.ORDINAL}) century")
_DECADES: Final = {
    w: 10 * n
    for n, w in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 2
    )
}
_DAY_ALONE: Final = re.compile(
    rf"{_DAY_NAME}the (?P<day>\d{{1,2}}(?:st|nd|rd|th)|{words.ORDINAL})(?: of (?:the|this) month)?"
)
_WEEKDAY: Final = re.compile(
    rf"(?:the )?(?P<which>last|next|this|coming|the coming|past|previous|following|same|that)? ?{WEEKDAY}"
    r"(?P<after>,? (?:last(?: week)?|next(?: week)?|week|before last|this week|of last week|of this week|of next week|the week before|a week ago))?"
)
_WITHIN: Final = (
    re.compile(rf"\b{MONTH} {DAY}(?:,? {YEAR})?(?!\w)"),
    re.compile(rf"\b{DAY} {MONTH}(?: {YEAR})?(?!\w)"),
    re.compile(rf"\b{MONTH} {YEAR}\b"),
    re.compile(rf"(?<!resolution )(?<!article )\b(?=19|20){YEAR}\b"),
    re.compile(rf"\b{WEEKDAY}(?!\w)"),
    re.compile(rf"\b(?!may\b|march\b|mar\b){MONTH}(?!\w)"),
)
_SHIFTS: Final = {"last": -1, "this": 0, "next": 1}
_PIVOT: Final = 50
"""Two-figure years below it are of this century: they are rare in reports, and none of train's is older."""


def date_shape(said: str) -> Shape | None:
    """A date, month, year or weekday that is all of the words."""
    return _numbers(said) or _month_and_day(said) or _weekday(said) or _month(said) or _year(said)


def _numbers(said: str) -> Shape | None:
    iso = _ISO.fullmatch(said)
    if iso:
        return _valid(Date(int(iso["d"]), int(iso["m"]), int(iso["year"])))
    match = _NUMERIC.fullmatch(said)
    if not match:
        return None
    year = int(match["year"])
    year += 0 if len(match["year"]) > 2 else 2000 if year < _PIVOT else 1900  # noqa: PLR2004 "15" has two figures
    return Numeric(int(match["a"]), int(match["b"]), year)


def _month_and_day(said: str) -> Shape | None:
    match = _DAY_MONTH.fullmatch(said) or _MONTH_DAY.fullmatch(said) or _DAY_OF.fullmatch(said)
    if match:
        year = int(match["year"]) if match["year"] else None
        return _valid(Date(words.day(match["day"]), words.month(match["month"]), year, _year_shift(match)))
    alone = _DAY_ALONE.fullmatch(said)
    return _valid(Date(words.day(alone["day"]))) if alone else None


def _valid(date: Date) -> Date | None:
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    month = date.month if date.month is not None else 1
    return date if 1 <= month <= 12 and 1 <= date.day <= longest.get(month, 31) else None  # noqa: PLR2004 twelve months


def _month(said: str) -> Shape | None:
    match = _MONTH.fullmatch(said)
    if not match:
        return None
    number = words.month(match["month"])
    if match["which"] in {"last", "next"} and not match["year"]:
        return Open(f"{match['which']}-named", Month(number))
    return Month(number, int(match["year"]) if match["year"] else None, _year_shift(match))


def _year_shift(match: re.Match[str]) -> int | None:
    """-1 for "last year" behind a date."""
    return next((by for word, by in _SHIFTS.items() if f"{word} year" in (match["shift"] or "")), None)


def _year(said: str) -> Shape | None:
    century = _CENTURY.fullmatch(said)
    if century:
        return Years(100 * words.day(century["nth"]) - 100, 100)
    year = _YEAR.fullmatch(said)
    if year:
        return Years(int(year["year"]))
    decade = _DECADE.fullmatch(said)
    if decade:
        first = int(decade["decade"])
        first += 100 * int(decade["century"]) if decade["century"] else 1900 if first >= 20 else 2000  # noqa: PLR2004 "the 20s" of the last century
        return _edged(Years(first, 10), decade["edge"])
    word = _DECADE_WORD.fullmatch(said)
    return _edged(Years(1900 + _DECADES[word["word"]], 10), word["edge"]) if word else None


def _edged(years: Years, edge: str | None) -> Shape:
    return Edge({"e": "start", "m": "middle", "l": "late"}[edge[0]], years) if edge else years


def _weekday(said: str) -> Shape | None:
    match = _WEEKDAY.fullmatch(said)
    if not match:
        return None
    day, which, after = words.weekday(match["weekday"]), match["which"] or "", (match["after"] or "").strip(" ,")
    which = {"coming": "next", "the coming": "next", "past": "last", "previous": "last", "same": "", "that": ""}.get(
        which, which
    )
    if after in {"last", "next"}:
        return Weekday(day, after)
    if after in {"last week", "of last week", "the week before"}:
        return Weekday(day, week=-1)
    if after in {"this week", "of this week"}:
        return Weekday(day, week=0)
    if after in {"next week", "of next week"}:
        return Weekday(day, week=1)
    return Weekday(
        day,
        {"week": "week-on", "a week ago": "week-back", "before last": "week-back"}.get(
            after, "next" if which == "following" else which
        ),
    )


def date_within(said: str) -> Shape | None:
    """The first date inside words that hold more: "the election campaign of March 2013"."""
    for pattern in _WITHIN:
        match = pattern.search(said)
        if match:
            return date_shape(match[0]) or Vague("no-such-day")
    return None
