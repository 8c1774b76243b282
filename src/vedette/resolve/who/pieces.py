"""Cuts a phrase into pieces: names and roles that the lexicon knows, and the small words that join them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vedette.resolve.who.bags import bag
from vedette.resolve.who.lexicon import Lexicon
from vedette.resolve.who.scan import scan
from vedette.resolve.who.terms import Hit, Term
from vedette.resolve.who.words import Words, split

OWNING = bag("of from in at within inside under by for aboard behind outside near across")
"""What follows these tells whose the head is: "the army of Chad", "police in Cairo"."""
ADDRESSING = bag(
    "to against on with over about towards toward into who that which opposed loyal allied including "
    "after before between wearing carrying as accused backed linked near around"
)
"""What follows these is somebody else, or tells whose only when nothing else does."""
BREAKS = OWNING | ADDRESSING | {",", ";", ":", "(", "–", "—"}
_BLOCKERS = bag(
    "backed held occupied controlled linked supported installed born allied aligned affiliated inspired "
    "trained funded made majority ruled dominated style built friendly sponsored supplied run"
)
"""After a hyphen these say that the word before names a patron, not the actor: "Russian-backed"."""
_SIDES = bag("pro anti counter non")
"""Before a hyphen these do the same: "pro-Russian", "anti-government"."""

_LATELY = 64  # phrases kept cut: each is asked for twice in a row
_LEADING = bag(
    "the a an at least about more than over around up to as some nearly almost between and under fewer "
    "less near his her their its our my other another approximately roughly only most close well in on of "
    "by"
)
"""Words before a head after which a joint is none yet."""


class Piece(NamedTuple):
    """A word or name of a phrase."""

    word: str
    """Folded."""
    term: Term | None
    """None for a word that the lexicon does not know."""
    capital: int
    start: int
    """In code points from the start of the phrase."""
    end: int
    joined: bool = False


class Part(NamedTuple):
    """Pieces between two joints; `joint` is the word that leads in, empty for the first part."""

    joint: str
    pieces: tuple[Piece, ...]


def parts(text: str, day: date | None, lexicon: Lexicon) -> tuple[Part, ...]:
    """The parts of a phrase, the one with its head first."""
    found: list[Part] = []
    joint: str = ""
    held: list[Piece] = []
    for piece in _pieces(text, day, lexicon):
        if piece.term is None and piece.word in BREAKS and not piece.joined:
            if any(map(_says, held)):
                found.append(Part(joint, tuple(held)))
                joint, held = piece.word, []
        else:
            held.append(piece)
    found.append(Part(joint, tuple(held)))
    return tuple(found)


def _says(piece: Piece) -> bool:
    """Whether a piece can be a head: no article, number or measure ("about 500", "at least")."""
    return piece.term is not None or not (piece.word in _LEADING or piece.word[0].isdigit())


def _pieces(text: str, day: date | None, lexicon: Lexicon) -> list[Piece]:
    words, hits = scanned(text, lexicon)
    found: list[Piece] = []
    place = 0
    for hit in hits:
        if place < hit.start:
            found += _plain(words, place, hit.start)
        term = pick(hit.terms, day)
        if _is_surname(words, hit, term, found):
            found += _plain(words, hit.start, hit.end)
        elif not blocked(words, hit.start, hit.end):
            name = " ".join(words.folded[hit.start : hit.end])
            case = max(words.capital[hit.start : hit.end])
            found.append(Piece(name, term, case, words.starts[hit.start], words.ends[hit.end - 1]))
        place = hit.end
    found += _plain(words, place, len(words.folded))
    return found


@lru_cache(maxsize=_LATELY)
def scanned(text: str, lexicon: Lexicon) -> tuple[Words, list[Hit]]:
    """The words of a phrase, and the names and roles in them."""
    words = split(text)
    return words, scan(words, lexicon.index, lexicon.lengths)


def _is_surname(words: Words, hit: Hit, term: Term, before: list[Piece]) -> bool:
    """Whether a one-word name is part of a person's: "Matthias Kröger" is no shop, "Amadou Togo Guindo" no country."""
    if term.kind == "role" or hit.end != hit.start + 1 or words.capital[hit.start] != 1:
        return False
    led = bool(before) and before[-1].term is None and before[-1].capital == 1 and before[-1].word not in _LEADING
    followed = words.capital[hit.end : hit.end + 1] == (1,)
    return led and (term.kind in {"body", "group", "region"} or (followed and not words.joined[hit.end]))


def _plain(words: Words, first: int, after: int) -> list[Piece]:
    """Words that the lexicon does not know, from one to before another."""
    return [
        Piece(words.folded[n], None, words.capital[n], words.starts[n], words.ends[n], words.joined[n])
        for n in range(first, after)
    ]


def blocked(words: Words, start: int, end: int) -> bool:
    """Whether a hyphen ties a name to a word that makes it a patron or an enemy."""
    after = end < len(words.folded) and words.joined[end] and words.folded[end] in _BLOCKERS
    before = words.joined[start] and words.folded[start - 1] in _SIDES
    return after or before


def pick(terms: tuple[Term, ...], day: date | None) -> Term:
    """The term that holds on the day, else the last that held before, else the first."""
    if len(terms) == 1:
        return terms[0]
    holding = [term for term in terms if term.holds(day)]
    past = [term for term in terms if day and term.until and term.until <= day]
    return holding[0] if holding else max(past, key=lambda term: term.until or date.min) if past else terms[0]
