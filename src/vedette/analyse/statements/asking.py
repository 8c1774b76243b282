"""What a demand or threat asks for: the acts, who would do them, and to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from vedette.analyse.statements.deadlines import deadline, spoken_words
from vedette.analyse.statements.rows import rows_of
from vedette.analyse.statements.sides import countries, side, sides
from vedette.analyse.statements.taken import Taken
from vedette.records import Event

OPENING = {"demands": "REQUEST", "threatens": "THREATEN"}
"""Stance that stays open -> the type of the event that makes it so."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A demand or threat as one looks for its end."""

    types: frozenset[str]
    """Types of event that fulfil it."""
    modes: frozenset[str]
    """Modes of the acts that the words name; empty where they leave it open."""
    doers: frozenset[str]
    """Sides whose act it would be: those asked, or the one who threatens."""
    targets: frozenset[str]
    """Sides to whom it would be done, as far as told."""
    countries: frozenset[str]
    """Countries of the places where it would be done, as far as told."""
    made_by: str | None
    """The side that demands or threatens."""
    deadline: date | None


@cache
def fulfilling() -> dict[str, frozenset[str]]:
    """What is asked -> the types that fulfil it."""
    return {row["asked"]: frozenset(row["done"].split()) for row in rows_of("fulfilled.tsv")}


def asking(one: Taken) -> Asking | None:
    """What a statement demands or threatens; None where it does neither."""
    if one.stance not in OPENING:
        return None
    opener = OPENING[one.stance]
    marked = {stance.event for stance in one.stances if stance.stance == one.stance}
    mine = [event for event in one.events if event.id in marked]
    openers = [event for event in mine if event.type == opener]
    acts = [event for event in mine if event.type != opener]
    made_by = side(one.statement.speaker.who)
    asked = union(sides(event, "recipient") for event in openers)
    doers = union(sides(event, "actor") for event in acts) or asked
    words = spoken_words(one.statement, one.reading.report.text)
    return Asking(
        types=union(done_by(event) for event in (acts or openers)),
        modes=frozenset(event.mode for event in acts if event.mode),
        doers=doers if opener == "REQUEST" else frozenset({made_by} if made_by else ()),
        targets=union(sides(event, "recipient") for event in acts) or (asked if opener == "THREATEN" else frozenset()),
        countries=countries(acts),
        made_by=made_by,
        deadline=deadline(words, one.published, acts, openers),
    )


def union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    """All members of several sets."""
    return frozenset(member for part in parts for member in part)


def done_by(event: Event) -> frozenset[str]:
    """The types that fulfil an act, a demand or a threat."""
    return fulfilling().get(f"{event.type}.{event.mode}") or fulfilling().get(event.type, frozenset())
