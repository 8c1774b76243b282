"""A situation report as it is made, before it is Markdown or a page: sections of sentences, each with its note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vedette.records import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report that a sentence rests on."""

    report: str
    """Id of the report."""
    source: str
    """Who published it; empty where that is not told."""
    published: date | None
    words: Span
    """`text[start:end]` of that report, to the letter."""
    rule: str
    """Why the words are taken so."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a sentence rests on: words of reports, and rows of the lake, each in a plain line. Never empty."""

    quotes: tuple[Quote, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and what it rests on."""

    text: str
    note: Note


Item = tuple[Sentence, ...]
"""Sentences about one thing: a paragraph, or a point of a list."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; there is always something, if only that nothing was found."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """The whole report."""

    title: str
    place: str
    """What the place is called."""
    since: date
    until: date
    """First day no longer meant."""
    sections: tuple[Section, ...]

    def sentences(self) -> Iterator[Sentence]:
        """All of them, in order: the note of the nth has the number n."""
        return (sentence for section in self.sections for item in section.items for sentence in item)


def item(text: str, *quotes: Quote, rows: tuple[str, ...] = ()) -> Item:
    """One sentence alone."""
    return (sentence(text, *quotes, rows=rows),)


def sentence(text: str, *quotes: Quote, rows: tuple[str, ...] = ()) -> Sentence:
    """A sentence with its note; each quote once."""
    return Sentence(text, Note(tuple(dict.fromkeys(quotes)), rows))
