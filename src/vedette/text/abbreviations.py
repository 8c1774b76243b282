"""What the words of `abbreviations.toml` do to a full stop behind them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_ANY_CAPITALS = frozenset({"within", "before_number"})
_NO_ABBREVIATIONS = frozenset({"small", "starters", "zones"})


def kind(word: str) -> str | None:
    """The list that a word before a full stop stands in; None for a word that has no full stop of its own."""
    found = _kinds().get(word.lower())
    if found is None or found in _ANY_CAPITALS or word[0].isupper() or "." in word or word in _lists()["small"]:
        return found
    return None


@cache
def starters() -> frozenset[str]:
    """Words, in small letters, that begin a sentence rather than go on with one."""
    return frozenset(_lists()["starters"])


@cache
def zones() -> frozenset[str]:
    """Words, in small letters, that go on after an hour: "5 a.m. Eastern"."""
    return frozenset(_lists()["zones"])


@cache
def _kinds() -> Mapping[str, str]:
    lists = {name: words for name, words in _lists().items() if name not in _NO_ABBREVIATIONS}
    return {word: name for name, words in lists.items() for word in words}


@cache
def _lists() -> Mapping[str, list[str]]:
    with files("vedette.text").joinpath("abbreviations.toml").open("rb") as handle:
        found: dict[str, list[str]] = tomllib.load(handle)
    return found
