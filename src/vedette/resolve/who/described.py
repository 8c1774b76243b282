"""What a report says of a person beside the name: a title before it, an apposition before or after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from vedette.records import Span
from vedette.resolve.who.bags import bag
from vedette.resolve.who.page import PAGES, Page

_LEFT = 10  # words before a name that may describe it: "the Indonesian army's regional commander Colonel"
_RIGHT = 12  # words beside a comma that may describe it: ", a member of the provincial council of Farah,"
_INSIDE = bag("of the 's for former ex then deputy vice acting")
_ARTICLES = bag("the a an its their his her another")
_LINKS = bag("of for in from at to")
_VERBS = bag("said says told was is has who which and")


def descriptions(here: Page, last: str) -> Iterator[Span]:
    """The stretches that describe a person, by each place where the folded last name stands."""
    folded = here.words.folded
    for place in _places(here).get(last, ()):
        if here.words.capital[place]:
            first = left_edge(here, place)
            yield span(here, first, place)
            if folded[first - 1 : first] == (",",) and (start := _article_before(here, first - 1)) is not None:
                yield span(here, start, first - 2)
            if folded[place + 1 : place + 2] == (",",) and _begins(here, place + 2):
                yield span(here, place + 2, _right_edge(here, place + 2))


@lru_cache(maxsize=PAGES)
def _places(here: Page) -> Mapping[str, Sequence[int]]:
    """Numbers of the words that are each folded word, in text order."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(here.words.folded):
        places.setdefault(word, []).append(place)
    return places


def left_edge(here: Page, place: int) -> int:
    """Where the words begin that lead up to a word and may describe it."""
    words, edge = here.words, place
    while edge > max(0, place - _LEFT) and _describes(here, edge - 1):
        edge -= 1
    return edge if words.folded[edge] not in _INSIDE else min(edge + 1, place)


def span(here: Page, first: int, last: int) -> Span:
    """The text from one word to another, both within."""
    start, end = here.words.starts[first], here.words.ends[last]
    return Span(here.text[start:end], start, end)


def _describes(here: Page, number: int) -> bool:
    return number in here.known or here.words.capital[number] > 0 or here.words.folded[number] in _INSIDE


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
    return place < len(folded) and (folded[place] in _ARTICLES or place in here.known or place + 1 in here.known)


def _right_edge(here: Page, place: int) -> int:
    folded, edge = here.words.folded, place
    while edge + 1 < min(len(folded), place + _RIGHT) and folded[edge + 1] not in _VERBS and _wordy(folded[edge + 1]):
        edge += 1
    return edge


def _wordy(word: str) -> bool:
    return word == "'s" or word[:1].isalnum()
