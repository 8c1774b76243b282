"""Words that stand for somebody whom the report named before: "it", "the group", "the ministry", "its troops"."""

from __future__ import annotations

from dataclasses import replace

from vedette.resolve.who import earlier
from vedette.resolve.who.bags import bag
from vedette.resolve.who.earlier import Reading
from vedette.resolve.who.page import Scene
from vedette.resolve.who.phrase import ORGANISATION_KEEPS, Phrase

_FIRST_PERSON = bag("we us our ours i me my ourselves")
_PRONOUNS = bag("he she him her himself herself they them it themselves itself who") | _FIRST_PERSON
_BODIES: dict[str, frozenset[str]] = {
    word: bag(fits)
    for words, fits in (
        ("alliance bloc union mission peacekeepers commission council delegation commander observers", "IGO"),
        ("special_envoy secretary_general force_commander", "IGO"),  # an underscore stands for a space
        ("organisation organization", "IGO NGO group"),
        ("force", "IGO MIL"),
        ("group", "group NGO REB"),
        ("movement militia insurgents militants rebels", "group"),
        ("company firm", "BUS"),
        ("court tribunal", "JUD"),
        ("agency", "IGO MED"),
        ("network", "group MED"),
        ("department", "GOV JUD"),
        ("newspaper", "MED"),
        ("party", "PTY"),
        ("cartel gang", "CRM"),
        ("charity", "NGO"),
    )
    for word in (each.replace("_", " ") for each in words.split())
}
"""Words that stand for a body named before, and what it may be: a sector, a kind, the first part of its code."""
_INSTITUTIONS = bag("government police army military authorities parliament opposition court")
"""Every state has these, so the last one named need not be the one meant."""
_JOINT = bag("alliance bloc union mission peacekeepers")
"""Bodies of several countries: where the report names none, they are no single country's either."""
_TROOPS = bag("force peacekeepers")


def again(scene: Scene, phrase: Phrase) -> Reading | None:
    """Whom such words stand for, and the words that named him; None where they are no such words."""
    word = scene.span.text.lower()
    if word in _PRONOUNS:
        found = (earlier.speaker if word in _FIRST_PERSON else earlier.owner)(scene)
        return (replace(found[0], rule="pronoun"), found[1]) if found else None
    if phrase.head == "ministry" and (ministry := _ministry(scene, phrase)):
        return ministry
    if phrase.country or phrase.nowhere or phrase.person or word != f"the {phrase.head}":
        return None
    return _same_word(scene, phrase) or _body(scene, phrase)


def _ministry(scene: Scene, phrase: Phrase) -> Reading | None:
    found = earlier.ministry(scene)
    if found is None:
        return None
    meant = replace(phrase, sector="MIL" if found[0] else phrase.sector, weak=False, rule="earlier-ministry")
    if meant.country is None and (same := _same_word(scene, meant)):
        meant = replace(same[0], sector=meant.sector, rule="earlier-ministry")
    return (meant, found[1]) if meant.country else None


def _same_word(scene: Scene, phrase: Phrase) -> Reading | None:
    found = None if phrase.head in _INSTITUTIONS else earlier.same_word(scene, phrase.head)
    return (owned(phrase, found[0], "earlier-same-word"), found[1]) if found else None


def _body(scene: Scene, phrase: Phrase) -> Reading | None:
    """The last body of that make, for "the group" and "the mission"; its sector, or that of troops."""
    found = earlier.body(scene, _BODIES[phrase.head]) if phrase.head in _BODIES else None
    if found is None:
        return None
    sector = found[0].sector or ("MIL" if phrase.head in _TROOPS else None)
    name = None if (found[0].country or "")[3:4] == ":" else found[0].name  # an organ is not the whole
    return replace(found[0], sector=sector, name=name, rule="earlier-body", state=sector is None), found[1]


def nobody_s(scene: Scene, phrase: Phrase) -> Phrase:
    """Marks "the mission" and its like as no country's, when no body was named before."""
    joint = phrase.head in _JOINT and scene.span.text.lower() == f"the {phrase.head}"
    return replace(phrase, nowhere=True) if joint else phrase


def of_owner(scene: Scene, phrase: Phrase) -> Phrase | None:
    """Words that a pronoun owns, with the owner's country: "its troops"."""
    if not phrase.owner or phrase.country or phrase.nowhere:
        return None
    found = (earlier.speaker if phrase.owner in _FIRST_PERSON else earlier.owner)(scene)
    return owned(phrase, found[0], "owner-pronoun") if found else None


def owned(phrase: Phrase, owner: Phrase, rule: str) -> Phrase:
    """What belongs to somebody: his country, and his sector too where the words have but a weak one ("its men")."""
    sector = owner.sector if phrase.weak or phrase.sector is None else phrase.sector
    if (owner.country or "")[3:4] == ":":
        sector = sector if sector in ORGANISATION_KEEPS else owner.sector
        return replace(phrase, country=owner.country, sector=sector, state=sector is None, rule=rule)
    return replace(phrase, country=owner.country, sector=sector or phrase.sector, rule=rule)


def counted(scene: Scene, phrase: Phrase) -> Phrase | None:
    """Words that only count: those who were counted before ("three others")."""
    found = earlier.counted(scene) if phrase.counted else None
    if found is None:
        return None
    country = phrase.country or found[0].country
    return replace(phrase, sector=found[0].sector, country=country, rule="counted-again")
