"""Names of places as they sound: what is left of a name when its spelling may be anybody's.

Places without an entry in a gazetteer, and names that come by way of another script, are spelled in many ways. Their
consonants change less: "Qamishli" and "Kamishly" are both k-m-s-l. Only used within one country and beside other evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vedette.link.words import folded

GENERIC_WORDS = """
the of in at near outside inside town city village district region province area capital border eastern western northern
southern central north south east west state county governorate neighbourhood neighborhood suburb outskirts port old new
upper lower and its his their this that same
"""
GENERIC = frozenset(GENERIC_WORDS.split())
"""Words that say what kind of place it is, and no name."""

ALIKE = (
    ("kh", "k"),
    ("gh", "k"),
    ("q", "k"),
    ("c", "k"),
    ("g", "k"),
    ("x", "h"),
    ("ph", "f"),
    ("v", "f"),
    ("z", "s"),
    ("p", "b"),
    ("d", "t"),
)
"""Letters that stand for one sound or are easily taken for one another, applied in this order."""

SOFT = re.compile(r"[aeiouyh']+")
"""Vowels and h: where spellings differ most."""

DOUBLED = re.compile(r"(.)\1+")

SHORTEST = 2
"""Consonants a skeleton has at least; fewer tell nothing."""


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of a name's own words, or nothing where too few are left."""
    words = [word for word in re.findall(r"[a-z']+", folded(name)) if word not in GENERIC]
    sound = "".join(words)
    for letters, other in ALIKE:
        sound = sound.replace(letters, other)
    bare = DOUBLED.sub(r"\1", SOFT.sub("", sound))
    return bare if len(bare) >= SHORTEST else ""


def sound_alike(one: str, other: str) -> bool:
    """Whether two skeletons are the same, or, when long enough, one has a letter more."""
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) > SHORTEST and _one_more(*sorted((one, other), key=len)))


def _one_more(short: str, long: str) -> bool:
    """Whether the longer is the shorter with one letter put in."""
    if len(long) - len(short) != 1:
        return False
    first = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[first:] == long[first + 1 :]
