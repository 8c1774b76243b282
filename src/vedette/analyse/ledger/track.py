"""Entries put together by the force that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.analyse.ledger import compare, places
from vedette.analyse.ledger.fact import THINGS, Fact
from vedette.analyse.ledger.forces import Forces, Track

NO_CLAIM = "it is denied, and nobody is known who claims it"
NOT_TOLD_APART = "which of its owner's forces is meant cannot be told"
NO_PLACE = "where it is is not told"
NOBODY_NO_NUMBER = "neither whose it is nor how many is told"

STANDING = frozenset({"moving", "present", "rotated", "withdrawn"})
"""Statuses that say nothing without a place."""


def tracks(facts: Sequence[Fact]) -> tuple[list[Track], list[tuple[Fact, str]]]:
    """The forces, and the facts that make no line, with the reason. `facts` are in order."""
    found = Forces()
    left: list[tuple[Fact, str]] = []
    claims = [fact for fact in facts if fact.status != "denied"]
    before = _named_before(claims)
    turning = {fact.entry.posture.event for fact in claims if fact.status == "rotated"}
    for fact in sorted(claims, key=_surest_first):
        why = _put(fact, found, before.get(fact.entry.posture.id), turning)
        if why:
            left.append((fact, why))
    left += [(fact, NO_CLAIM) for fact in facts if fact.status == "denied" and not _deny(fact, found)]
    for track in found.all:
        track.facts.sort(key=lambda one: one.order)
    return found.all, left


def _surest_first(fact: Fact) -> tuple[object, ...]:
    """Owned and marked forces first, so that words that any may have find the one that is meant."""
    return (fact.key is None or fact.guessed, not fact.marked, fact.order)


def _named_before(facts: Sequence[Fact]) -> dict[str, Fact]:
    """For each entry the last marked force that its report names before it."""
    last: dict[tuple[str, str], Fact] = {}
    before: dict[str, Fact] = {}
    for fact in facts:
        if fact.entry.key in last:
            before[fact.entry.posture.id] = last[fact.entry.key]
        if fact.marked:
            last[fact.entry.key] = fact
    return before


def _put(fact: Fact, found: Forces, before: Fact | None, turning: set[str]) -> str | None:
    """Give the fact its track, an own one perhaps; or say why it has none. `turning` are the events by which one force takes
    the place of another: both are somewhere.
    """
    joined = _owned(fact, found, before) or _unowned(fact, found, before)
    if joined:
        for track in joined:
            found.put(fact, track)
            pointed = before is not None and before in track.known and compare.points_back(fact)
            if (not fact.marked and not pointed) or (fact.key is None and fact.count is None and not pointed):
                track.asides.add(fact.entry.posture.id)
        return None
    named = _named_alike(fact, found)
    why = None if named.key and fact.entry.posture.event in turning else _lacking(named, found)
    if why is None:
        found.begin(named)
    return why


def _named_alike(fact: Fact, found: Forces) -> Fact:
    """The fact with the owner of the forces that are called so, where it has none of its own and they have just one."""
    marks = fact.names | fact.special
    if fact.key is not None or not marks or fact.kind in THINGS:
        return fact
    owners = {track.surest.key: track.surest for track in found.called(marks)}
    if len(owners) != 1 or None in owners:
        return fact
    (alike,) = owners.values()
    return replace(fact, owner=alike.owner, key=alike.key, sector=alike.sector, guessed=True)


def _owned(fact: Fact, found: Forces, before: Fact | None) -> list[Track]:
    """Forces of the same owner that the fact is of: one, or for unmarked words all that are equally likely."""
    likely = [
        (compare.weigh(fact, track.known, before), track)
        for track in found.of_owner(fact)
        if compare.may_be(fact, track.surest)
    ]
    best = max((weight for weight, _ in likely), default=0)
    enough = compare.ENOUGH if fact.marked else compare.ENOUGH_UNMARKED
    if likely and best >= enough:
        tied = [track for weight, track in likely if weight == best]
        return tied[:1] if fact.marked else tied
    return _only(fact, likely)


def _only(fact: Fact, likely: Sequence[tuple[int, Track]]) -> list[Track]:
    """The only force of the owner, for unmarked words of which nothing says that they mean another."""
    least = -1 if fact.status in ("rotated", "withdrawn") else 0
    if fact.marked or fact.on_top or len(likely) != 1 or likely[0][0] < least:
        return []
    return [likely[0][1]]


def _unowned(fact: Fact, found: Forces, before: Fact | None) -> list[Track]:
    """The force that the fact is of, where the owner is not told or only guessed."""
    if fact.key is not None and not fact.guessed:
        return []
    unsure = replace(fact, key=None) if fact.guessed else fact
    likely = [
        (compare.weigh(fact, track.known, before) + _same_status(fact, track) - _other_owner(fact, track), track)
        for track in found.alike(fact, before)
        if compare.may_be(unsure, track.surest)
    ]
    best = max((weight for weight, _ in likely), default=0)
    return [track for weight, track in likely if weight == best][:1] if best >= compare.ENOUGH_UNOWNED else []


def _other_owner(fact: Fact, track: Track) -> int:
    """What a guess of another owner weighs against."""
    return int(fact.key is not None and fact.key != track.surest.key)


def _same_status(fact: Fact, track: Track) -> int:
    return int(fact.status in track.known.statuses)


def _lacking(fact: Fact, found: Forces) -> str | None:
    """Why a fact that is of no known force makes no line of its own; None when it may."""
    named = fact.names or fact.body or fact.kind in THINGS
    if fact.count or (named and fact.key):
        return None
    if fact.key is None:
        return NOBODY_NO_NUMBER
    others = any(compare.may_be(fact, track.surest) for track in found.of_owner(fact))
    if others and places.says_nothing(fact.where) and not fact.on_top and fact.status in STANDING:
        return NOT_TOLD_APART
    return NO_PLACE if fact.where is None and fact.status in STANDING else None


def _deny(fact: Fact, found: Forces) -> bool:
    """Note a denial with the force that it denies: of the same owner and place, claimed by somebody; or denied already."""
    for track in found.of_owner(fact):
        if not compare.may_be(fact, track.surest):
            continue
        near = any(places.lies(fact.where, one) in (places.SAME, places.NEAR) for one in track.known.wheres)
        again = fact.where is None and track.denials and fact.command in (None, *track.known.commands)
        if (near or again) and not _claims_too(fact, track):
            track.denials.append(fact)
            return True
    return False


def _claims_too(denial: Fact, track: Track) -> bool:
    """Whether those who deny claim the same force in the same report, so that something else is denied."""
    said = denial.entry
    return any((one.entry.key, one.entry.by_words) == (said.key, said.by_words) for one in track.facts)
