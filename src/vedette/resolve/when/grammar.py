"""From the words of a time expression to its shape. Pure and remembered: the same words have the same shape."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from vedette.resolve.when import names, parts, units, words
from vedette.resolve.when.dates import date_shape, date_within
from vedette.resolve.when.fixed import FIXED
from vedette.resolve.when.shapes import (
    Anaphor,
    Beside,
    Between,
    Date,
    Edge,
    Length,
    Month,
    Open,
    Part,
    Shape,
    Shift,
    Vague,
    Weekday,
    Years,
)
from vedette.resolve.when.words import MONTH, YEAR

_REPEATS: Final = re.compile(
    r"^(?:every|each|daily|weekly|monthly|yearly|annual(?:ly)?|nightly|hourly|regularly|per|any (?:day|night|evening|morning))\b"
)
_LEADS: Final = {
    "since": "since", "ever since": "since", "dating back to": "since", "as of": "from", "as from": "from", "starting": "from", "beginning": "from",
    "starting from": "from", "beginning in": "from", "from": "from", "effective": "from", "until": "until", "till": "until", "up to": "until",
    "up until": "until", "through": "until", "to": "until", "by": "until", "no later than": "until", "not later than": "until",
    "not later as": "until", "before": "before", "prior to": "before", "not before": "after", "after": "after", "following": "after", "beyond": "after",
    "within": "within", "throughout": "", "during": "", "over": "", "on": "", "in": "", "at": "", "for": "", "into": "", "around": "", "about": "",
    "on or around": "", "sometime": "", "some time": "", "as early as": "", "as late as": "", "roughly": "", "all": "", "just": "", "already": "",
    "back in": "", "only": "", "until at least": "until", "since at least": "since", "at least until": "until", "at least since": "since",
    "at least before": "before", "parts of": "", "part of": "", "much of": "", "most of": "", "the whole of": "", "on or about": "", "the day of": "",
    "at least": "at-least", "at the": "", "the month of": "", "the year": "", "the date of": "", "the night of": "night",
    "the morning of": "day", "the week of": "week", "the week beginning": "week", "the weekend of": "weekend", "the very": "", "the": "", "its": "", "this very": "",
}  # fmt: skip
_LEAD: Final = re.compile("(" + "|".join(re.escape(lead) for lead in sorted(_LEADS, key=len, reverse=True)) + r") (.+)")
_RANGES: Final = (
    re.compile(r"(?:from|between|starting) (?P<a>.+?),? (?:to|until|till|and|through|up to|-) (?P<b>.+)"),
    re.compile(r"(?:from|between) (?P<a>\d\S*(?: [a-z]+\.?)?) ?- ?(?P<b>\d.+)"),
    re.compile(r"(?P<a>.+?),? (?:to|until|till|through|and|or|-) (?P<b>.+)"),
    re.compile(
        r"(?P<a>(?:[a-z]+\.? )?\d{1,2}|\d{1,2} [a-z]{3,}\.?) ?- ?(?P<b>\d{1,2}(?:(?:,? (?:of )?)(?:[a-z]+\.?|\d{4})){0,2}|[a-z]+ \d.+)"
    ),
    re.compile(r"(?P<a>[a-z]{3,}\.?) ?- ?(?P<b>[a-z]{3,}\.?(?: \d{4})?)"),
    re.compile(r"(?P<a>\d{4}) ?[-/] ?(?P<b>\d{4})"),
)
_SHORT_YEARS: Final = re.compile(r"(?P<a>(?:1[89]|20)\d\d) ?[-/] ?(?P<b>\d\d)(?: season)?")
_DAYS: Final = re.compile(
    rf"(?:from |between )?{MONTH} (?P<a>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|and|or|through|until|&) ?(?P<b>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {YEAR})?"
)
_EDGES: Final = (
    (re.compile(r"(?:the )?(?:very )?(?:(?:end|close|last day|last days) of |end-)(?P<of>.+)"), "end"),
    (re.compile(r"(?:the )?(?:beginning|start|early days|first days|first day|outset) of (?P<of>.+)"), "start"),
    (re.compile(r"(?:the )?middle of (?P<of>.+)"), "middle"),
    (re.compile(r"(?:in )?early(?: in| on)? (?P<of>.+)"), "start"),
    (re.compile(r"(?:in )?(?:earlier)(?: in| on)? (?P<of>.+)"), "earlier"),
    (re.compile(r"(?:in )?(?:later)(?: in| on)? (?P<of>.+)"), "later"),
    (re.compile(r"(?:in )?late(?: in| on)? (?P<of>.+)"), "late"),
    (re.compile(r"mid(?:-| (?:in )?|(?=[jfmasond][a-z]{2}(?!ht)))(?P<of>.+)"), "middle"),
    (re.compile(r"(?P<of>(?:the |this |last |next )?(?:year|month|week))(?:'s)? end"), "end"),
)
_NTH: Final = re.compile(
    rf"(?:the )?(?P<nth>{words.ORDINAL}|last) (?P<unit>day|week|half|quarter|weekend) of (?P<of>.+)"
)
_FIRST_N: Final = re.compile(rf"(?:the )?(?P<edge>first|last) {words.NUMBER} (?P<unit>day|week|month)s of (?P<of>.+)")
_OF_MONTH: Final = re.compile(
    rf".+ of {MONTH}(?: {YEAR})?|(?:the )?{MONTH} [a-z]+s?".replace("(?P<month>", "(?:").replace("(?P<year>", "(?:")
)
_DEPTH: Final = 6


@lru_cache(maxsize=65536)
def shape(text: str) -> Shape | None:
    """What the words say, or None when they are no time expression that is known here."""
    return _phrase(words.plain(text), _DEPTH)


def _phrase(said: str, depth: int) -> Shape | None:
    if not said or depth == 0:
        return None
    if _REPEATS.match(said):
        return Vague("repeats")
    return (
        FIXED.get(said)
        or FIXED.get(said.removeprefix("the "))
        or _core(said)
        or _ranged(said, depth)
        or _edged(said, depth)
        or _led(said, depth)
        or _parted(said, depth)
        or _beside(said, depth)
        or date_within(said)
        or units.counted_from_event(said)
        or _event(said)
    )


_EVENT: Final = re.compile(
    r"(?:since|after|before|during|following|until|throughout|within|prior to|once|when|while|around the time of)\b.+|the (?:day|eve|time) (?:of|that) .+"
)
_BESIDE: Final = re.compile(
    rf"(?:[a-z]+ )?{words.NUMBER} {words.UNIT} (?P<side>before|after|prior to|into|following) (?P<of>.+)"
)


def _event(said: str) -> Shape | None:
    """Words that date one event by another, which has no date here."""
    return Vague("hangs-on-an-event") if _EVENT.fullmatch(said) else None


def _beside(said: str, depth: int) -> Shape | None:
    """Thus "a week after the coup of 1 February"."""
    match = _BESIDE.fullmatch(said)
    of = _phrase(match["of"], depth - 1) if match else None
    if match is None or of is None or isinstance(of, Vague | Anaphor | Length):
        return None
    number = words.number(match["number"])
    sign = -1 if match["side"] in {"before", "prior to"} else 1
    return Beside(Shift(match["unit"], sign * int(number)), of) if number == int(number) else None


def _core(said: str) -> Shape | None:
    return date_shape(said) or units.unit_shape(said) or names.name_shape(said)


def _led(said: str, depth: int) -> Shape | None:
    match = _LEAD.fullmatch(said)
    if not match:
        return None
    lead, inner = _LEADS[match[1]], _phrase(match[2], depth - 1)
    if inner is None or not lead:
        return inner
    if lead in {"night", "day"}:
        return Part("night" if lead == "night" else "part-of-day", inner)
    if lead in {"week", "weekend"}:
        return Edge(lead, inner)
    if isinstance(inner, Open | Vague):
        return inner
    return Open(lead, inner)


def _ranged(said: str, depth: int) -> Shape | None:
    days = _DAYS.fullmatch(said)
    if days:
        month, year = words.month(days["month"]), int(days["year"]) if days["year"] else None
        return Between(Date(int(days["a"]), month, year), Date(int(days["b"]), month, year))
    short = _SHORT_YEARS.fullmatch(said)
    if short and int(short["b"]) > int(short["a"][2:]):
        return Between(Years(int(short["a"])), Years(int(short["a"][:2] + short["b"])))
    for pattern in _RANGES:
        match = pattern.fullmatch(said)
        if not match:
            continue
        last = _phrase(match["b"], depth - 1)
        first = _end(match["a"], last, depth) if last else None
        if (
            first
            and last
            and not isinstance(first, Vague)
            and not isinstance(last, Vague)
            and _ordered_kinds(first, last)
        ):
            return Between(first, last)
    return None


def _ordered_kinds(first: Shape, last: Shape) -> bool:
    """A clock time is no end of a range of days; its day is."""
    return not (isinstance(first, Part) and first.of is None) and not (isinstance(last, Part) and last.of is None)


def _end(said: str, other: Shape, depth: int) -> Shape | None:
    """The first end of a range, with the month and year that stand only at the other: "3 to 5 June 2012"."""
    own = _phrase(said, depth - 1)
    if isinstance(other, Part) and other.of is not None:
        other = other.of
    number = re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?", said)
    if number and isinstance(other, Date):
        return Date(int(number[1]), other.month, other.year)
    year = other.year if isinstance(other, Date | Month) else None
    if isinstance(own, Date) and own.year is None:
        return Date(own.day, own.month, year)
    if isinstance(own, Month) and own.year is None and own.year_shift is None:
        return Month(own.month, year, other.year_shift if isinstance(other, Month) else None)
    return own


def _edged(said: str, depth: int) -> Shape | None:
    nth = _NTH.fullmatch(said)
    if nth:
        return _nth(nth, depth)
    unit = _of_end(said)
    if unit:
        return unit
    first = _FIRST_N.fullmatch(said)
    if first:
        inner = _phrase(first["of"], depth - 1)
        return Edge(first["edge"], inner, int(words.number(first["number"])), first["unit"]) if inner else None
    for pattern, edge in _EDGES:
        match = pattern.fullmatch(said)
        inner = _phrase(match["of"], depth - 1) if match else None
        if inner is not None and not isinstance(inner, Vague | Anaphor | Length):
            return Edge(edge, inner)
    return None


def _of_end(said: str) -> Shape | None:
    """Thus "end of month", "year's end": the unit that the publication is in."""
    match = re.fullmatch(
        r"(?:the )?(?:end|close) of (?:the |this )?(?P<u>week|month|year)|(?:the )?(?P<v>year|month)(?:'s)? ?-?end",
        said,
    )
    return Edge("end", units.this(match["u"] or match["v"])) if match else None


def _nth(match: re.Match[str], depth: int) -> Shape | None:
    inner = _phrase(match["of"], depth - 1)
    if inner is None:
        return Anaphor("counted-day") if match["unit"] in {"day", "week"} else None
    number = -1 if match["nth"] == "last" else words.day(match["nth"])
    return Edge("nth", inner, number, match["unit"])


def _parted(said: str, depth: int) -> Shape | None:
    """A part of a day or a clock time, taken off the day that it belongs to."""
    found = parts.take_off(said)
    if found is None:
        return None
    if not found.rest:
        return Part(found.name, None, found.by, found.which)
    inner = _phrase(found.rest, depth - 1)
    if isinstance(inner, Open):
        return Open(inner.lead, Part(found.name, inner.of))
    if isinstance(inner, Between | Edge | Date | Weekday) or inner is not None:
        return Part(found.name, inner)
    return None
