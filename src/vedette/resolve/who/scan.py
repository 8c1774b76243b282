"""Finds the lexicon's names in words: the longest from each place, left to right."""

from __future__ import annotations

from collections.abc import Mapping

from vedette.resolve.who.terms import Entry, Hit
from vedette.resolve.who.words import Words

Index = Mapping[str, tuple[Entry, ...]]
"""Entries by folded name."""
Lengths = Mapping[str, tuple[int, ...]]
"""Numbers of words of the names that begin with a word, longest first."""


def scan(words: Words, index: Index, lengths: Lengths) -> list[Hit]:
    """All hits, in order, without overlap."""
    folded, hits = words.folded, []
    place, total = 0, len(folded)
    while place < total:
        sizes = lengths.get(folded[place])
        hit = _longest(words, index, place, sizes, total) if sizes else None
        if hit:
            hits.append(hit)
        place = hit.end if hit else place + 1
    return hits


def _longest(words: Words, index: Index, place: int, sizes: tuple[int, ...], total: int) -> Hit | None:
    """The longest name from a place whose capitals fit; a long name may begin small ("al-Shabaab")."""
    for size in sizes:
        end = place + size
        if end > total:
            continue
        entries = index.get(" ".join(words.folded[place:end]) if size > 1 else words.folded[place])
        if entries:
            case = max(words.capital[place:end])
            if terms := tuple(entry.term for entry in entries if entry.case <= case):
                return Hit(place, end, terms)
    return None
