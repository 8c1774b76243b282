"""The cues table: words that mark other words as said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vedette.assemble.tokens import Token
from vedette.errors import KnowledgeError

TAKES = ("anything", "clause", "quotation")


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of cues.toml; `words` is one of its forms, in small letters."""

    words: tuple[str, ...]
    takes: str
    follows: bool = False
    addressee: bool = False
    side: str = "either"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A cue in a list of tokens: `tokens[first:last]` are its words."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Small words by what they are; see speech.toml."""

    lists: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def table(name: str) -> dict[str, Any]:
    """A TOML file of this package."""
    return tomllib.loads((files("vedette.assemble") / name).read_text("utf-8"))


@cache
def vocabulary(name: str) -> Vocabulary:
    """The word lists of a TOML file of this package."""
    return Vocabulary({key: frozenset(listed) for key, listed in table(name).items()})


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """All cues by their first word, longest first."""
    found: dict[str, list[Cue]] = {}
    for row in table("cues.toml")["cue"]:
        for cue in forms_of(row):
            found.setdefault(cue.words[0], []).append(cue)
    return {word: tuple(sorted(rows, key=lambda cue: -len(cue.words))) for word, rows in found.items()}


def forms_of(row: dict[str, Any]) -> Iterator[Cue]:
    """One cue for each form of a row."""
    if row.get("takes") not in TAKES:
        raise KnowledgeError(f"cues.toml, {row.get('forms')}: takes is {row.get('takes')!r}; write one of {TAKES}")
    rest = {key: value for key, value in row.items() if key != "forms"}
    return (Cue(words=tuple(form.split()), **rest) for form in row["forms"])


@cache
def any_cue() -> re.Pattern[str]:
    """Finds the first word of any cue."""
    either = "|".join(sorted((re.escape(word) for word in cues()), key=len, reverse=True))
    return re.compile(rf"\b(?:{either}|[Aa]ccording|as saying|g[ai]v(?:e|es|ing))\b")


def sightings(tokens: Sequence[Token]) -> list[Sighting]:
    """The cues outside quotations, in text order, written in small letters ("States" is none)."""
    found: list[Sighting] = []
    for at, token in enumerate(tokens):
        if token.kind == "word" and token.text[0].islower() and (not found or found[-1].last <= at):
            found += first_match(tokens, at)
    return found


def first_match(tokens: Sequence[Token], at: int) -> list[Sighting]:
    """The longest cue that begins at a token, if any."""
    for cue in cues().get(tokens[at].text.casefold(), ()):
        last = at + len(cue.words)
        if tuple(token.text.casefold() for token in tokens[at:last]) == cue.words:
            return [Sighting(cue, at, last)]
    return []
