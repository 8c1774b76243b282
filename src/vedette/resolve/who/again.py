"""Words that stand for somebody whom the report named before: "it", "the group", "the ministry", "its troops"."""

from __future__ import annotations

from vedette.resolve.who import earlier
from vedette.resolve.who.bags import bag
from vedette.resolve.who.earlier import Reading
from vedette.resolve.who.page import Scene
from vedette.resolve.who.phrase import ORGANISATION_KEEPS, Phrase
from vedette.resolve.who.stand_ins import BODIES, JOINT, TROOPS, WHOLES

_FIRST_PERSON = bag("we us our ours i me my ourselves")
_PRONOUNS = bag("he she him her himself herself they them it itself themselves who") | _FIRST_PERSON
_INSTITUTIONS = bag("government police army military authorities parliament opposition court")
"""Every state has these, so the last one named need not be the one meant."""
PEERS = bag("counterpart counterparts colleague colleagues homologue")
"""Words for somebody's like."""
_UNARMED = bag("GOV LEG JUD ELI PTY")
_LANDS = bag("country nation state homeland territory soil")
"""Words for a state as such: "his country" has no sector."""
_HALVES = {"the north": "PRK", "the south": "KOR"}
"""Halves of a land that go by a point of the compass, in reports that name either of them."""


def again(scene: Scene, phrase: Phrase) -> Reading | None:
    """Whom such words stand for, and the words that named him; None where they are no such words."""
    word = scene.span.text.lower()
    if word in _PRONOUNS:
        found = (earlier.speaker if word in _FIRST_PERSON else earlier.owner)(scene)
        return (found[0]._replace(rule="pronoun"), found[1]) if found else None
    if word in _HALVES:
        return _half(scene, phrase, _HALVES[word])
    if phrase.head == "ministry" and (ministry := _ministry(scene, phrase)):
        return ministry
    if phrase.country or phrase.nowhere or phrase.person or word != f"the {phrase.head}":
        return None
    return _same_word(scene, phrase) or _body(scene, phrase)


def _half(scene: Scene, phrase: Phrase, code: str) -> Reading | None:
    """The half of a land, where the report names a half by its own name."""
    named = (found for found in scene.here.beside(scene.span.start) if found.term.country in _HALVES.values())
    if (found := next(named, None)) is None:
        return None
    return phrase._replace(country=code, sector=None, state=True, rule="half-of-a-land"), earlier.words_of(scene, found)


def _ministry(scene: Scene, phrase: Phrase) -> Reading | None:
    found = earlier.ministry(scene)
    if found is None:
        return None
    meant = phrase._replace(sector="MIL" if found[0] else phrase.sector, weak=False, rule="earlier-ministry")
    if meant.country is None and (same := _same_word(scene, meant)):
        meant = same[0]._replace(sector=meant.sector, rule="earlier-ministry")
    return (meant, found[1]) if meant.country else None


def _same_word(scene: Scene, phrase: Phrase) -> Reading | None:
    found = None if phrase.head in _INSTITUTIONS else earlier.same_word(scene, phrase.head)
    return (owned(phrase, found[0], "earlier-same-word"), found[1]) if found else None


def _body(scene: Scene, phrase: Phrase) -> Reading | None:
    """The last body of that make, for "the group" and "the mission"; its sector, or that of troops."""
    head = phrase.head
    found = earlier.body(scene, BODIES[head]) if head in BODIES else None
    if found is None:
        return None
    organisation = (found[0].country or "")[3:4] == ":"
    sector = None if organisation and head in WHOLES else found[0].sector or ("MIL" if head in TROOPS else None)
    name = None if organisation else found[0].name  # an organ is not the whole
    return found[0]._replace(sector=sector, name=name, rule="earlier-body", state=sector is None), found[1]


def nobody_s(scene: Scene, phrase: Phrase) -> Phrase:
    """Marks "the mission" and its like as no country's, when no body was named before."""
    joint = phrase.head in JOINT and scene.span.text.lower() == f"the {phrase.head}"
    return phrase._replace(nowhere=True) if joint else phrase


def of_owner(scene: Scene, phrase: Phrase) -> Phrase | None:
    """Words that a pronoun or a body named before owns: "its troops", "the spokesman of the force"."""
    if phrase.country or phrase.nowhere:
        return None
    if phrase.owner:
        found = (earlier.speaker if phrase.owner in _FIRST_PERSON else earlier.owner)(scene)
        if found and phrase.head in _LANDS:
            return phrase._replace(country=found[0].country, sector=None, state=True, rule="owner-pronoun")
        return owned(phrase, found[0], "owner-pronoun") if found else None
    body = earlier.body(scene, BODIES[phrase.whole]) if phrase.whole else None
    return owned(phrase, body[0], "earlier-body") if body else None


def owned(phrase: Phrase, owner: Phrase, rule: str) -> Phrase:
    """What belongs to somebody: his country, and his sector too where the words have but a weak one ("its men")."""
    armed = phrase.sector == "MIL" and owner.sector in _UNARMED  # the ships of an envoy are his navy's
    sector = owner.sector if (phrase.weak and not armed) or phrase.sector is None else phrase.sector
    weak = phrase.weak and owner.sector is None
    if (owner.country or "")[3:4] == ":":
        sector = sector if sector in ORGANISATION_KEEPS else owner.sector
        return phrase._replace(country=owner.country, sector=sector, state=sector is None, weak=weak, rule=rule)
    return phrase._replace(country=owner.country, sector=sector or phrase.sector, weak=weak, rule=rule)


def peer(scene: Scene, phrase: Phrase) -> Phrase | None:
    """Somebody's like: "his Egyptian counterpart" has the sector of the one named before."""
    found = earlier.peer(scene) if phrase.head in PEERS else None
    if found is None:
        return None
    country = phrase.country or found[0].country
    return phrase._replace(sector=found[0].sector, country=country, weak=False, rule="peer")


def counted(scene: Scene, phrase: Phrase) -> Phrase | None:
    """Words that only count: those who were counted before ("three others")."""
    found = earlier.counted(scene) if phrase.counted else None
    if found is None:
        return None
    country = phrase.country or found[0].country
    return phrase._replace(sector=found[0].sector, country=country, rule="counted-again")
