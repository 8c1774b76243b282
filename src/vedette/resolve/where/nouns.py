"""Which kind of place a common noun tells: a "village" is a city, a "governorate" a region, a "mosque" a site."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FILE = "data/places/nouns.toml"


@cache
def kinds() -> Mapping[str, str]:
    """Kind by noun, singular and plural; a starred noun stands under two kinds and the unstarred one holds."""
    tables = tomllib.loads(files("vedette.resolve").joinpath(FILE).read_text(encoding="utf-8"))
    nouns = {noun: kind for kind, words in tables.items() for noun in words.split() if not noun.endswith("*")}
    return {form: kind for noun, kind in nouns.items() for form in forms(noun)}


def forms(noun: str) -> tuple[str, ...]:
    """A noun and its plural: "city", "cities"."""
    if noun.endswith("y") and noun[-2] not in "aeou":
        return (noun, f"{noun[:-1]}ies")
    if noun.endswith(("s", "ch", "sh", "x")):
        return (noun, f"{noun}es")
    return (noun, f"{noun}s")


def kind_of(word: str) -> str | None:
    """The kind of place that a word tells, or None."""
    return kinds().get(word.lower().strip(".,'’"))
