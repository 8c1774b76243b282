"""Reads one phrase by itself: whose, which sector, which name, and what it leaves open for the report to tell.

The head decides the sector and stands last in the first part ("Kosovo police special forces"); weak heads
("spokesman", "forces", "members") give way to a better word beside them or after "of" ("members of the police").
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vedette.records import PassedOver
from vedette.resolve.who import heads
from vedette.resolve.who.bags import bag
from vedette.resolve.who.lexicon import Lexicon
from vedette.resolve.who.pieces import Part, Piece, parts, scanned
from vedette.resolve.who.stand_ins import BODIES
from vedette.resolve.who.terms import Term

PHRASES = 16384
"""Phrases kept read: a few megabytes; reports repeat "police" and "the government" day by day."""
_FORMER = bag("former ex ousted deposed erstwhile late onetime toppled overthrown")
_OFFICES = bag("GOV LEG PTY JUD SPY")
"""Sectors whose former holders are ELI."""
_GROUP_WINS = bag("MIL UAF")
"""Sectors of roles that an armed group's own sector replaces: "PKK troops" are no army."""
ORGANISATION_KEEPS = bag("MIL COP JUD REB SPY")
"""Sectors that are worth saying of an organisation; its officials and members are the organisation."""
_DECLARED = bag("declared proclaimed styled appointed")
_BREAKAWAY = bag("facto breakaway separatist secessionist rebel unrecognised unrecognized")
_CROWDS = bag("people citizens")
_COUNTING = bag(
    "other others another more than at least some of them two one the about over around rest wounded dead injured "
    "none its own their nearly as many"
)
_NAMELESS = bag("the a an mr mrs ms dr sir dame he")
"""Words with a capital that are no part of a name: "Mr", "Sir", the "H.E." of envoys."""
_NOBODY = Term("", None, None, "body")
_PART_OF = bag("of for at")


class Phrase(NamedTuple):
    """What a phrase says by itself."""

    country: str | None = None
    sector: str | None = None
    name: str | None = None
    rule: str = "nothing-known"
    head: str = ""
    """The role word that decided or, failing one, the last word of the first part."""
    state: bool = False
    """It names a state or an organisation as such, which has no sector."""
    nowhere: bool = False
    """It belongs to no country unless one is named."""
    weak: bool = False
    """The sector is a guess from a weak head."""
    owner: str = ""
    """The pronoun that owns it: "its troops"."""
    person: str = ""
    """A name that the lexicon does not know, folded."""
    known: bool = False
    """A person or body that the lexicon knows by name."""
    alias: str = ""
    """The folded words by which a person whom the lexicon knows is called."""
    whole: str = ""
    """A word that stands for a body of which this is a part: the "force" of "the spokesman of the force"."""
    counted: bool = False
    """Only numbers and words like "others": it counts again who was spoken of before."""
    passed_over: tuple[PassedOver, ...] = ()


def read(text: str, day: date | None, lexicon: Lexicon) -> Phrase:
    """What the phrase says by itself on that day."""
    return _read(text, day if _dated(text, lexicon) else None, lexicon)


@lru_cache(maxsize=PHRASES)
def _dated(text: str, lexicon: Lexicon) -> bool:
    """Whether the phrase may say another thing on another day; "the police" and "two men" say the same for ever."""
    _, hits = scanned(text, lexicon)
    return any([len(hit.terms) > 1 or hit.terms[0].kind == "person" for hit in hits])  # noqa: C419 -- faster


@lru_cache(maxsize=PHRASES)
def _read(text: str, day: date | None, lexicon: Lexicon) -> Phrase:
    cut = parts(text, day, lexicon)
    first = heads.sight(cut[0])
    head, weak = heads.decider(cut, first)
    owner, person = heads.owner(cut, first, head), first.person
    if owner and owner.term and owner.term.kind in heads.NAMED:
        return _body(cut, head, owner, first.person, weak=weak)
    if person and person.term and head is None:
        return _person(person, person.term, day)
    if owner is None:
        return _role(cut, head, weak=weak)
    return _of_state(cut, owner) if head is None else _role_of(cut, head, owner, person, weak=weak)


