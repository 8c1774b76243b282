"""What the report says before of the same actor: whom a pronoun stands for, who was counted, which body was named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from vedette.records import Span
from vedette.resolve.who.bags import bag
from vedette.resolve.who.described import left_edge, places
from vedette.resolve.who.described import span as stretch
from vedette.resolve.who.page import PAGES, REACH, Found, Page, Scene
from vedette.resolve.who.phrase import Phrase, read

_ROLES = bag("actor recipient source force")
_VICTIMS = bag("killed injured recipient count actor")
_SOURCE = bag("source")
_OWNERS = bag("nation capital body group people person")
_BODIES = bag("body group")
_MINISTRY = re.compile(
    r"(?i)\b(?:ministry|department|secretariat) of (?:the )?(?:national )?[a-z]+"
    r"|\b(?:defen[cs]e|foreign|interior|health|justice|finance|education|energy|oil) ministry"
)
_MANY = re.compile(
    r"(?i)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|dozens?|hundreds?|thousands?"
    r"|some|few|other|others|another|more)\b|s$|\b(?:people|men|women|children|police)$"
)
"""Words that count, or plurals."""
_SINGLE = bag("GOV COP LEG JUD")
_DEFENCE = re.compile(r"(?i)defen[cs]e")

Reading = tuple[Phrase, Span]
"""A phrase and the words that say it."""


def owner(scene: Scene) -> Reading | None:
    """Whom a pronoun at this place stands for: the nearest mention before that names somebody.

    Where the reader marked none, the nearest name before in the same sentence or the one before will do.
    """
    for mention in scene.marks.before(scene.span.start, REACH, _ROLES):
        phrase = read(mention.span.text, scene.here.day, scene.here.lexicon)
        if phrase.country and not phrase.owner:
            return phrase, mention.span
    return _name_before(scene)


def _name_before(scene: Scene) -> Reading | None:
    line = scene.here.sentence(scene.span.start)
    for found in reversed(scene.here.before(scene.span.start)):
        if found.term.kind in _OWNERS and not found.blocked:
            return _reading(scene, found) if line - scene.here.sentence(found.start) <= 1 else None
    return None


def _reading(scene: Scene, found: Found) -> Reading:
    term = found.term
    return Phrase(term.country, term.sector, term.name, state=term.sector is None), words_of(scene, found)


def words_of(scene: Scene, found: Found) -> Span:
    """A name's own words."""
    return Span(scene.here.text[found.start : found.end], found.start, found.end)


def speaker(scene: Scene) -> Reading | None:
    """Who says "we": the nearest source, before or after, else the nearest person."""
    place = scene.span.start
    sources = (mention.span for mention in scene.marks.beside(place, REACH) if mention.role in _SOURCE)
    for source in sorted(sources, key=lambda each: abs(each.start - place)):
        phrase = read(source.text, scene.here.day, scene.here.lexicon)
        if phrase.country:
            return phrase, source
    persons = [found for found in scene.here.beside(place) if found.term.kind == "person"]
    nearest = min(persons, key=lambda found: abs(found.start - place), default=None)
    return _reading(scene, nearest) if nearest else None


def same_word(scene: Scene, head: str) -> Reading | None:
    """The last mention of the same word with more to it: "a Kenyan official" before "the official"."""
    here, start = scene.here, scene.span.start
    told = places(here, head)
    for place in reversed(told[: bisect_left(told, start, key=lambda place: here.words.ends[place] - 1)]):
        if here.words.starts[place] < start - REACH:
            break
        other = stretch(here, left_edge(here, place), place)
        phrase = read(other.text, here.day, here.lexicon)
        if phrase.country:
            return phrase, other
    return None


def ministry(scene: Scene) -> tuple[bool, Span] | None:
    """Which ministry "the ministry" is: whether it is that of defence, and the words that said so."""
    told = _ministries(scene.here)
    before = bisect_left(told, scene.span.start, key=lambda words: words.end - 1)
    if not before:
        return None
    return _DEFENCE.search(told[before - 1].text) is not None, told[before - 1]


@lru_cache(maxsize=PAGES)
def _ministries(here: Page) -> tuple[Span, ...]:
    return tuple(Span(match[0], *match.span()) for match in _MINISTRY.finditer(here.text))


def counted(scene: Scene) -> Reading | None:
    """Who was counted last: "two soldiers" before "three others"."""
    for mention in scene.marks.before(scene.span.start, REACH, _VICTIMS):
        phrase = read(mention.span.text, scene.here.day, scene.here.lexicon)
        one = phrase.sector in _SINGLE and not _MANY.search(mention.span.text)  # a police chief "and two others"
        if phrase.sector and not phrase.counted and not phrase.nowhere and not one:
            return phrase, mention.span
    return None


def peer(scene: Scene) -> Reading | None:
    """The last one before of whom a sector was told: whose "counterpart" somebody is."""
    for mention in scene.marks.before(scene.span.start, REACH, _ROLES):
        phrase = read(mention.span.text, scene.here.day, scene.here.lexicon)
        if phrase.sector and not phrase.counted:
            return phrase, mention.span
    return None


def body(scene: Scene, fits: Sequence[str]) -> Reading | None:
    """The nearest organisation or group before of the likeliest make that the report names (see `stand_ins`)."""
    found = [each for each in reversed(scene.here.before(scene.span.start)) if each.term.kind in _BODIES]
    for likely in fits:
        makes = likely.split("|")
        for each in found:
            if any(make in _traits(each) for make in makes):
                return _reading(scene, each)
    return None


def _traits(found: Found) -> tuple[str, ...]:
    country, sector = found.term.country or "", found.term.sector or "none"
    make = country[:3] if country[3:4] == ":" else "state"
    return make, sector, found.term.kind, f"{make}+{sector}"
