"""Phrases that hold a number: which number counts, and whether it is exact, a range or a bound."""

from __future__ import annotations

import re
from typing import Final

from vedette.records import Count, PassedOver, Resolved
from vedette.resolve import numerals
from vedette.resolve.count import bounds, money, nouns
from vedette.resolve.numerals import Number

Outcome = Resolved[Count]

SMALL_WORDS: Final = frozenset(numerals.SMALL)
MEASURES: Final = money.CODES | {
    "percent",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "year",
    "month",
    "week",
    "day",
    "hour",
}
"""Units that are not added to one another."""

_PERCENT: Final = re.compile(r"^\s*(?:%|per ?cent\b|percentage points?\b)", re.IGNORECASE)
_AGE_AFTER: Final = re.compile(
    r"^-? to \d+[ -]years?[ -]olds?\b|^[ -]?(?:years?|months?)?[ -](?:old|olds|girl|boy|of age)\b|^[ -]years?[ -]olds?\b|^-year (?:girl|boy|man|woman)",
    re.IGNORECASE,
)
_AGE_BEFORE: Final = re.compile(
    r"\b(?:aged?|boy of|girl of|woman of|man of|youth of|child of|age of|between the ages of)\s*(?:\d+ (?:to|and) )?$",
    re.IGNORECASE,
)
_ADJECTIVE_AFTER: Final = re.compile(
    r"^[ -]?(?:mm|cm|km/h|kg|millimet\w+|centimet\w+|kilogram\w*|storey|story|inch|ton|tonne|calibre|caliber|barrel|point|"
    r"gauge|foot|wheel|seat|megawatt|lane)\b(?!s)",
    re.IGNORECASE,
)
_NAME_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?-i:(?<=[a-z] )[A-Z]\w*|[A-Z]\w* [A-Z]\w*)|battalion|brigade|division|regiment|company|group|resolution|article|sector|phase|"
    r"chapter|number|no\.|flight|route|highway|unit|tranche|level|stage|point|area|zone|day|decree|law|bill|"
    r"operation|department|channel|protocol|annex) $",
    re.IGNORECASE,
)  # fmt: skip
_IN_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|since|of (?:january|february|march|april|may|june|july|august|september|october|november|december)) $",
    re.IGNORECASE,
)
_RANGE_JOIN: Final = re.compile(
    r"^(?:\s?-\s?|\s(?:to|and|or|till|through)\s)(?:(?:about|around|as many as|up to|even)\s)?[$€£]?$", re.IGNORECASE
)
_YEARS: Final = (1900, 2100)
"""Numbers that may be years."""
_PER: Final = {"dollar", "dollars", "euro", "euros", "pounds", "year", "month", "day"}
_SMALLEST_SCALE: Final = 100
_TALLY: Final = re.compile(
    r"^(?:votes?:? )?(\d[\d,]*)(?: votes?)?(?: in favou?r)?(?:\s?-\s?| to | votes? to | against )(\d[\d,]*)\b(?:\s*(votes?|margin))?",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    r"^\s*(?:or so |or more |plus |-odd |\+ ?)?(?:of (?:the|its|their|his|her|our|those|these|them|whom)?(?: \d[\d,]*)?)\b"
)
_FILLER: Final = re.compile(
    r"^\s*(?:more|other|others|another|further|additional|extra|or so|or more|dead(?= \w)|-)\s+(?=\w)", re.IGNORECASE
)
_NO_UNIT: Final = frozenset({"more", "others", "other", "them", "whom", "another", "in", "of", "and"})


def tally(plain: str) -> Outcome | None:
    """Thus "57 votes to 12" is 55: votes and falling pairs ("83-12") are results, not ranges."""
    match = _TALLY.match(plain)
    if not match:
        return None
    first, second = numerals.read_figures(match[1]), numerals.read_figures(match[2])
    if first <= second and "vote" not in plain.lower():
        return None
    over = (PassedOver(f"{second:g}", "the losing side of a vote"),)
    return Resolved(Count(first, first, unit="votes"), "tally", None, over)