def _body(cut: tuple[Part, ...], head: Piece | None, owner: Piece, person: Piece | None, *, weak: bool) -> Phrase:
    """An organisation or armed group, or its people."""
    body = owner.term or _NOBODY
    sector = _body_sector(body, _sector(cut, head), head, weak=weak)
    itself = head is None or head.term is body or (head.term is not None and head.term.strength == "weak")
    name = person.term.name if person and person.term else body.name if itself else None
    return Phrase(
        country=body.country,
        sector=sector,
        name=name,
        rule="body",
        head=_word(cut, head),
        state=sector is None,
        person=_name(cut),
        known=True,
        alias=person.word if person else "",
        passed_over=_passed(cut, owner),
    )


def _body_sector(body: Term, sector: str | None, head: Piece | None, *, weak: bool) -> str | None:
    organisation = (body.country or "")[3:4] == ":"
    if head is None or weak or head.term is body:
        return body.sector or (sector if weak and not organisation else None)
    if (body.kind == "group" and sector in _GROUP_WINS) or (body.sector == "COP" and sector == "MIL"):
        return body.sector
    return body.sector if organisation and sector not in ORGANISATION_KEEPS else sector


def _person(piece: Piece, term: Term, day: date | None) -> Phrase:
    """A person whom the lexicon knows, in office or out of it."""
    if term.holds(day):
        return Phrase(
            term.country, term.sector, term.name, "person", state=term.sector is None, known=True, alias=piece.word
        )
    gone = term.until is not None and day is not None and term.until <= day
    rule = "person-out-of-office" if gone else "person-before-office"
    return Phrase(term.country, "ELI" if gone else "PTY", term.name, rule, known=True, alias=piece.word)


def _role(cut: tuple[Part, ...], head: Piece | None, *, weak: bool) -> Phrase:
    """A role or a name without a country."""
    first = cut[0]
    return Phrase(
        sector=_sector(cut, head),
        rule="role" if head else "nothing-known",
        head=_word(cut, head),
        nowhere=heads.abroad(first, head.term if head else None),
        weak=weak,
        owner=heads.pronoun(first),
        person=_unknown_name(first),
        whole=_whole(cut),
        counted=_counted(cut),
    )


def _role_of(cut: tuple[Part, ...], head: Piece, owner: Piece, person: Piece | None, *, weak: bool) -> Phrase:
    """A role with the country that the words themselves give."""
    first = cut[0]
    crowd = head.word in _CROWDS and owner in first.pieces and not heads.numbered(first)  # "the Syrian people"
    return Phrase(
        country=owner.term.country if owner.term else None,
        sector="PPL" if crowd else _sector(cut, head),
        name=person.term.name if person and person.term else None,
        rule="role-with-country",
        head=head.word,
        weak=weak and not crowd,
        person=_name(cut),
        known=person is not None,
        alias=person.word if person else "",
        passed_over=_passed(cut, owner),
    )


def _sector(cut: tuple[Part, ...], head: Piece | None) -> str | None:
    """The head's sector, less what the words around it change: "former", "loyal to" a warlord or a government."""
    sector = head.term.sector if head and head.term else None
    if sector in _OFFICES and any(piece.word in _FORMER for piece in cut[0].pieces if piece.term is None):
        return "ELI"
    if sector in _GROUP_WINS and _serves_rebels(cut[1:]):
        return "REB"
    if sector in _OFFICES and _self_made(cut):
        return "REB"
    if sector == "REB" and any(part.joint == "loyal" and _governs(part) for part in cut):
        return "MIL"
    return sector


def _self_made(cut: tuple[Part, ...]) -> bool:
    """Whether an office is no state's: "the self-declared mayor", "the de facto president of Abkhazia"."""
    words = {piece.word for piece in cut[0].pieces if piece.term is None}
    if "self" in words and words & _DECLARED:
        return True
    region = any(p.term is not None and p.term.kind == "region" for part in cut for p in part.pieces)
    return region and bool(words & _BREAKAWAY)


