"""A report that a ministry or an army puts out itself: all that nobody else says in it is its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vedette.assemble.cues import vocabulary
from vedette.assemble.page import Page
from vedette.assemble.tokens import real_words
from vedette.records import Span

BODIES = vocabulary("anonymity.toml")["bodies"]
MEDIA = frozenset({"agency", "press", "radio", "statement", "television"})
"""Bodies that report what others do."""

FEWEST = 2
"""Words of the outlet's name that must stand in the text together: "ministry" alone may be another country's."""

SMALL = frozenset({"the", "of", "for", "and", "in", "a", "an"})
ARTICLE = r"(?:[Tt]he\s)?\b"


def issuer(page: Page) -> Span | None:
    """The body that put the report out, where its text first names it; None for reports of the press."""
    name = [token.text for token in real_words(page.report.source, 0, len(page.report.source))]
    if not is_body(name):
        return None
    return by_its_name(page, name) or by_its_noun(page, name)


def by_its_name(page: Page, name: Sequence[str]) -> Span | None:
    """Two or more words of the outlet's name, up to its last."""
    for first in range(len(name)):
        tail = name[first:]
        if sum(word.casefold() not in SMALL for word in tail) < FEWEST:
            return None
        found = re.search(ARTICLE + r"\s".join(map(re.escape, tail)) + r"\b", page.report.text)
        if found and tail[0].casefold() not in SMALL:
            return page.span(*found.span())
    return None


def by_its_noun(page: Page, name: Sequence[str]) -> Span | None:
    """What communiqués call their own house, "the Ministry" with a capital; None where the text names others so too."""
    for noun in name:
        if noun.casefold() in BODIES - MEDIA:
            others = re.search(rf"\b{noun}\s(?:of|for)\b|\b(?!The\b)[A-Z]\w+\s{noun}\b", page.report.text)
            found = re.search(rf"\b[Tt]he\s{noun}\b", page.report.text)
            return page.span(*found.span()) if found and not others else None
    return None


def is_body(name: Sequence[str]) -> bool:
    """Whether a name is that of a body that acts, and not of one that reports what others do."""
    words = {word.casefold() for word in name}
    return not words.isdisjoint(BODIES - MEDIA) and words.isdisjoint(MEDIA)
