"""Whether an entry is of a force that is known: a literal table of comparisons and what each weighs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vedette.analyse.ledger import places, words
from vedette.analyse.ledger.fact import THINGS, Bounds, Fact
from vedette.analyse.ledger.known import Known

if TYPE_CHECKING:
    from vedette.analyse.ledger.ground import Ground

WEIGHTS: Mapping[tuple[str, str], int] = {
    ("words", "same"): 3,
    ("names", "same"): 3,
    ("names", "other"): -3,
    ("body", "same"): 2,
    ("body", "other"): -3,
    ("noun", "same"): 3,
    ("kind", "same weapon"): 1,
    ("command", "same"): 2,
    ("command", "other"): -4,
    ("place", "of one name"): 3,
    ("place", "same"): 2,
    ("place", "near"): 1,
    ("place", "other"): -1,
    ("place", "far"): -2,
    ("place", "elsewhere"): -4,
    ("count", "equal"): 3,
    ("count", "alike"): 2,
    ("count", "unlike"): -3,
    ("pointing", "back"): 3,
    ("part", "of it"): -3,
    ("on top", "of it"): -3,
}
"""Comparison and how it came out -> what it weighs; what is not listed weighs nothing. Set by judgement over invented and
annotated reports; nothing was swept."""

ENOUGH = 2
"""Weight from which a force with a mark of its own (number, name, body) is the one that is known."""

ENOUGH_UNMARKED = 1
"""The same for words that any force of the owner may have: "its troops", near where one is known."""

ENOUGH_UNOWNED = 3
"""The same where whose force it is is not told, or only guessed."""

ALIKE = 0.85
"""Least over greatest number from which two are one force told by two; 180 and 200 are, 150 and 200 are not."""

UNLIKE = 0.7
"""The same, under which they are two forces, unless the words say otherwise."""

MOVED = frozenset({"authorised", "moving", "on_standby", "requested", "threatened", "withdrawn"})
"""Statuses of a force that need not be where it was, so that another place is no other force."""


def may_be(fact: Fact, known: Fact) -> bool:
    """Whether a fact can be of a known force at all, whoever owns it: kinds that go together, and sides."""
    return _kinds_agree(fact, known) and _sides_agree(fact, known)


def same_owner(one: Fact, other: Fact) -> bool:
    """Whether both are told to be of one state or organisation."""
    return one.key is not None and one.key == other.key


def _kinds_agree(fact: Fact, known: Fact) -> bool:
    """People go with people and a weapon with its like; "its forces" may be either."""
    if fact.kind in THINGS or known.kind in THINGS:
        return fact.kind == known.kind or (fact.kind == "force" and not fact.marked)
    return True


def _sides_agree(one: Fact, other: Fact) -> bool:
    return one.side is None or other.side is None or one.side == other.side


def weigh(fact: Fact, known: Known, ground: Ground, before: Fact | None = None) -> int:
    """How much speaks for the fact being of the force that is known; `before` is the last marked force that its report names
    before it.
    """
    pointed = before is not None and before in known and points_back(fact)
    levels = {
        "words": "same" if fact.bare in known.phrases.get(fact.entry.key, ()) else "",
        "names": _told(bool(fact.names & known.names), fact.names, known.names),
        "body": _told(fact.body in known.bodies, fact.body, known.bodies),
        "noun": "same" if fact.special & known.special else "",
        "kind": "same weapon" if fact.kind in THINGS and fact.kind in known.kinds else "",
        "command": _told(fact.command in known.commands, fact.command, known.commands),
        "place": _place(fact, known, ground) if not pointed else "",
        "count": _count(fact, known, ground),
        "pointing": "back" if pointed else "",
        "part": "of it" if fact.part != known.all_part else "",
        "on top": _on_top(fact, known),
    }
    return sum(WEIGHTS.get(level, 0) for level in levels.items())


def _told(same: bool, mine: object, theirs: object) -> str:  # noqa: FBT001 - how two things came out
    """Nothing where one of both is silent."""
    if not mine or not theirs:
        return ""
    return "same" if same else "other"


def _on_top(fact: Fact, known: Known) -> str:
    """What comes on top of a force is apart from it; and what comes on top is told with a mark when told again."""
    if fact.on_top:
        return "" if known.any_on_top else "of it"
    return "of it" if known.all_on_top and not fact.marked else ""


def _place(fact: Fact, known: Known, ground: Ground) -> str:
    if fact.where and (fact.where.name, fact.where.country) in known.places:
        return "of one name"
    found = {ground.lies(fact.at, one) for one in known.wheres} if fact.where else {places.UNKNOWN}
    best = next((level for level in NEAREST_FIRST if level in found), places.UNKNOWN)
    away = best in (places.OTHER, places.FAR, places.ELSEWHERE)
    moves = away and (fact.status in MOVED or not known.statuses.isdisjoint(MOVED))
    return "" if moves and fact.marked else best


NEAREST_FIRST = (places.SAME, places.NEAR, places.UNKNOWN, places.OTHER, places.FAR, places.ELSEWHERE)


def _count(fact: Fact, known: Known, ground: Ground) -> str:
    if fact.bounds is None or not known.counts:
        return ""
    if fact.bounds in known.counts:
        return "equal"
    best = max(ground.likeness(fact.bounds, one) for one in known.counts)
    return "alike" if best >= ALIKE else "unlike" if best < UNLIKE else ""


def likeness(one: Bounds, other: Bounds) -> float:
    """1 for the same bounds; else the lesser over the greater of the nearest numbers within the two ranges."""
    if one == other:
        return 1.0
    lows = [low if low is not None else 0.0 for low, _ in (one, other)]
    highs = [high if high is not None else float("inf") for _, high in (one, other)]
    if max(lows) <= min(highs):
        return ALIKE
    return min(highs) / max(lows)


def points_back(fact: Fact) -> bool:
    """Whether the words only point to a force that was named: "the men", or are its number: "450 strong"."""
    phrase = fact.entry.posture.force.text
    return words.is_number(phrase) or (not fact.marked and words.POINTING.match(phrase) is not None)
