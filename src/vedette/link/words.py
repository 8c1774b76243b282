"""Words of a text, weighed by how rare they are in the news at large, and how alike two texts are by them.

The weights are shipped and never counted on what is linked, so that a score of today is the same tomorrow.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

RARITY = Path(__file__).with_name("rarity.tsv")
"""Word -> ln(reports / reports with it), from a count over 24 years of short dated reports."""

UNSEEN = 9.8
"""Weight of a word that the table does not have: it stood in fewer than 12 of 111,000 reports, say in 6."""

COMMON = 2.6
"""Words in more than one report of 13 tell nothing apart; chosen by eye on the table: "said", "people", "killed"."""

CALENDAR_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december today yesterday tomorrow morning afternoon evening night
"""
CALENDAR = frozenset(CALENDAR_WORDS.split())
"""What the comparison of times weighs already."""

WORD = re.compile(r"[a-z]{3,}")

Weights = Mapping[str, float]
"""Word -> weight, with unit length."""


@lru_cache(maxsize=1)
def rarity() -> Mapping[str, float]:
    """The shipped weights."""
    with RARITY.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {word: float(weight) for word, weight in rows}


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    return "".join(each for each in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(each))


def tokens(text: str) -> list[str]:
    """Words of three letters and more, without a plural's s. Days and numbers are compared elsewhere."""
    return [word for each in WORD.findall(folded(text)) if (word := _plain(each))]


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """The word without a plural's s; empty for one of the calendar."""
    return "" if word in CALENDAR else _singular(word)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] != "s" else word  # noqa: PLR2004 - "gas", "Laos"


def weighed(words: Iterable[str]) -> Weights:
    """The words that are not common, with weights of unit length."""
    known = rarity()
    kept = {word: weight for word in set(words) if (weight := known.get(word, UNSEEN)) > COMMON}
    length = math.sqrt(math.fsum([weight * weight for weight in kept.values()])) or 1.0
    return {word: weight / length for word, weight in kept.items()}


def alike(one: Weights, other: Weights) -> float:
    """Cosine, 0 to 1."""
    both = one.keys() & other.keys()
    return math.fsum([one[word] * other[word] for word in both]) if both else 0.0


def rarest(words: Weights, count: int) -> list[str]:
    """The words of most weight, rarest first; of equal ones the first by alphabet."""
    return sorted(words, key=lambda word: (-words[word], word))[:count]
