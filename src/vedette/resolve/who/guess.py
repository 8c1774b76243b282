"""What can still be said where nothing names the sector: civilians, the crowd of a protest, an unknown gunman."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.records import PassedOver
from vedette.resolve.who import earlier
from vedette.resolve.who.bags import bag
from vedette.resolve.who.page import Scene
from vedette.resolve.who.phrase import Phrase
from vedette.resolve.who.terms import Term

_PROTEST = re.compile(r"(?i)protest|march|demonstrat|rall(?:y|ied)|riot|took to|chant|sit-in")
_CROWD = re.compile(r"(?i)\bprotest|demonstrat|\brioters|\brall(?:y|ies)\b")
_ARREST = re.compile(r"(?i)arrest|detain|round|dispers|releas|free")
_HURT = bag("killed injured")
_VIOLENCE = re.compile(
    r"(?i)attack|kill|shoot|shot|stab|bomb|ambush|fire|opened fire|murder|kidnap|abduct|assassinat|ramm|storm|blast"
    r"|explo|slash|behead|rob"
)


def named(scene: Scene, phrase: Phrase) -> Phrase:
    """A person's country and sector from other mentions of the name, else from who holds an office by that name."""
    if phrase.person and (found := earlier.by_name(scene, phrase.person)):
        phrase = _merged(phrase, found[0])
    bare = phrase.person and phrase.country is None and not scene.span.text.lower().startswith("the ")
    return _by_surname(scene, phrase) if bare else phrase


def _merged(phrase: Phrase, other: Phrase) -> Phrase:
    return replace(
        phrase,
        country=phrase.country or other.country,
        sector=phrase.sector if phrase.sector and not phrase.weak else other.sector or phrase.sector,
        name=other.name or phrase.name,
        rule="earlier-mention",
        state=phrase.state or (other.country or "")[3:4] == ":",
    )


def _by_surname(scene: Scene, phrase: Phrase) -> Phrase:
    terms = scene.lexicon.surnames.get(phrase.person, ())
    now = {(term.name, term.country): term for term in terms if term.holds(scene.around.published)}
    here = {found.term.country for found in scene.here.found}
    meant = list(now.values()) if len(now) == 1 else [term for term in now.values() if term.country in here]
    if len(meant) != 1:
        passed = tuple(PassedOver(term.name, "bears that name too") for term in now.values())
        return replace(phrase, passed_over=(*phrase.passed_over, *passed))
    return _holder(phrase, meant[0])


def _holder(phrase: Phrase, term: Term) -> Phrase:
    sector = phrase.sector if phrase.sector and not phrase.weak else term.sector
    rule = "surname-of-holder"
    return replace(phrase, country=term.country, sector=sector, name=term.name, rule=rule, state=sector is None)


def sector(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase with a sector, where one may be guessed; marked as weak."""
    if phrase.sector and not (phrase.weak and phrase.sector == "CVL"):
        return phrase
    if _is_crowd(scene, phrase):
        return replace(phrase, sector="PPL", weak=True)
    if _attacks(scene):
        return replace(phrase, sector="UAF", weak=True)
    if phrase.sector or phrase.state or phrase.nowhere or not (phrase.person or phrase.counted):
        return phrase
    return replace(phrase, sector="CVL", weak=True)


def _is_crowd(scene: Scene, phrase: Phrase) -> bool:
    """Whether these people protest, or are held or hurt where people protest; the dead are civilians."""
    one_person = " " in phrase.person or (phrase.person and not phrase.person.endswith("s"))
    if one_person or phrase.state or phrase.nowhere:
        return False
    act = scene.around.trigger.text if scene.around.trigger else ""
    if _PROTEST.match(act):
        return True
    if phrase.rule == "people" or phrase.person or not (phrase.sector or phrase.counted) or "killed" in _roles(scene):
        return False
    bounds = (0, len(scene.here.text)) if _ARREST.match(act) else scene.here.bounds(scene.span.start)
    return _CROWD.search(scene.here.text, *bounds) is not None


def _attacks(scene: Scene) -> bool:
    """Whether an unknown man is the actor of an act of violence."""
    trigger, roles = scene.around.trigger, _roles(scene)
    violent = trigger is not None and _VIOLENCE.match(trigger.text) is not None
    return violent and "actor" in roles and not roles & _HURT


def _roles(scene: Scene) -> set[str]:
    """The roles in which the reader marked these very words."""
    place = (scene.span.start, scene.span.end)
    return {m.role for m in scene.around.mentions if (m.span.start, m.span.end) == place}
