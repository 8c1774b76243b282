"""Entries put together by the force that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from vedette.analyse.ledger import compare, places
from vedette.analyse.ledger.fact import THINGS, Fact
from vedette.analyse.ledger.forces import Forces, Track
from vedette.analyse.ledger.ground import Ground

NO_CLAIM = "it is denied, and nobody is known who claims it"
NOT_TOLD_APART = "which of its owner's forces is meant cannot be told"
NO_PLACE = "where it is is not told"
NOBODY_NO_NUMBER = "neither whose it is nor how many is told"

SILENT_DAYS = 365
"""Days in which nobody tells of a force after which it is not meant by "its troops" or by a number: a mission is mandated for a year at
most, and of the forces of one crisis no two reports lie half as far apart."""

STANDING = frozenset({"moving", "present", "rotated", "withdrawn"})
"""Statuses that say nothing without a place."""


def tracks(facts: Sequence[Fact], ground: Ground | None = None) -> tuple[list[Track], list[tuple[Fact, str]]]:
    """The forces, and the facts that make no line, with the reason. `facts` are in order, and placed on the `ground` that is
    given: that of all facts is good for those of each day.
    """
    if ground is None:
        ground = Ground(facts)
        facts = ground.placed(facts)
    found = Forces(ground)
    left: list[tuple[Fact, str]] = []
    claims = [fact for fact in facts if fact.status != "denied"]
    before = _named_before(claims)
    turning = {fact.entry.posture.event for fact in claims if fact.status == "rotated"}
    for fact in sorted(claims, key=_surest_first):
        why = _put(fact, found, before.get(id(fact)), turning)
        if why:
            left.append((fact, why))
    left += [(fact, NO_CLAIM) for fact in facts if fact.status == "denied" and not _deny(fact, found)]
    for track in found.all:
        track.facts.sort(key=lambda one: one.order)
    return found.all, left


def _surest_first(fact: Fact) -> tuple[object, ...]:
    """Owned and marked forces first, so that words that any may have find the one that is meant."""
    return (fact.key is None or fact.guessed, not fact.marked, fact.order)


def _named_before(facts: Sequence[Fact]) -> dict[int, Fact]:
    """For each fact, by its identity, the last marked force that its report names before it."""
    last: dict[tuple[str, str], Fact] = {}
    before: dict[int, Fact] = {}
    for fact in facts:
        if fact.entry.key in last:
            before[id(fact)] = last[fact.entry.key]
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
            pointed = before is not None and before in track.known and compare.points_back(fact)
            aside = not pointed and (not fact.marked or (fact.key is None and fact.count is None))
            found.put(fact, track, aside=aside)
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
    return found.ground.named(fact, alike)


def _owned(fact: Fact, found: Forces, before: Fact | None) -> list[Track]:
    """Forces of the same owner that the fact is of: one, or for unmarked words all that are equally likely. Those that it
    tells nothing of again weigh too little, and are not weighed.
    """
    likely = [(_weight(fact, track, found.ground, before), track) for track in found.alike_of_owner(fact, before)]
    best = max((weight for weight, _ in likely if weight is not None), default=0)
    enough = compare.ENOUGH if fact.marked else compare.ENOUGH_UNMARKED
    if best >= enough:
        tied = [track for weight, track in likely if weight == best]
        return tied[:1] if fact.marked else tied
    return _only(fact, found, before)


def _may_be(fact: Fact, track: Track) -> bool:
    """Whether a fact can be of a force at all."""
    return compare.may_be(fact, track.surest) and not _is_forgotten(fact, track)


def _is_forgotten(fact: Fact, track: Track) -> bool:
    """Whether so long lies between the fact and all that is told of the force that words which any force may have, a number
    among them, mean another. A unit that is named may come back after years.
    """
    if fact.names or fact.special:
        return False
    return all(_apart(fact, one) > SILENT_DAYS for one in track.facts)


def _apart(one: Fact, other: Fact) -> int:
    """Days between two reports; none where one is not dated."""
    a, b = one.entry.published, other.entry.published
    return abs((a - b).days) if a and b else 0


def _weight(fact: Fact, track: Track, ground: Ground, before: Fact | None) -> int | None:
    """What speaks for it; None where it cannot be."""
    return track.path.kept(
        id(fact),
        lambda: compare.weigh(fact, track.known, ground, before) if _may_be(fact, track) else None,
    )


def _only(fact: Fact, found: Forces, before: Fact | None) -> list[Track]:
    """The only force of the owner, for unmarked words of which nothing says that they mean another."""
    if fact.marked or fact.on_top:
        return []
    likely = list(islice((track for track in found.of_owner(fact) if _may_be(fact, track)), 2))
    least = -1 if fact.status in ("rotated", "withdrawn") else 0
    if len(likely) != 1 or (_weight(fact, likely[0], found.ground, before) or 0) < least:
        return []
    return likely


def _unowned(fact: Fact, found: Forces, before: Fact | None) -> list[Track]:
    """The force that the fact is of, where the owner is not told or only guessed."""
    if fact.key is not None and not fact.guessed:
        return []
    likely = [
        (weight + _same_status(fact, track) - _other_owner(fact, track), track)
        for track in found.alike(fact, before)
        if (weight := _weight_unsure(fact, track, found.ground, before)) is not None
    ]
    best = max((weight for weight, _ in likely), default=0)
    return [track for weight, track in likely if weight == best][:1] if best >= compare.ENOUGH_UNOWNED else []


def _weight_unsure(fact: Fact, track: Track, ground: Ground, before: Fact | None) -> int | None:
    """Likewise, where a guess of the owner does not count."""
    if not fact.guessed:
        return _weight(fact, track, ground, before)
    return track.path.kept(
        (id(fact), "unsure"),
        lambda: compare.weigh(fact, track.known, ground, before) if _may_be(replace(fact, key=None), track) else None,
    )


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
    others = any(_may_be(fact, track) for track in found.of_owner(fact))
    if others and places.says_nothing(fact.where) and not fact.on_top and fact.status in STANDING:
        return NOT_TOLD_APART
    return NO_PLACE if fact.where is None and fact.status in STANDING else None


def _deny(fact: Fact, found: Forces) -> bool:
    """Note a denial with the force that it denies: of the same owner and place, claimed by somebody; or denied already."""
    for track in found.of_owner(fact):
        if not _may_be(fact, track):
            continue
        near = any(found.ground.lies(fact.at, one) in (places.SAME, places.NEAR) for one in track.known.wheres)
        again = fact.where is None and track.denials and fact.command in (None, *track.known.commands)
        if (near or again) and not _claims_too(fact, track):
            track.denials.append(fact)
            return True
    return False


def _claims_too(denial: Fact, track: Track) -> bool:
    """Whether those who deny claim the same force in the same report, so that something else is denied."""
    said = denial.entry
    return any((one.entry.key, one.entry.by_words) == (said.key, said.by_words) for one in track.facts)
