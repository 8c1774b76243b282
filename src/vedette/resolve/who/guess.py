"""What can still be said where nothing names the sector: civilians, the crowd of a protest, an unknown gunman."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from vedette.records import PassedOver
from vedette.resolve.who import named as by
from vedette.resolve.who.bags import bag
from vedette.resolve.who.page import PAGES, Page, Scene
from vedette.resolve.who.phrase import Phrase
from vedette.resolve.who.terms import Term

_PROTEST = re.compile(r"(?i)protest|march|demonstrat|rall(?:y|ied)|riot|took to|chant|sit-in")
_BLOCKADE = re.compile(r"(?i)protest|march|demonstrat|rall(?:y|ied)|riot|took to|chant|sit-in|block|barricad")
_CROWD = re.compile(r"(?i)\bprotest|demonstrat|\brioters|\brall(?:y|ies)\b")
_ARREST = re.compile(r"(?i)arrest|detain|round|dispers|releas|free")
_HURT = bag("killed injured")
_NO_ROLES: frozenset[str] = frozenset()
_VIOLENCE = re.compile(
    r"(?i)attack|kill|shoot|shot|stab|bomb|ambush|fire|opened fire|murder|kidnap|abduct|assassinat|ramm|storm|blast"
    r"|explo|slash|behead|rob"
)


_OTHERWISE = {"person-out-of-office", "person-before-office"}
"""Rules for persons whose office at the report's date the report knows better."""


def named(scene: Scene, phrase: Phrase) -> Phrase:
    """A person's country and sector from other mentions of the name, else from who holds an office by that name."""
    if phrase.rule in _OTHERWISE:
        office = by.office(scene.here, scene.marks, phrase.alias.rsplit(" ", 1)[-1])
        return phrase._replace(sector=office, rule="earlier-mention") if office else phrase
    if phrase.person:
        found = by.by_name(scene.here, scene.marks, phrase.person.rsplit(" ", 1)[-1])
        if found and found[0] != phrase:
            phrase = _merged(phrase, found[0])
    bare = phrase.person and phrase.country is None and not scene.span.text.lower().startswith("the ")
    return _by_surname(scene, phrase) if bare else phrase


def _merged(phrase: Phrase, other: Phrase) -> Phrase:
    return phrase._replace(
        country=phrase.country or other.country,
        sector=phrase.sector if phrase.sector and not phrase.weak else other.sector or phrase.sector,
        name=other.name or phrase.name,
        rule="earlier-mention",
        state=phrase.state or (other.country or "")[3:4] == ":",
    )


def _by_surname(scene: Scene, phrase: Phrase) -> Phrase:
    terms = scene.here.lexicon.surnames.get(phrase.person, ())
    now = {(term.name, term.country): term for term in terms if term.holds(scene.here.day)}
    here = {found.term.country for found in scene.here.beside(scene.span.start)} if len(now) > 1 else set()
    meant = list(now.values()) if len(now) == 1 else [term for term in now.values() if term.country in here]
    if len(meant) != 1:
        passed = tuple(PassedOver(term.name, "bears that name too") for term in now.values())
        return phrase._replace(passed_over=(*phrase.passed_over, *passed))
    return _holder(phrase, meant[0])


def _holder(phrase: Phrase, term: Term) -> Phrase:
    sector = phrase.sector if phrase.sector and not phrase.weak else term.sector
    rule = "surname-of-holder"
    return phrase._replace(country=term.country, sector=sector, name=term.name, rule=rule, state=sector is None)


def sector(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase with a sector, where one may be guessed; marked as weak."""
    if phrase.sector == "CVL" and _blocks(scene, phrase):
        return phrase._replace(sector="PPL", weak=True)
    settled = phrase.nowhere if phrase.sector is None else phrase.sector != "CVL" or not phrase.weak
    guessed = None if settled else _guessed(scene, phrase)
    return phrase._replace(sector=guessed, weak=True) if guessed else phrase


def _guessed(scene: Scene, phrase: Phrase) -> str | None:
    if _is_crowd(scene, phrase):
        return "PPL"
    if _attacks(scene):
        return "UAF"
    open_ = not (phrase.sector or phrase.state) and (phrase.person or phrase.counted)
    return "CVL" if open_ else None


def _blocks(scene: Scene, phrase: Phrase) -> bool:
    """Whether civilians are the actors of a protest: "villagers blocked the road"."""
    act = scene.trigger.text if scene.trigger else ""
    many = phrase.head.endswith(("s", "people", "men", "women"))
    return many and not phrase.person and "actor" in _roles(scene) and _BLOCKADE.match(act) is not None


def _is_crowd(scene: Scene, phrase: Phrase) -> bool:
    """Whether these people protest, or are held or hurt where people protest; the dead are civilians."""
    one_person = " " in phrase.person or (phrase.person and not phrase.person.endswith("s"))
    if one_person or phrase.state or phrase.nowhere:
        return False
    act = scene.trigger.text if scene.trigger else ""
    if _PROTEST.match(act):
        return True
    if phrase.rule == "people" or phrase.person or not (phrase.sector or phrase.counted) or "killed" in _roles(scene):
        return False
    crowds = _crowds(scene.here)
    if _ARREST.match(act):
        return bool(crowds)
    start, end = scene.here.bounds(scene.span.start)
    return bisect_left(crowds, start) < bisect_left(crowds, end)


@lru_cache(maxsize=PAGES)
def _crowds(here: Page) -> tuple[int, ...]:
    """Where the report speaks of protests."""
    return tuple(match.start() for match in _CROWD.finditer(here.text))


def _attacks(scene: Scene) -> bool:
    """Whether an unknown man is the actor of an act of violence."""
    roles = _roles(scene)
    violent = scene.trigger is not None and _VIOLENCE.match(scene.trigger.text) is not None
    return violent and "actor" in roles and not roles & _HURT


def _roles(scene: Scene) -> frozenset[str]:
    """The roles in which the reader marked these very words."""
    return scene.marks.roles.get((scene.span.start, scene.span.end), _NO_ROLES)
