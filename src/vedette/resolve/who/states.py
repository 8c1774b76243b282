"""States as actors: their names, adjectives, peoples and capitals, from the table of countries."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.resolve.countries import Country, countries
from vedette.resolve.who.terms import ANY_CASE, CAPITAL, CAPITALS, Entry, Term
from vedette.resolve.who.words import key

_WORDS_TOO = frozenset(("polish", "turkey", "china", "chad", "jordan", "us", "uk", "dutch"))
"""Adjectives and names that are other words when written small."""
_SHORT = 4  # letters: "US", "UAE", "DRC" must stand in capitals
_NOT_CAPITALS = frozenset(
    (
        "singapore",
        "djibouti",
        "luxembourg",
        "monaco",
        "san marino",
        "panama city",
        "kuwait city",
        "victoria",
        "george town",
        "georgetown",
        "kingston",
        "hamilton",
        "the valley",
        "basse terre",
        "valley",
        "road town",
        "stanley",
        "castries",
        "saint john s",
        "st john s",
        "saint george s",
        "santiago",
        "san jose",
        "hong kong",
        "macau",
        "vatican city",
        "gibraltar",
    )
)
"""Capitals whose name is a country's too, or is more often another place's."""


def entries() -> Iterator[tuple[str, Entry]]:
    """Spellings of states, each folded; a spelling that two states share goes to the first."""
    seen: set[str] = set()
    for country in countries().values():
        for words, entry in _spellings(country):
            if words not in seen:
                seen.add(words)
                yield words, entry


def _spellings(country: Country) -> Iterator[tuple[str, Entry]]:
    for name in country.names:
        yield key(name), _entry(country, name, "nation")
    for adjective in country.adjectives:
        yield key(adjective), _entry(country, adjective, _people_or_adjective(country, adjective))
    for capital in (country.capital, *country.seats):
        if capital and key(capital) not in _NOT_CAPITALS:
            yield key(capital), _entry(country, capital, "capital")


def _people_or_adjective(country: Country, word: str) -> str:
    """A plural among the adjectives is a people: "Syrians", "Britons"."""
    return "people" if word[:-1] in country.adjectives or word.endswith("men") else "adjective"


def _entry(country: Country, spelling: str, kind: str) -> Entry:
    if spelling.isupper() and len(spelling.replace(".", "")) <= _SHORT:
        case = CAPITALS
    else:
        case = ANY_CASE if kind == "adjective" and key(spelling) not in _WORDS_TOO else CAPITAL
    return Entry(case, Term(country.name, country.code, None, kind))