def _serves_rebels(tail: tuple[Part, ...]) -> bool:
    terms = (piece.term for part in tail for piece in part.pieces if piece.term)
    return any(term.kind in {"group", "person"} and term.sector == "REB" for term in terms)


def _governs(part: Part) -> bool:
    return any(piece.term is not None and piece.term.sector == "GOV" for piece in part.pieces)


def _of_state(cut: tuple[Part, ...], owner: Piece) -> Phrase:
    """A state and nothing else: the state as such, or its people ("13 Palestinians", "a Moroccan", "Burundians")."""
    first, term = cut[0], owner.term
    head, country = _word(cut, None), term.country if term else None
    passed = _passed(cut, owner)
    if unknown := _unknown_name(first):
        return Phrase(country, None, None, "named-with-country", head, person=unknown, passed_over=passed)
    if term is None or owner not in first.pieces:
        return Phrase(country, None, None, "state", head, state=True, passed_over=passed)
    if first.pieces[-1] is owner and _is_people(first, term.kind):
        return Phrase(country, "CVL", None, "people", head, weak=True, passed_over=passed)
    rule = term.kind if term.kind in {"capital", "adjective", "people"} else "state"
    return Phrase(country, None, term.name, rule, head, state=True, passed_over=passed)


def _is_people(first: Part, kind: str) -> bool:
    lead = Part("", first.pieces[:-1])
    counted = heads.numbered(lead) or any(piece.word in {"a", "an"} for piece in lead.pieces)
    return (counted and kind in {"people", "adjective"}) or (kind == "people" and not lead.pieces)


def _passed(cut: tuple[Part, ...], owner: Piece) -> tuple[PassedOver, ...]:
    """Other countries and organisations that the words name."""
    taken = owner.term.country if owner.term else None
    terms = [piece.term for part in cut for piece in part.pieces if piece.term]
    others = {term.country for term in terms if term.country and term.country != taken}
    if not others:
        return ()
    return tuple([PassedOver(code, "named in the same words, but not as the head's own") for code in sorted(others)])


def _word(cut: tuple[Part, ...], head: Piece | None) -> str:
    return head.word if head else cut[0].pieces[-1].word if cut[0].pieces else ""


def _whole(cut: tuple[Part, ...]) -> str:
    """The word for a body in "the force's commander", "the spokesman of the mission"."""
    first = cut[0].pieces
    for one, other in pairwise(first):
        if other.word == "'s" and one.word in BODIES:
            return one.word
    for part in cut[1:2]:
        if part.joint in _PART_OF and [piece.word for piece in part.pieces[:1]] == ["the"] and len(part.pieces) == 2:  # noqa: PLR2004
            return part.pieces[1].word if part.pieces[1].word in BODIES else ""
    return ""


def _counted(cut: tuple[Part, ...]) -> bool:
    """Whether a phrase only counts: "14", "more than 30", "two others", "another"."""
    for part in cut:
        for piece in part.pieces:
            share = piece.term is not None and piece.term.strength == "part"
            if not (share or piece.word[0].isdigit() or piece.word in _COUNTING):
                return False
    return bool(cut[0].pieces)


def _name(cut: tuple[Part, ...]) -> str:
    """An unknown name in the first part or, failing one, after a state: "the ambassador to Chad Amina Diallo"."""
    if name := _unknown_name(cut[0]):
        return name
    last = cut[-1].pieces
    after_state = len(cut) > 1 and last and last[0].term is not None and last[0].term.kind in heads.STATES
    return _unknown_name(cut[-1]) if after_state else ""


def _unknown_name(part: Part) -> str:
    """The capitalised words that the lexicon does not know, at the end of a part, without a plain title."""
    held: list[str] = []
    for piece in reversed(part.pieces):
        if piece.term is None and (piece.capital or (piece.joined and held)) and _may_name(piece.word):
            held.append(piece.word)
        elif held:
            break
    return " ".join(reversed(held))


def _may_name(word: str) -> bool:
    return word not in _NAMELESS and not word[0].isdigit()
