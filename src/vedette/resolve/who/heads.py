"""Finds the two pieces of a phrase that matter: the one that decides the sector, and the one that tells whose."""

from __future__ import annotations

from typing import NamedTuple

from vedette.resolve.who.bags import bag
from vedette.resolve.who.pieces import OWNING, Part, Piece
from vedette.resolve.who.terms import Term

STATES = bag("nation adjective people capital region")
NAMED = bag("body group")
_NEAR = bag("of in from at for")
"""Joints over which a weak head may take a better word's sector: "an official of the police"."""
_ABROAD = bag(
    "western foreign european international arab african asian regional world global various latin nordic baltic "
    "scandinavian multinational europe europeans asia africa"
)
"""Words that say: not of one country."""
_DIPLOMATS = bag("ambassador ambassadors envoy diplomat mission") | {"permanent representative", "special envoy"}
_OWNERS = bag("his her their its our my your whose")


class Sight(NamedTuple):
    """What stands in a part."""

    strong: Piece | None = None
    """The last piece that has a sector of its own: a strong role or a named body; failing these, a mark ("armed")."""
    weak: Piece | None = None
    """The last weak role: "spokesman"."""
    shares: bool = False
    """It has a word for a share: "members", "two"."""
    named: bool = False
    """It has a body or group."""
    body: Piece | None = None
    """The first body or group that belongs to a country or is an organisation."""
    state: Piece | None = None
    """The first state."""
    person: Piece | None = None
    """The first known person."""


def sight(part: Part) -> Sight:
    """One look over a part."""
    strong = weak = mark = body = state = person = None
    shares = named = False
    for piece in part.pieces:
        term = piece.term
        if term is None:
            continue
        kind = term.kind
        if kind == "role":
            if term.strength == "head":
                strong = piece
            elif term.strength == "weak":
                weak = piece
            elif term.strength == "mark":
                mark = piece
            else:
                shares = True
        elif kind in NAMED:
            named = True
            strong = piece if term.sector else strong
            body = body or (piece if term.country else None)
        elif kind == "person":
            person = person or (piece if term.country else None)
        else:
            state = state or (piece if term.country else None)
    return Sight(strong or mark, weak, shares, named, body, state, person)


def decider(cut: tuple[Part, ...], first: Sight) -> tuple[Piece | None, bool]:
    """The piece that decides the sector, and whether it is but a guess. `first` is the first part's sight."""
    if first.strong:
        return first.strong, False
    if first.named or len(cut) == 1:
        return first.weak, True
    if first.weak or first.shares or not any(piece.term for piece in cut[0].pieces):
        return _after_joint(cut, first.weak) or (first.weak, True)
    strong = sight(cut[1]).strong if _runs_on(cut) else None
    return strong, strong is None


def _after_joint(cut: tuple[Part, ...], weak: Piece | None) -> tuple[Piece, bool] | None:
    """A better word after "of" and its like: "members of the police"."""
    for part in cut[1:]:
        seen = sight(part)
        if part.joint in (_NEAR if weak else OWNING) and seen.strong:
            return seen.strong, False
        if part.joint in OWNING and weak is None and seen.weak:
            return seen.weak, True
    return None


def _runs_on(cut: tuple[Part, ...]) -> bool:
    """Whether a name runs over a joint: "Lima's Houses for Hope Foundation"."""
    if not cut[0].pieces or cut[1].joint not in {"for", "of"}:
        return False
    last, after = cut[0].pieces[-1], cut[1].pieces
    return last.term is None and last.capital > 0 and bool(after) and all(piece.capital for piece in after)


def owner(cut: tuple[Part, ...], first: Sight, head: Piece | None) -> Piece | None:
    """The piece that tells whose: a body before a state, the first part before what "of" leads in, persons last."""
    body, state = first.body, first.state
    if body and state and head and head.word in _DIPLOMATS and state.start < body.start:
        return state
    if len(cut) == 1:
        return body or state or first.person
    if state and not head and (whole := sight(cut[1]).body if cut[1].joint == "of" else None):
        return whole  # "two Ukrainian staffers of the OSCE"
    return body or state or _owner_after(cut, first)


def _owner_after(cut: tuple[Part, ...], first: Sight) -> Piece | None:
    tail = cut[1:]
    if abroad(cut[0], None) or pronoun(cut[0]):  # "a Western diplomat in Riyadh", "its ambassador in Khartoum"
        tail = tuple(part for part in tail if part.joint not in {"in", "at"})
    seen = [(part.joint in OWNING, sight(part)) for part in tail]
    for owning, each in seen:
        if owning and (each.body or each.state):
            return each.body or each.state
    if first.person:
        return first.person
    for _, each in seen:
        if each.person:
            return each.person
    others = (piece for part in tail for piece in part.pieces if piece.term and piece.term.kind in _STATES_AND_NAMED)
    return next((piece for piece in others if piece.term and piece.term.country), None)


_STATES_AND_NAMED = STATES | NAMED


def abroad(part: Part, role: Term | None) -> bool:
    """Whether the words say that they mean no single country's: "foreign troops", "world leaders"."""
    if role is not None and role.nowhere:
        return True
    return any(piece.word in _ABROAD for piece in part.pieces if piece.term is None)


def pronoun(part: Part) -> str:
    """The pronoun that owns, or nothing: the "its" of "its troops"."""
    for piece in part.pieces[:2]:
        if piece.word in _OWNERS:
            return piece.word
    return ""


def numbered(part: Part) -> bool:
    """Whether a part counts: "13 Palestinians", "several officers"."""
    return any(p.word[0].isdigit() or (p.term is not None and p.term.strength == "part") for p in part.pieces)
