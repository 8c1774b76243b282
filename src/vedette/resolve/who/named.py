"""What a report says elsewhere of a person whom a mention only names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from vedette.records import Span
from vedette.resolve.who.again import of_owner
from vedette.resolve.who.bags import bag
from vedette.resolve.who.described import descriptions
from vedette.resolve.who.earlier import Reading
from vedette.resolve.who.marks import Marks
from vedette.resolve.who.page import PAGES, Page, Scene
from vedette.resolve.who.phrase import Phrase, read
from vedette.resolve.who.words import split

_ROLES = bag("actor recipient source force")
_NAMES = 512  # names kept looked up: some reports' worth


@lru_cache(maxsize=_NAMES)
def by_name(here: Page, marks: Marks, last: str) -> Reading | None:
    """The fullest mention or description of the person whose folded last name this is."""
    best: Reading | None = None
    for other in (*_called(here, marks).get(last, ()), *descriptions(here, last)):
        phrase = read(other.text, here.day, here.lexicon)
        if last in split(other.text).folded and not _names(phrase, last):
            continue  # "opponents of Saleh" says nothing of Saleh himself
        phrase = of_owner(Scene(other, None, here, marks), phrase) or phrase  # "its commander", "the force's spokesman"
        if (phrase.known or not phrase.state) and _fullness(phrase) > (_fullness(best[0]) if best else 0):
            best = (phrase, other)
    return best


@lru_cache(maxsize=_NAMES)
def office(here: Page, marks: Marks, last: str) -> str | None:
    """The sector of the office that mentions or descriptions of a known person give, if any does."""
    for other in (*_called(here, marks).get(last, ()), *descriptions(here, last)):
        phrase = read(other.text, here.day, here.lexicon)
        if last in split(other.text).folded and not _names(phrase, last):
            continue
        if phrase.sector and not phrase.weak and not phrase.rule.startswith("person"):
            return phrase.sector
    return None


def _names(phrase: Phrase, last: str) -> bool:
    return last in phrase.person.split() or last in phrase.alias.split()


def _fullness(phrase: Phrase) -> int:
    named = 2 * (phrase.country is not None)
    return named + (0 if phrase.sector is None else 1 if phrase.weak else 3)


@lru_cache(maxsize=PAGES)
def _called(here: Page, marks: Marks) -> Mapping[str, Sequence[Span]]:
    """Mentions by each of their folded words."""
    found: dict[str, list[Span]] = {}
    for mention in marks.mentions:
        if mention.role in _ROLES:
            for word in dict.fromkeys(_words(here, mention.span)):
                found.setdefault(word, []).append(mention.span)
    return found


def _words(here: Page, span: Span) -> Iterator[str]:
    starts, folded = here.words.starts, here.words.folded
    return iter(folded[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
