"""The words of time: months, days, units, and the bits of pattern built of them."""

from __future__ import annotations

import re
from typing import Final

from vedette.resolve import numerals

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
UNITS: Final = [
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "second",
]

MONTH: Final = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?)"
)
WEEKDAY: Final = (
    r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)(?![a-z])\.?)"
)
YEAR: Final = r"(?P<year>1\d{3}|20\d\d|2100)"
ORDINAL: Final = r"(?:" + "|".join(sorted(numerals.ORDINALS, key=len, reverse=True)) + r"|\d{1,2}(?:st|nd|rd|th))"
DAY: Final = rf"(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?(?!\d)|{ORDINAL})(?: of)?"
NUMBER_WORDS: Final = "|".join(sorted(numerals.SMALL, key=len, reverse=True))
NUMBER: Final = (
    rf"(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{NUMBER_WORDS})(?:[ -](?:{NUMBER_WORDS}|hundred))*|an?(?= )|another(?= )|one and a half|a hundred|half an?)"
    r"(?: and (?:a )?half| dozen)?)"
)
UNIT: Final = r"(?P<unit>minute|hour|day|night|weekend|week|fortnight|month|year|decade|centurie|century)s?"
SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)"
FEW: Final = r"(?P<few>several|a few|few|some|many|a couple of|a number of|countless)"

_MARKS: Final = str.maketrans(
    {"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "‒": "-", "\u00a0": " "}
)
_DOTS: Final = re.compile(r"\b([ap])\. ?m\b\.?")
_COLON: Final = re.compile(r"(?<=\d): (?=\d\d)")


def plain(text: str) -> str:
    """Lower case, straight marks, single spaces, no mark at either end."""
    lowered = " ".join(text.translate(_MARKS).lower().split())
    lowered = _COLON.sub(":", _DOTS.sub(r"\1m", lowered))
    lowered = lowered.strip(" ,;:\"'“”„«»()[]!?")
    return lowered.removesuffix("'s").rstrip(".").strip()


def month(word: str) -> int:
    """Thus "sept." is 9."""
    return next(number for name, number in MONTHS.items() if name.startswith(word.rstrip(".")[:3]))


def weekday(word: str) -> int:
    """Thus "tues" is 1; Monday is 0."""
    return next(number for name, number in WEEKDAYS.items() if name.startswith(word.rstrip(".")[:3]))


def day(word: str) -> int:
    """Thus "21st", "21" and "twenty-first" are 21."""
    return numerals.ordinal(word) or int(re.sub(r"\D", "", word) or 0)


def number(word: str) -> float:
    """Thus "a" is 1, "two and a half" is 2.5, "half an" is 0.5."""
    if word in {"a", "an", "another"}:
        return 1.0
    if word.startswith("half"):
        return 0.5
    half = re.search(r" and (?:a )?half$", word)
    return (numerals.read(word[: half.start()] if half else word) or 0.0) + (0.5 if half else 0.0)