def read(plain: str) -> Outcome | None:
    """The count of a phrase by its own number; None when no number in it counts anything."""
    found = [number for number in numerals.find(plain) if not _is_adjective(plain, number)]
    if not found:
        return None
    first = found[0]
    if len(found) > 1 and _is_range(plain, first, found[1]):
        return _ranged(plain, first, found[1], found[2:])
    if _is_price_of_one(plain, first):
        return None
    return _bounded(plain, first, found[1:])


def unit_after(before: str, after: str) -> str | None:
    """What is counted: a currency's code, "percent", or the head noun that follows the number."""
    if _PERCENT.match(after):
        return "percent"
    code = money.currency(before, after)
    if code:
        return code
    rest = _OF.sub(" ", after, count=1)
    while _FILLER.match(rest):
        rest = _FILLER.sub("", rest, count=1)
    word = nouns.head(rest.strip(" -"), first=True).word
    return word if word and word.lower() not in _NO_UNIT else None


def _is_adjective(plain: str, number: Number) -> bool:
    """True of ages, calibres, numbers that are names, and years."""
    before, after = plain[: number.start], plain[number.end :]
    if _AGE_AFTER.match(after) or _ADJECTIVE_AFTER.match(after) or (before and _AGE_BEFORE.search(before)):
        return True
    if before and not after.strip() and _NAME_BEFORE.search(before):
        return True
    return bool(_YEARS[0] <= number.value <= _YEARS[1] and _IN_YEAR_BEFORE.search(before))


def _is_range(plain: str, first: Number, second: Number) -> bool:
    join = plain[first.end : second.start]
    if not _RANGE_JOIN.match(join) or first.value >= second.value:
        return bool(_RANGE_JOIN.match(join)) and _scaled(plain, first, second) < second.value
    return " and " not in f" {join.strip()} " or bool(
        re.search(r"\bbetween\s+\S*$", plain[: first.start], re.IGNORECASE)
    )


def _scaled(plain: str, first: Number, second: Number) -> float:
    """In "two to 3 million" and "1.2-1.5bn" the scale stands once and holds for both."""
    written = plain[second.start : second.end].lower()
    scale = next(
        (
            value
            for word, value in (numerals.SCALES | numerals.SHORT_SCALES).items()
            if re.search(rf"[\d ]{word}$", written)
        ),
        1,
    )
    own = re.search(r"[a-z]$", plain[first.start : first.end].lower()) and first.value >= _SMALLEST_SCALE
    return first.value if own or first.value >= scale else first.value * scale


def _ranged(plain: str, first: Number, second: Number, others: list[Number]) -> Outcome:
    low = _scaled(plain, first, second)
    unit = unit_after(plain[: first.start], plain[second.end :])
    return Resolved(Count(low, second.value, unit=unit), "range", None, _others(others))


def _is_price_of_one(plain: str, number: Number) -> bool:
    """Thus "a new $10 million base" counts one base."""
    before, after = plain[: number.start], plain[number.end :]
    if not re.match(r"an?\b", before, re.IGNORECASE) or " of " in before or not money.currency(before, after):
        return False
    noun = nouns.head(after.strip(" -"))
    return bool(noun.word) and noun.lower not in _PER and not nouns.is_body(noun)


def _bounded(plain: str, number: Number, others: list[Number]) -> Outcome:
    before, after = plain[: number.start], plain[number.end :]
    kind = bounds.around(before, after)
    unit = unit_after(before, after)
    value = number.value
    if kind == bounds.AT_LEAST:
        return Resolved(Count(value, None, unit=unit), "at-least", None, _others(others))
    if kind == bounds.AT_MOST:
        return Resolved(Count(None, value, unit=unit), "at-most", None, _others(others))
    about = kind == bounds.ABOUT
    return Resolved(Count(value, value, about, unit), "about" if about else "exact", None, _others(others))


def _others(numbers: list[Number]) -> tuple[PassedOver, ...]:
    return tuple(
        PassedOver(f"{number.value:.15g}", "a further number of the phrase; the first one counts") for number in numbers
    )
