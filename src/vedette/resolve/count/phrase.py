"""From the words of one phrase to a count: the rules in their order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from vedette.records import Count, PassedOver, Resolved
from vedette.resolve import numerals
from vedette.resolve.count import nouns, numbers, vague
from vedette.resolve.count.nouns import Head

Outcome = Resolved[Count]

_ZERO: Final = re.compile(
    r"^(?:no one|no-one|nobody|none|neither|zero|no(?= [a-z])(?! (?:fewer|less|more)))\b", re.IGNORECASE
)
_WORD_COUNTS: Final = (
    (
        re.compile(
            r"^(?:the )?(?:both|twin|pair of|a pair of|a couple of|couple of|a couple|a pair|a duo|duo)\b",
            re.IGNORECASE,
        ),
        2.0,
    ),
    (re.compile(r"^(?:the |a )?trio\b", re.IGNORECASE), 3.0),
    (re.compile(r"^(?:the |a )?quartet\b", re.IGNORECASE), 4.0),
    (re.compile(r"^(?:at least |more than )?once$", re.IGNORECASE), 1.0),
    (re.compile(r"^(?:at least |more than )?twice\b(?! as)", re.IGNORECASE), 2.0),
    (re.compile(r"^(?:at least |more than )?(?:thrice)\b", re.IGNORECASE), 3.0),
)
_ORDINAL_ALONE: Final = re.compile(r"^(?:its|the|their|his|her|a)? ?(\d{1,3})(?:st|nd|rd|th)$", re.IGNORECASE)
_FRACTION: Final = re.compile(
    r"\b(?:half|(?:an? |one |two |three )?(?:third|quarter|fifth|tenth)s?|majority|most) of\b|\bone third\b",
    re.IGNORECASE,
)
_ONE: Final = frozenset(
    {"he", "she", "him", "her", "i", "me", "himself", "herself", "someone", "somebody", "anyone", "another"}
)
_MANY: Final = frozenset(
    {
        "we",
        "us",
        "they",
        "them",
        "who",
        "whom",
        "themselves",
        "ourselves",
        "others",
        "those",
        "these",
        "which",
        "it",
        "you",
    }
)
_DETERMINERS: Final = frozenset(
    {
        "a",
        "an",
        "another",
        "the",
        "this",
        "that",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "each",
        "every",
        "one",
        "said",
    }
)
_AND: Final = re.compile(
    r",? (?:and|as well as|plus|along with|together with) (?!counting|over\b|more\b|above|(?:a )?half)|, (?!\d{3}\b)",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"\b(?:and|plus|as well as|along with|together with)\b", re.IGNORECASE)
"""A comma alone sets a remark beside the noun: "one of the eleven, an organist"."""
_PART: Final = re.compile(
    r"^(?:(?:at least|up to|about|around|some|over|more than|nearly|almost|also|another|possibly)\s)*"
    rf"(?:\d|an?\b|one\b|another\b|(?:his|her|their|its)\b(?= \w+$)|(?:{'|'.join(sorted(numbers.SMALL_WORDS))})\b)",
    re.IGNORECASE,
)
_ONE_COUNT: Final = re.compile(
    r"\bbetween\b|\bfrom \d|\baged\b|\bwith\b|\b(?:group|force|unit|company|battalion|fleet) of\b", re.IGNORECASE
)
"""Words by which what looks like parts belongs to one count: ages, crews, ranges."""
_NAME_AT_END: Final = re.compile(r" [A-Z][\w'-]+ (?:al-|bin |de |von )?[A-Z][\w'-]+$")
"""A person behind an office: "former minister of justice Ana Kolar"."""
_NAME: Final = re.compile(r"[^\W\d_a-z][\w'’-]*(?: (?:al-)?[^\W\d_a-z][\w'’-]*)*")
_TWO: Final = 2
_MARKS: Final = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2212": "-", "\u2012": "-", "\u2011": "-", "\u2010": "-"}
)


LONGEST: Final = 400
"""Code points: the longest phrase of train has 109. Of longer ones the start is read."""


@lru_cache(maxsize=65536)
def read(text: str) -> Outcome:
    """The count in a phrase; the same words always give the same count."""
    text = text[:LONGEST]
    plain = " ".join(text.translate(_MARKS).split()).strip(" \"'“”„«»().,;:")
    if not re.search(r"\w", plain):
        return Resolved(None, "no-words")
    return _composed(plain) or _single(plain)


def _single(plain: str) -> Outcome:
    return (
        _zero(plain)
        or numbers.tally(plain)
        or numbers.read(plain)
        or _least(plain)
        or _word_count(plain)
        or _ordinal(plain)
        or _without_number(plain)
    )


def _composed(plain: str) -> Outcome | None:
    """Thus "four soldiers and a guide" is five; None unless each part brings its own number."""
    parts = _parts(plain) if _AND.search(plain) else []
    if len(parts) < _TWO or not _JOINED.search(plain) or _ONE_COUNT.search(plain):
        return None
    if not all(_PART.match(part) for part in parts):
        return None if "," in plain else _two_names(parts)
    counts = [_single(part).value for part in parts]
    known = [count for count in counts if count is not None and (count.low, count.high) != (None, None)]
    units = {count.unit for count in known}
    if len(known) < len(parts) or (len(units) > 1 and units & numbers.MEASURES):
        return None
    passed = tuple(PassedOver(part.strip(), "one of the parts that were added up") for part in parts)
    return Resolved(_sum(known, units.pop() if len(units) == 1 else None), "sum-of-parts", None, passed)


def _two_names(parts: list[str]) -> Outcome | None:
    """Thus "Okello and Mutua" are two; only bare names are told apart so."""
    if any(part.lower() == part or not _NAME.fullmatch(part) or _single(part).rule != "named-one" for part in parts):
        return None
    number = float(len(parts))
    passed = tuple(PassedOver(part, "one of the names that were added up") for part in parts)
    return Resolved(Count(number, number), "sum-of-names", None, passed)


def _parts(plain: str) -> list[str]:
    """The phrase cut at its commas and "and"s, but not within "two hundred and five"."""
    found = numerals.find(plain)
    cuts = [cut for cut in _AND.finditer(plain) if not any(one.start < cut.start() < one.end for one in found)]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(plain)]
    return [plain[start:end] for start, end in zip(starts, ends, strict=True) if plain[start:end].strip()]


def _sum(counts: list[Count], unit: str | None) -> Count:
    lows, highs = [count.low for count in counts], [count.high for count in counts]
    low = None if all(value is None for value in lows) else sum(value or 0.0 for value in lows)
    high = None if None in highs else sum(value for value in highs if value is not None)
    return Count(low, high, any(count.approximate for count in counts), unit)


def _zero(plain: str) -> Outcome | None:
    if not _ZERO.match(plain):
        return None
    noun = nouns.head(_ZERO.sub("", plain).strip())
    return Resolved(Count(0.0, 0.0, unit=noun.word or None), "zero-word")


def _least(plain: str) -> Outcome | None:
    """Thus "dozens of people" is at least 24."""
    found = vague.find(plain)
    if found is None:
        return None
    unit = numbers.unit_after(plain[: found.start], plain[found.end :])
    return Resolved(Count(found.value, None, unit=unit), "vague-plural")


def _word_count(plain: str) -> Outcome | None:
    """Thus "both men", "twin bombings", "twice"."""
    for pattern, value in _WORD_COUNTS:
        match = pattern.match(plain)
        if match:
            open_above = match[0].lower().startswith(("at least", "more than"))
            return Resolved(
                Count(value, None if open_above else value, unit=numbers.unit_after("", plain[match.end() :])),
                "number-word",
            )
    return None


def _ordinal(plain: str) -> Outcome | None:
    match = _ORDINAL_ALONE.match(plain)
    return Resolved(Count(float(match[1]), float(match[1])), "ordinal-alone") if match else None


def _without_number(plain: str) -> Outcome:
    """No number anywhere: one thing, many, a body of unknown strength, or nothing that can be counted."""
    noun = nouns.head(plain)
    if _FRACTION.search(plain):
        return Resolved(Count(None, None, unit=noun.word or None), "share-of-unknown")
    if plain.lower() in _ONE:
        return Resolved(Count(1.0, 1.0), "singular")
    if (noun.lower in _MANY and not noun.word.isupper()) or not noun.word:
        return Resolved(Count(None, None), "pronoun" if noun.word else "no-number")
    return _by_noun(plain, noun)


def _by_noun(plain: str, noun: Head) -> Outcome:
    rule = _uncountable(plain, noun)
    if rule is None and (noun.first in _DETERMINERS or noun.first.endswith("'s")):
        return Resolved(Count(1.0, 1.0, unit=noun.word), "singular")
    named = noun.word[0].isupper() or noun.lower.startswith("al-") or _NAME_AT_END.search(plain)
    if rule is None and named and not nouns.is_body(nouns.last(plain)):
        return Resolved(Count(1.0, 1.0), "named-one", passed_over=(PassedOver("?", "a name of more than one"),))
    strength = nouns.strengths().get(noun.lower) if rule == "body-without-number" else None
    note = f"a {noun.lower} is usually {strength}" if strength else None
    return Resolved(Count(None, None, unit=noun.word), rule or "bare-noun", note=note)


def _uncountable(plain: str, noun: Head) -> str | None:
    """Why the noun gives no number, or None when it may be one."""
    if vague.NOTHING.match(plain):
        return "says-no-number"
    if nouns.is_body(noun):
        return "body-without-number"
    if nouns.is_stuff(noun):
        return "not-countable"
    return "plural-without-number" if nouns.is_plural(noun) else None
