"""What a report says of a person beside the name: a title before it, an apposition before or after it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from vedette.records import Span
from vedette.resolve.who.bags import bag
from vedette.resolve.who.page import PAGES, Page

_SHORT = 400  # words: a text up to this long is looked through faster than indexed
_LEFT = 10  # words before a name that may describe it: "the Indonesian army's regional commander Colonel"
_RIGHT = 12  # words beside a comma that may describe it: ", a member of the provincial council of Farah,"
_INSIDE = bag("of the 's for former ex then deputy vice acting bin ibn al el van von der den de da dos du la le")
_OWN = bag("its their his her")
_SENT = bag("ambassador envoy adviser advisor representative")
_ARTICLES = bag("the a an its their his her another")
_LINKS = bag("of for in from at to")
_VERBS = bag("said says told who which and")
_CLAUSE = bag("is are was were has have had will would can could may might")
"""After words beside a comma these show that the words are a clause of their own: ", the rebels are backed by Iran"."""
_CLOSED = bag(', . ; ) ” " who said says told')
"""What follows a name that words before a comma describe: "The commander of the fleet, Ivan Petrov, said"."""


def descriptions(here: Page, last: str) -> Iterator[Span]:
    """The stretches that describe a person, by each place where the folded last name stands."""
    folded = here.words.folded
    for place in places(here, last):
        if here.words.capital[place]:
            first, end = left_edge(here, place), _name_end(here, place)
            yield span(here, first, end)
            if (start := _description_before(here, first, end)) is not None:
                yield span(here, start, first - 2)
            if folded[end + 1 : end + 2] == (",",) and _begins(here, end + 2):
                edge = _right_edge(here, end + 2)
                if _CLAUSE.isdisjoint(folded[end + 2 : edge + 1]):
                    yield span(here, end + 2, edge)


def _description_before(here: Page, first: int, end: int) -> int | None:
    """Where the words begin that stand before a comma and describe the name from `first` to `end`."""
    comma = first > 0 and here.words.folded[first - 1] == ","
    return _article_before(here, first - 1) if comma and _closed(here, end) else None


def _closed(here: Page, end: int) -> bool:
    """Whether nothing but a stop or a verb of saying follows a name, or the report ends with it."""
    return end + 1 >= len(here.words.folded) or here.words.folded[end + 1] in _CLOSED


def _name_end(here: Page, place: int) -> int:
    """The last word of the known person's name that a word is part of: "Mubarak" after "Hosni"."""
    number = bisect_right(here.starts, here.words.starts[place]) - 1
    found = here.found[number] if number >= 0 else None
    while found and found.term.kind == "person" and here.words.ends[place] < found.end:
        place += 1
    return place


def places(here: Page, word: str) -> Sequence[int]:
    """Numbers of the words that are a folded word, in text order."""
    folded = here.words.folded
    if len(folded) > _SHORT:
        return _index(here).get(word, ())
    return [place for place, each in enumerate(folded) if each == word]


@lru_cache(maxsize=PAGES)
def _index(here: Page) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for place, word in enumerate(here.words.folded):
        found.setdefault(word, []).append(place)
    return found


@lru_cache(maxsize=PAGES)
def known(here: Page) -> frozenset[int]:
    """Numbers of the words that stand in a name or role of the lexicon."""
    return frozenset([number for hit in here.hits for number in range(hit.start, hit.end)])


def left_edge(here: Page, place: int) -> int:
    """Where the words begin that lead up to a word and may describe it."""
    words, edge = here.words, place
    while edge > max(0, place - _LEFT) and _describes(here, edge - 1):
        edge -= 1
    if words.folded[edge] in _INSIDE:
        return min(edge + 1, place)
    return edge - 1 if edge and words.folded[edge - 1] in _OWN else edge


def span(here: Page, first: int, last: int) -> Span:
    """The text from one word to another, both within."""
    start, end = here.words.starts[first], here.words.ends[last]
    return Span(here.text[start:end], start, end)


def _describes(here: Page, number: int) -> bool:
    word = here.words.folded[number]
    sent = word == "to" and number and here.words.folded[number - 1] in _SENT  # "ambassador to Chad"
    return number in known(here) or here.words.capital[number] > 0 or word in _INSIDE or bool(sent)


def _article_before(here: Page, comma: int) -> int | None:
    """Where the noun phrase before a comma begins: "The commander of the land forces, Ivan Petrov"."""
    folded = here.words.folded
    for place in range(comma - 1, max(-1, comma - _RIGHT), -1):
        if not _wordy(folded[place]):
            return None
        if folded[place] in _ARTICLES and (place == 0 or folded[place - 1] not in _LINKS):
            return place
    return None


def _begins(here: Page, place: int) -> bool:
    """Whether a description begins here, rather than the next of a list of names."""
    folded = here.words.folded
    return place < len(folded) and (folded[place] in _ARTICLES or not known(here).isdisjoint((place, place + 1)))


def _right_edge(here: Page, place: int) -> int:
    folded, edge = here.words.folded, place
    while edge + 1 < min(len(folded), place + _RIGHT) and folded[edge + 1] not in _VERBS and _wordy(folded[edge + 1]):
        edge += 1
    return edge


def _wordy(word: str) -> bool:
    return word == "'s" or word[0].isalnum()
