"""Number words without a number: "dozens" is at least two dozen; "several" says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LEAST: Final = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000,
                "billions": 2_000_000_000, "trillions": 2_000_000_000_000}  # fmt: skip
"""The guidelines' habit: a bare plural is at least twice its unit."""

SCALE: Final = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PLURAL: Final = re.compile(
    r"\b(?:(?P<outer>dozens|tens|scores|hundreds|thousands) (?:and (?:hundreds|thousands|scores|dozens) )?of )?"
    r"(?P<inner>dozens|scores|hundreds|thousands|millions|billions|trillions)\b",
    re.IGNORECASE,
)
_FEW: Final = re.compile(
    r"\b(?:several|a few|few|many|a couple(?: of)?|some)[ -](?P<inner>dozen|hundred|thousand|million|billion)s?\b",
    re.IGNORECASE,
)
NOTHING: Final = re.compile(
    r"\b(?:several|many|a few|few|multiple|numerous|various|countless|a number|an unspecified number|an unknown number"
    r"|a handful|a lot|lots|a group|a series|a string|a large|large numbers|some|any|all|most|more|additional|fewer|an? "
    r"(?:undisclosed|undetermined|unknown|unspecified) number)\b",
    re.IGNORECASE,
)


_STEMS: Final = ("dozen", "score", "hundred", "thousand", "illion")
"""Without one of these there is nothing to find; looking for them is cheap."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A lower bound that a vague word gives, with where the word stands."""

    value: float
    start: int
    end: int


def find(phrase: str) -> AtLeast | None:
    """Thus "hundreds of thousands of people" gives 200000; "several hundred men" gives 200."""
    lower = phrase.lower()
    if not any(word in lower for word in _STEMS):
        return None
    few = _FEW.search(phrase)
    if few:
        return AtLeast(2.0 * SCALE[few["inner"].lower()], few.start(), few.end())
    plural = _PLURAL.search(phrase)
    if not plural:
        return None
    inner = LEAST[plural["inner"].lower()]
    if not plural["outer"]:
        return AtLeast(float(inner), plural.start(), plural.end())
    return AtLeast(float(LEAST[plural["outer"].lower()] * inner / 2), plural.start(), plural.end())
