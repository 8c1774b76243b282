"""The noun that a phrase counts, and whether it is one thing, many, a body of people, or stuff that is weighed.

Only the words decide; there is no dictionary of English here, only short tables of what ends in no "s".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final


@cache
def _table() -> dict[str, frozenset[str]]:
    """The lists of nouns.toml by name."""
    rows = tomllib.loads(files(__package__ or "").joinpath("nouns.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in rows.items() if isinstance(words, list)}


@cache
def strengths() -> dict[str, str]:
    """How many a body of a kind usually has: {"battalion": "300..1000 soldiers"}."""
    rows = tomllib.loads(files(__package__ or "").joinpath("nouns.toml").read_text(encoding="utf-8"))
    return {str(name): str(strength) for name, strength in rows["strengths"].items()}


_ONE: Final = frozenset({"a", "an", "another", "one", "this", "that"})
_S_OF_ONE: Final = re.compile(r"(?:ss|us|is|'s|’s|as|os)$")
_NATIONS: Final = re.compile(
    r"(?:ians|ans|eans|ese|ish|ch|ites|eks|erbs|urds|urks|oats|eeks|arabs|jews|ghans|zens|nis|lis|qis|tis|jis|ens|ics|ims|ists"
    r"|others|orces|ers|ors|nts|iets|anes|innes|oles|edes)$"
)
_TIES: Final = (
    r"of|in|from|at|on|with|by|for|to|as|into|inside|outside|between|during|after|before|under|aboard|near|against"
)
_ENDS_PHRASE: Final = re.compile(
    rf"[,;:(–—]|^(?:{_TIES}|who|that|each|per)(?=\s)"
    rf"|(?<=\s)(?:{_TIES}|who|that|which|whose|aged|belonging|including|loyal|consisting|composed|made up|estimated"
    r"|per|each|apiece|a (?:day|week|month|year))(?=\s|$)"
    rf"|(?<=\s)(?:accused|suspected|killed|wounded|injured|armed|equipped|based|stationed)(?=\s(?:{_TIES})\s)",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(r"\s(?:and|or)\s")
_QUANTIFIERS: Final = frozenset(
    {"all", "some", "most", "many", "several", "few", "any", "number", "half", "majority", "third", "quantity"}
)
_ACRONYM: Final = re.compile(r"[A-Z]{3,}")
_PLANES: Final = re.compile(r"\S*\d+s")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?(?:\.(?=\w)\w)*|[A-Z][\w-]*\d[\w-]*")


@dataclass(frozen=True, slots=True)
class Head:
    """The noun that a phrase is about."""

    word: str
    """As written; "" when the phrase has none."""
    first: str
    """The phrase's first word, lower-case."""
    words: tuple[str, ...]
    """The words of the noun phrase before "of", "in", "who" and the like."""

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.word.lower()


def head(phrase: str, *, first: bool = False) -> Head:
    """The last word before the first preposition, relative pronoun or comma; with `first`, before "and" too.

    Behind a word of quantity the head is what it is a quantity of: "a number of lorries" is about lorries.
    """
    cut = _ENDS_PHRASE.search(phrase)
    noun = phrase[: cut.start()] if cut else phrase
    words = tuple(_WORD.findall(_first_part(noun) if first else noun))
    if cut and words and words[-1].lower() in _QUANTIFIERS and cut[0] == "of":
        return head(phrase[cut.end() :].strip(), first=first)
    return Head(words[-1] if words else "", words[0].lower() if words else "", words)


def last(phrase: str) -> Head:
    """The last word of all, as a head."""
    words = tuple(_WORD.findall(phrase))
    return Head(words[-1] if words else "", words[0].lower() if words else "", words)


def _first_part(noun: str) -> str:
    """Thus "troops and police" are troops, but "German and Austrian soldiers" soldiers."""
    part = _JOINS.split(noun)[0]
    last = part.rsplit(None, 1)[-1] if part.strip() else ""
    return part if (last.islower() and last.endswith("s")) or last in _table()["plurals"] else noun


def is_body(noun: Head) -> bool:
    """True of "battalion", "patrol", "crowd", and of "Guard" (but a guard is one man)."""
    bodies = _table()["bodies"]
    known = noun.lower in bodies or noun.lower.split("-")[-1] in bodies
    return (known or (len(noun.words) == 1 and _ACRONYM.fullmatch(noun.word) is not None)) and noun.word != "guard"


def is_stuff(noun: Head) -> bool:
    """True of "ammunition" and the like."""
    return noun.lower in _table()["stuff"] or noun.lower.endswith("ware")


def is_plural(noun: Head) -> bool:
    """True of "soldiers", "men", "Kurds"; of a name only where it is a people's name."""
    word, table = noun.lower, _table()
    if word in table["plurals"] or word.endswith("men") or _PLANES.fullmatch(word):
        return True
    if word in table["peoples"]:
        return noun.first not in _ONE
    if word in table["singulars"] or not word.endswith("s"):
        return False
    if noun.word[0].isupper():
        return len(noun.words) == 1 or noun.first in {"the", "these", "those"} or bool(_NATIONS.search(word))
    return not (_S_OF_ONE.search(word) or word.startswith("al-"))
