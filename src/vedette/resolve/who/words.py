"""Words of a text, folded so that spellings of one name meet: "Al-Shabaab’s" is `al`, `shabaab`, `'s`.

Hyphens and quotation marks vanish, other punctuation stays a word of its own, so that no name runs over a comma.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_SHORTENED = (
    "[A-Z]",
    "St",
    "Gen",
    "Col",
    "Lt",
    "Sgt",
    "Maj",
    "Capt",
    "Adm",
    "Brig",
    "Dr",
    "Mr",
    "Mrs",
    "Ms",
    "Sen",
    "Rep",
    "Gov",
    "Jr",
    "Sr",
    "Prof",
    "Rev",
    "Inc",
    "Co",
    "Corp",
    "Ltd",
    "Ma",
)
"""Words whose full stop is part of them."""
_WORD = re.compile(
    r"\d[\d.,]*\d(?![^\W_])"
    r"|[^\W_]+(?:['’ʼ.](?!s\b)[^\W_]+)*"  # N'Djamena and bdnews24.com in one, Turkey's in two
    r"(?:\.(?:" + "|".join(rf"(?<=\b{short}\.)" for short in _SHORTENED) + r"))?"  # U.S. and St.
    r"|['’]s\b|[^\w\s]",
)
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "’": "",
        "'": "",
        "ʼ": "",
        ".": "",
    }
)
_JOINS = frozenset("-‐‑–—")
_DROPPED = _JOINS | frozenset("'’‘“”„\"«»()[]*")


class Words(NamedTuple):
    """Parallel tuples, one entry a word."""

    folded: tuple[str, ...]
    """None is empty."""
    starts: tuple[int, ...]
    """Where each word starts in the text, in code points."""
    ends: tuple[int, ...]
    capital: tuple[int, ...]
    """0 for a small first letter, 1 for a capital, 2 for capitals throughout."""
    joined: tuple[bool, ...]
    """Whether a hyphen ties the word to the one before: the "led" of "Saudi-led"."""


def _looked_at(word: str) -> tuple[str, int]:
    """A word folded, and its capitals: 0 for a small first letter, 1 for a capital, 2 for capitals throughout ("3R" too).

    What is dropped folds to nothing, and so does a lone accent.
    """
    if word in _DROPPED:
        return "", 0
    capital = 2 if len(word) > 1 and word.isupper() else int(word[:1].isupper())
    return fold(word), capital


def fold(word: str) -> str:
    """One word without case, accents, apostrophes and full stops."""
    lowered = word.lower()
    if not lowered.isascii():
        lowered = _ACCENT.sub("", unicodedata.normalize("NFKD", lowered.translate(_LETTERS)))
        if lowered == "s" and len(word) > 1:
            return "'s"
    if len(lowered) == 1 or lowered == "'s" or lowered.isalnum():
        return lowered
    return lowered.translate(_LETTERS)


def split(text: str) -> Words:
    """The words of a text with their offsets."""
    chunks = text.split(" ")
    places = accumulate([len(chunk) + 1 for chunk in chunks], initial=0)
    rows = [
        (small, place + start, place + end, case, tied)
        for place, chunk in zip(places, chunks, strict=False)
        for small, start, end, case, tied in _chunk(chunk)
    ]
    if not rows:
        return Words((), (), (), (), ())
    folded, starts, ends, capital, joined = zip(*rows, strict=True)
    return Words(folded, starts, ends, capital, joined)


_Row = tuple[str, int, int, int, bool]


@lru_cache(maxsize=32768)
def _chunk(chunk: str) -> tuple[_Row, ...]:
    """The words between two spaces, with offsets in the chunk: no word holds a space, so each chunk is cut once."""
    rows = []
    tie = -1
    for found in _WORD.finditer(chunk):
        start, end = found.span()
        small, case = _looked_at(found[0])
        if small:
            rows.append((small, start, end, case, start == tie))
        elif found[0] in _JOINS:
            tie = end
    return tuple(rows)


def key(name: str) -> str:
    """A name as the lexicon keeps it: folded words with single spaces, no leading article."""
    folded = split(name).folded
    return " ".join(folded[1:] if folded[:1] == ("the",) and len(folded) > 1 else folded)


_OWNER = re.compile(r"['’]s\b")
_ACCENT = re.compile("[\u0300-\u036f]+")
_APART = re.compile(r"([^\w\s;'])")
_PLAIN = (("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("ı", "i"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ə", "a"))
_SPACED = '-‐‑–—‘“”„"«»()[]*'
_GONE = "'’ʼ."


def keys(text: str) -> str:
    """All names of a text folded at once, as `key` folds each; white space and `;` stay where they are.

    Plain replacements, since `str.translate` is ten times as slow on a whole file.
    """
    lowered = text.lower()
    for letter, other in _PLAIN:
        lowered = lowered.replace(letter, other)
    lowered = _OWNER.sub(" \x00", _ACCENT.sub("", unicodedata.normalize("NFKD", lowered)))
    for mark in _SPACED:
        lowered = lowered.replace(mark, " ")
    for mark in _GONE:
        lowered = lowered.replace(mark, "")
    return _APART.sub(r" \1 ", lowered.replace("\x00", "\x01")).replace(" \x01 ", "'s").replace("\x01", "'s")


FAMILY_FIRST = frozenset(("CHN", "TWN", "HKG", "PRK", "KOR", "VNM"))
"""Where the family name stands first."""
_PARTICLES = frozenset(
    ("al", "el", "bin", "ben", "ibn", "van", "von", "der", "den", "de", "da", "dos", "du", "la", "le")
)


def surname(name: str, country: str | None) -> str:
    """The part of a folded name by which a person is called again: "al bashir", "xi", "van der bellen"."""
    parts = name.split()
    if country in FAMILY_FIRST:
        return parts[0]
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(parts[start:])
