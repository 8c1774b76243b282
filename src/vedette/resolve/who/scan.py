"""Finds the lexicon's names in words: the longest from each place, left to right."""

from __future__ import annotations

from collections.abc import Mapping

from vedette.resolve.who.terms import Entry, Hit
from vedette.resolve.who.words import Words

Index = Mapping[str, tuple[Entry, ...]]
"""Entries by folded name."""
Lengths = Mapping[str, Mapping[str, tuple[int, ...]]]
"""By the first word of names, then by the second: how many words such names have, longest first. Of a first word that is
a name by itself, or that begins one."""


def scan(words: Words, index: Index, lengths: Lengths) -> list[Hit]:
    """All hits, in order, without overlap."""
    folded, hits = words.folded, []
    free, last = 0, len(folded) - 1
    for place in [number for number, word in enumerate(folded) if word in lengths]:
        if place < free:
            continue
        after = lengths[folded[place]]
        sizes = after.get(folded[place + 1]) if after and place < last else None
        hit = (_longest(words, index, place, sizes) if sizes else None) or _named(words, index, place, place + 1)
        if hit:
            hits.append(hit)
            free = hit.end
    return hits


def _longest(words: Words, index: Index, place: int, sizes: tuple[int, ...]) -> Hit | None:
    """The longest name of several words from a place."""
    total = len(words.folded)
    for size in sizes:
        if place + size <= total and (hit := _named(words, index, place, place + size)):
            return hit
    return None


def _named(words: Words, index: Index, start: int, end: int) -> Hit | None:
    """The name that these words are, if their capitals fit; a long name may begin small ("al-Shabaab")."""
    one = end == start + 1
    entries = index.get(words.folded[start] if one else " ".join(words.folded[start:end]))
    if not entries:
        return None
    case = words.capital[start] if one else max(words.capital[start:end])
    if len(entries) == 1:
        return Hit(start, end, (entries[0].term,)) if entries[0].case <= case else None
    terms = tuple([entry.term for entry in entries if entry.case <= case])
    return Hit(start, end, terms) if terms else None
