"""Finds the two pieces of a phrase that matter: the one that decides the sector, and the one that tells whose."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.resolve.who.bags import bag
from vedette.resolve.who.pieces import OWNING, Part, Piece
from vedette.resolve.who.terms import Term

STATES = bag("nation adjective people capital region")
NAMED = bag("body group")
_PERSON = bag("person")
_NEAR = bag("of in from at for")
"""Joints over which a weak head may take a better word's sector: "an official of the police"."""
_ABROAD = bag(
    "western foreign european international arab african asian regional world global various latin nordic baltic "
    "scandinavian multinational"
)
"""Adjectives that say: not of one country."""
_DIPLOMATS = bag("ambassador ambassadors envoy diplomat mission") | {"permanent representative", "special envoy"}
_OWNERS = bag("his her their its our my your whose")


def decider(cut: tuple[Part, ...]) -> tuple[Piece | None, bool]:
    """The piece that decides the sector, and whether it is but a guess."""
    first = cut[0]
    if strong := _strong(first):
        return strong, False
    weak = next(_roles(first, "weak"), None)
    if any(True for _ in _bodies(first)):
        return weak, True
    gives_way = weak or any(True for _ in _roles(first, "part")) or not any(piece.term for piece in first.pieces)
    better = _after_joint(cut, weak) if gives_way else None
    return better or (weak, True)


def _after_joint(cut: tuple[Part, ...], weak: Piece | None) -> tuple[Piece, bool] | None:
    """A better word after "of" and its like: "members of the police"."""
    for part in cut[1:]:
        if part.joint in (_NEAR if weak else OWNING) and (strong := _strong(part)):
            return strong, False
        if part.joint in OWNING and weak is None and (other := next(_roles(part, "weak"), None)):
            return other, True
    return None


def owner(cut: tuple[Part, ...], head: Piece | None) -> Piece | None:
    """The piece that tells whose: a body before a state, the first part before what "of" leads in, persons last."""
    first = cut[0]
    body, state = whose(first, NAMED), whose(first, STATES)
    if body and state and head and head.word in _DIPLOMATS and state.start < body.start:
        return state
    if state and not head and (whole := _whole(cut)):
        return whole
    return body or state or _owner_after(cut, first)


def _whole(cut: tuple[Part, ...]) -> Piece | None:
    """The body of which somebody is a part: "two Ukrainian staffers of the OSCE"."""
    return next((whose(part, NAMED) for part in cut[1:2] if part.joint == "of"), None)


def _owner_after(cut: tuple[Part, ...], first: Part) -> Piece | None:
    tail = cut[1:]
    if abroad(first, None) or pronoun(first):  # "a Western diplomat in Riyadh", "its ambassador in Khartoum"
        tail = tuple(part for part in tail if part.joint not in {"in", "at"})
    owning = (whose(part, NAMED) or whose(part, STATES) for part in tail if part.joint in OWNING)
    persons = (whose(part, _PERSON) for part in (first, *tail))
    others = (whose(part, STATES | NAMED) for part in tail)
    return next((piece for found in (owning, persons, others) for piece in found if piece), None)


def whose(part: Part, kinds: frozenset[str]) -> Piece | None:
    """The first piece of these kinds that has a country or is an organisation."""
    return next((p for p in part.pieces if p.term and p.term.kind in kinds and p.term.country), None)


def abroad(part: Part, role: Term | None) -> bool:
    """Whether the words say that they mean no single country's: "foreign troops", "world leaders"."""
    return (role is not None and role.nowhere) or any(p.word in _ABROAD for p in part.pieces if p.term is None)


def pronoun(part: Part) -> str:
    """The pronoun that owns, or nothing: the "its" of "its troops"."""
    return next((piece.word for piece in part.pieces[:2] if piece.word in _OWNERS), "")


def numbered(part: Part) -> bool:
    """Whether a part counts: "13 Palestinians", "several officers"."""
    return any(p.word[:1].isdigit() or (p.term is not None and p.term.strength == "part") for p in part.pieces)


def _strong(part: Part) -> Piece | None:
    """The last piece that has a sector of its own: a strong role or a named body."""
    for piece in reversed(part.pieces):
        term = piece.term
        if term and ((term.kind == "role" and term.strength == "head") or (term.kind in NAMED and term.sector)):
            return piece
    return next(_roles(part, "mark"), None)


def _roles(part: Part, strength: str) -> Iterator[Piece]:
    """Role pieces, last first."""
    return (p for p in reversed(part.pieces) if p.term and p.term.kind == "role" and p.term.strength == strength)


def _bodies(part: Part) -> Iterator[Piece]:
    return (p for p in reversed(part.pieces) if p.term and p.term.kind in NAMED)
