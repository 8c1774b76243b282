"""The countries of the world: what they are called, what their people are called, where they lie.

Two resolvers share it: `where` (a country, a capital, a border) and `who` (whose soldiers).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from vedette.errors import KnowledgeError

FILE = "data/countries.toml"


@dataclass(frozen=True, slots=True)
class Country:
    """A country or dependent territory. `code` is ISO 3166 alpha-3; XKX is Kosovo."""

    code: str
    alpha2: str
    name: str
    others: tuple[str, ...]
    """Other names: official, short, former. A former state stands with the country one would file it under today."""
    adjectives: tuple[str, ...]
    """Adjectives and names of the people: "Syrian", "Syrians"."""
    capital: str
    seats: tuple[str, ...]
    """Other spellings of the capital and other seats of government."""
    latitude: float
    longitude: float
    radius_km: float
    """Radius of a disc of the country's area."""
    neighbours: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the country itself, the usual one first."""
        return (self.name, *self.others)


@cache
def countries() -> Mapping[str, Country]:
    """All countries by their code."""
    text = files("vedette.resolve").joinpath(FILE).read_text(encoding="utf-8")
    return {code: _country(code, row) for code, row in tomllib.loads(text).items()}


@cache
def by_name() -> Mapping[str, str]:
    """Country codes by folded name: `by_name()["ivory coast"] == "CIV"`."""
    return _index((country.code, country.names) for country in countries().values())


@cache
def by_adjective() -> Mapping[str, str]:
    """Country codes by folded adjective or name of the people: `by_adjective()["ivorian"] == "CIV"`."""
    return _index((country.code, country.adjectives) for country in countries().values())


@cache
def by_capital() -> Mapping[str, str]:
    """Country codes by folded capital or other seat of government: `by_capital()["kyiv"] == "UKR"`."""
    return _index((country.code, (country.capital, *country.seats)) for country in countries().values())


@cache
def by_alpha2() -> Mapping[str, str]:
    """Alpha-3 codes by alpha-2 code: `by_alpha2()["XK"] == "XKX"`."""
    return {country.alpha2: country.code for country in countries().values()}


@lru_cache(maxsize=16384)
def fold(words: str) -> str:
    """Words as these tables keep them: lower case, one space, straight apostrophe, no article.

    An abbreviation keeps its capitals ("US", "UAE", "CAR"), so that "us" and "car" are no countries.
    """
    plain = " ".join(words.replace("\u2019", "'").replace("\u02bc", "'").split())
    if plain[:4].lower() == "the ":
        plain = plain[4:]
    return plain if _abbreviation(plain) else plain.lower()


def named(words: str) -> str | None:
    """The country that these words name: "the Ivory Coast" is CIV, "US" is USA, "Burma" is MMR; None if they don't."""
    return by_name().get(fold(words))


def belonging(words: str) -> str | None:
    """The country that this adjective or name of a people points to: "Syrian" is SYR; None if it points to none."""
    return by_adjective().get(fold(words))


def _abbreviation(words: str) -> bool:
    return words.isupper() and len(words.replace(".", "")) <= 4  # noqa: PLR2004 -- US, USA, USSR, U.S.S.R.


def _index(rows: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """First come, first kept: a name that two countries share goes to the one whose file order comes first."""
    index: dict[str, str] = {}
    for code, names in rows:
        for name in filter(None, names):
            index.setdefault(fold(name), code)
    return index


def _country(code: str, row: dict[str, Any]) -> Country:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    try:
        return Country(code=code, **values)
    except TypeError as error:
        raise KnowledgeError(f"{FILE}: [{code}]: {error}; give the keys that the other countries have") from error
