"""What the report says elsewhere of the same actor: a fuller name, whom a pronoun stands for, who was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.records import Mention, Span
from vedette.resolve.who.bags import bag
from vedette.resolve.who.described import descriptions, left_edge
from vedette.resolve.who.described import span as stretch
from vedette.resolve.who.page import Found, Scene
from vedette.resolve.who.phrase import Phrase, read
from vedette.resolve.who.words import split

_ROLES = bag("actor recipient source force")
_VICTIMS = bag("killed injured recipient count actor")
_OWNERS = bag("nation capital body group people person")
_MINISTRY = re.compile(
    r"(?i)\b(?:ministry|department|secretariat) of (?:the )?(?:national )?[a-z]+"
    r"|\b(?:defen[cs]e|foreign|interior|health|justice|finance|education|energy|oil) ministry"
)
_DEFENCE = re.compile(r"(?i)defen[cs]e")

Reading = tuple[Phrase, Span]
"""A phrase and the words that say it."""


def by_name(scene: Scene, name: str) -> Reading | None:
    """The fullest other mention or description of a person's name."""
    last = name.rsplit(" ", 1)[-1]
    best: Reading | None = None
    for other in (*_mentions(scene, last), *descriptions(scene.here, last)):
        phrase = read(other.text, scene.around.published, scene.lexicon)
        if last in split(other.text).folded and not _names(phrase, last):
            continue  # "opponents of Saleh" says nothing of Saleh himself
        if (phrase.known or not phrase.state) and _fullness(phrase) > (_fullness(best[0]) if best else 0):
            best = (phrase, other)
    return best


def _names(phrase: Phrase, last: str) -> bool:
    return last in phrase.person.split() or (phrase.name is not None and last in split(phrase.name).folded)


def _fullness(phrase: Phrase) -> int:
    named = 2 * (phrase.country is not None)
    return named + (0 if phrase.sector is None else 1 if phrase.weak else 3)


def _mentions(scene: Scene, last: str) -> Iterator[Span]:
    for mention in scene.around.mentions:
        text = mention.span.text
        if mention.role in _ROLES and text != scene.span.text and last in text.lower():
            yield mention.span


def owner(scene: Scene) -> Reading | None:
    """Whom a pronoun at this place stands for: the nearest mention before that names somebody.

    Where the reader marked none, the nearest name before in the same sentence or the one before will do.
    """
    for mention in _before(scene, _ROLES):
        phrase = read(mention.span.text, scene.around.published, scene.lexicon)
        if phrase.country and not phrase.owner:
            return phrase, mention.span
    return _name_before(scene)


def _name_before(scene: Scene) -> Reading | None:
    line = scene.here.sentence(scene.span.start)
    for found in reversed(scene.here.found):
        if found.end <= scene.span.start and found.term.kind in _OWNERS and not found.blocked:
            return _reading(scene, found) if line - scene.here.sentence(found.start) <= 1 else None
    return None


def _reading(scene: Scene, found: Found) -> Reading:
    term = found.term
    words = Span(scene.here.text[found.start : found.end], found.start, found.end)
    return Phrase(term.country, term.sector, term.name, state=term.sector is None), words


def speaker(scene: Scene) -> Reading | None:
    """Who says "we": the nearest source, before or after, else the nearest person."""
    place = scene.span.start
    sources = (mention.span for mention in scene.around.mentions if mention.role == "source")
    for source in sorted(sources, key=lambda each: abs(each.start - place)):
        phrase = read(source.text, scene.around.published, scene.lexicon)
        if phrase.country:
            return phrase, source
    persons = [found for found in scene.here.found if found.term.kind == "person"]
    nearest = min(persons, key=lambda found: abs(found.start - place), default=None)
    return _reading(scene, nearest) if nearest else None


def same_word(scene: Scene, head: str) -> Reading | None:
    """The last mention of the same word with more to it: "a Kenyan official" before "the official"."""
    words = scene.here.words
    for place in range(len(words.folded) - 1, -1, -1):
        if words.ends[place] <= scene.span.start and words.folded[place] == head:
            other = stretch(scene.here, left_edge(scene.here, place), place)
            phrase = read(other.text, scene.around.published, scene.lexicon)
            if phrase.country:
                return phrase, other
    return None


def ministry(scene: Scene) -> tuple[bool, Span] | None:
    """Which ministry "the ministry" is: whether it is that of defence, and the words that said so."""
    last = None
    for match in _MINISTRY.finditer(scene.here.text, 0, scene.span.start):
        last = match
    if last is None:
        return None
    return _DEFENCE.search(last[0]) is not None, Span(last[0], last.start(), last.end())


def counted(scene: Scene) -> Reading | None:
    """Who was counted last: "two soldiers" before "three others"."""
    for mention in _before(scene, _VICTIMS):
        phrase = read(mention.span.text, scene.around.published, scene.lexicon)
        if phrase.sector and not phrase.counted and not phrase.nowhere:
            return phrase, mention.span
    return None


def body(scene: Scene, fits: frozenset[str]) -> Reading | None:
    """The nearest organisation or group before, of one of these sectors, kinds or first parts of codes."""
    found = [each for each in scene.here.found if each.end <= scene.span.start and each.term.kind in {"body", "group"}]
    return next((_reading(scene, each) for each in reversed(found) if fits & _traits(each)), None)


def _traits(found: Found) -> frozenset[str]:
    country = found.term.country or ""
    make = country[:3] if country[3:4] == ":" else "state"
    return frozenset((make, found.term.sector or "none", found.term.kind))


def _before(scene: Scene, roles: frozenset[str]) -> Iterator[Mention]:
    mentions = reversed(scene.around.mentions)
    return (m for m in mentions if m.span.end <= scene.span.start and m.role in roles)
