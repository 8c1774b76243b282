"""Numbers as reports write them: "2,500", "1.2 million", "twenty-one", "two dozen", "a hundred", "83 000".

`find` yields every number of a phrase with its place; it does not say whether a number counts something.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

UNITS = {
    **{
        word: n
        for n, word in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        )
    },
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SMALL = UNITS | TENS
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "score": 20,
}
SHORT_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "bn": 1_000_000_000, "tn": 10**12}
ORDINALS = {
    word: n
    for n, word in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ]
    )
} | {
    f"twenty-{word}": 20 + n
    for n, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"], 1)
}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31, "fortieth": 40, "fiftieth": 50, "hundredth": 100}

_SPACE = r"[ \u00a0\u2009\u202f]"
FIGURES = rf"\d{{1,3}}(?:,{_SPACE}?\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+(?:[.·]\d+)?"
_WORD = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
WORDS = (
    rf"(?:(?:{_WORD})|(?:an?|half an?|one)(?=[ -](?:{_SCALE})\b)|(?:(?<=another )|(?<=further ))(?:dozen|hundred|thousand|million|billion)\b)"
    rf"(?:[ -](?:and )?(?:{_WORD}|{_SCALE})\b(?!-year))*"
)
NUMBER = re.compile(
    rf"(?<![\w.,])(?=[\d{''.join(sorted({word[0] for word in SMALL} | {'a', 'b', 'd', 'h', 'm'}))}])"
    rf"(?:(?P<figures>{FIGURES})(?:(?:-?(?P<short>{'|'.join(SHORT_SCALES)})| (?P<spaced>mn|mln|bn|tn))(?![\w-])"
    rf"|[ -]?(?P<scale>(?:{_SCALE})(?:[ -](?:{_SCALE}))*)\b(?! of (?:millions|billions))"
    rf"|[ ](?P<of>thousand of millions|billions? of|millions? of)\b)?"
    rf"|(?P<words>{WORDS})(?![\w])(?P<half> and (?:a )?half)?)"
)
"""Of lower-case text: ignoring case would cost ten times as much."""
_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
"""Keeps every offset, which `str.lower` does not."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a phrase, with where it stands; `start` and `end` are half-open."""

    value: float
    start: int
    end: int


def whole(value: float) -> float:
    """The value without the noise of binary fractions: 2.33e9 stays 2330000000."""
    if not math.isfinite(value):
        return value
    return float(round(value)) if abs(value - round(value)) < 1e-6 * max(1.0, abs(value)) else value


def read_figures(text: str) -> float:
    """Thus "83 000" is 83000, "1,447" is 1447, "1.2" is 1.2, "1.200.000" is 1200000."""
    digits = "".join(text.replace(",", "").replace("·", ".").split())
    return float(digits.replace(".", "") if digits.count(".") > 1 else digits)


def read_words(text: str) -> float:
    """Thus "two hundred and five" is 205, "half a million" is 500000, "two dozen" is 24."""
    total, current, factor = 0.0, 0.0, 1.0
    for word in re.split(r"[ -]+", text.lower()):
        if word in SMALL:
            current += SMALL[word]
        elif word == "half":
            factor = 0.5
        elif word in {"a", "an"}:
            current = current or 1.0
        elif word in {"hundred", "dozen", "score"}:
            current = (current or 1.0) * SCALES[word]
        elif word in SCALES:
            total, current = total + (current or 1.0) * SCALES[word], 0.0
    return (total + current) * factor


def _scaled(match: re.Match[str]) -> float:
    value = read_figures(match["figures"])
    short = match["short"] or match["spaced"]
    if short:
        return value * SHORT_SCALES[short.lower()]
    if match["of"]:
        return value * (1e9 if "thousand" in match["of"].lower() or "billion" in match["of"].lower() else 1e6)
    for scale in re.split(r"[ -]", match["scale"] or ""):
        value *= SCALES.get(scale.lower(), 1)
    return value


def _value(match: re.Match[str]) -> float:
    if match["figures"]:
        return whole(_scaled(match))
    return whole(read_words(match["words"]) + (0.5 if match["half"] else 0.0))


LARGEST = 1e18
"""More than there is of anything that reports count; what is read as more is no number."""


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Number, ...]:
    """The numbers of a text, left to right; ordinals and digits inside a word ("F-16", "33rd") are none."""
    lower = text.translate(_LOWER)
    found = (Number(_value(m), m.start(), m.end()) for m in NUMBER.finditer(lower) if not _in_a_name(lower, m))
    return tuple(number for number in found if number.value <= LARGEST)


def _in_a_name(text: str, match: re.Match[str]) -> bool:
    """True when letters or a hyphen glue the digits to a name: "F-16", "Su-24", "33rd", "MiG-29", "155mm"."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
    glued = before[-1:].isalpha() or before[-1:] == "/" or (before[-1:] in {"-", "/"} and before[:1].isalpha())
    return glued or after.isalnum() or after == "_"


@lru_cache(maxsize=4096)
def read(text: str) -> float | None:
    """The number that the whole text is, or None: "seventeen" is 17."""
    numbers = find(text.strip())
    return numbers[0].value if len(numbers) == 1 and numbers[0].end - numbers[0].start == len(text.strip()) else None


def ordinal(text: str) -> int | None:
    """Thus "third" is 3, "21st" is 21; None for anything else."""
    lowered = text.lower().replace(" ", "-")
    digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", lowered)
    return int(digits[1]) if digits else ORDINALS.get(lowered)
