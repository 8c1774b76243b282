"""How a speaker stands to what he tells: the rows of stances.tsv, and of words.tsv where his words carry no event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from vedette.analyse.statements.rows import rows_of
from vedette.analyse.statements.sides import is_of, takes_part
from vedette.records import Event, Stance, Statement

ORDER = ("denies", "demands", "threatens", "accuses", "promises", "refuses", "supports", "claims", "reports")
"""Which stance names the whole statement where its events differ: what is disputed or asked for before what is told."""

NO = re.compile(
    r"(?:there|we|i|he|she|it|they)\s(?:(?!would|will|could|can|may|might|should|must)[\w’']+\s)?(?:no|not|never|none|nobody)\b"
    r"|(?:no|none|nobody|never)\b|\w+\s(?:did|do|does|is|was|were|are|has|have|had)n['’]t\b"
)
"""What a denial opens with. "It would not" is none: it tells of what lies ahead."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of stances.tsv; an empty set stands for "*"."""

    rule: str
    stance: str
    cue: frozenset[str]
    types: frozenset[str]
    statuses: frozenset[str]
    part: str
    content: str


@cache
def rows() -> tuple[Row, ...]:
    """The table, in its order."""
    return tuple(
        Row(**{**row, **{name: listed(row[name]) for name in ("cue", "types", "statuses")}})  # type: ignore[arg-type]
        for row in rows_of("stances.tsv")
    )


def listed(cell: str) -> frozenset[str]:
    """The words of a cell; none for "*"."""
    return frozenset() if cell == "*" else frozenset(cell.split())


def stances(said: Statement, events: Sequence[Event]) -> tuple[Stance, ...]:
    """The stance to each event that the statement carries; to no event where it has one and carries none."""
    if events:
        return tuple(stance(said, event, events) for event in events)
    return tuple(by_words(said))[:1]


def stance(said: Statement, event: Event, events: Sequence[Event]) -> Stance:
    """The first row that fits; the last fits all."""
    row = next(row for row in rows() if fits(row, said, event, events))
    return Stance(event.id, row.stance, row.rule)


def fits(row: Row, said: Statement, event: Event, events: Sequence[Event]) -> bool:
    """Whether a row is for this event of this statement."""
    return (
        (not row.cue or cue_word(said) in row.cue)
        and (not row.types or event.type in row.types)
        and (not row.statuses or event.status in row.statuses)
        and has_part(row.part, said, event, events)
        and says(row.content, said)
    )


def says(content: str, said: Statement) -> bool:
    """Whether what is said opens as the row asks."""
    return content == "*" or NO.match(said.content.text.casefold()) is not None


def has_part(part: str, said: Statement, event: Event, events: Sequence[Event]) -> bool:
    """Whether the speaker has this part in the event."""
    if part == "any":
        return True
    if part in ASKING:
        return any(asks(said, act, event) for act in events if act.type == ASKING[part] and act is not event)
    own, hit = takes_part(said.speaker, event, "actor"), takes_part(said.speaker, event, "recipient")
    return own if part == "own" else (hit and not own) if part == "against" else own or hit


ASKING = {"demanded": "REQUEST", "threatened": "THREATEN"}
"""Part in an act -> the type by which it is asked for, or threatened."""


def asks(said: Statement, act: Event, event: Event) -> bool:
    """Whether the speaker's own demand or threat stands before the words of the act that it is about."""
    mine = not act.role("actor") or any(is_of(said.speaker, actor) for actor in act.role("actor"))
    return mine and act.status in ("actual", "ongoing") and act.trigger.start < event.trigger.start


def by_words(said: Statement) -> Iterable[Stance]:
    """The rows of words.tsv that fit the cue."""
    return (
        Stance(None, row["stance"], row["rule"])
        for row in rows_of("words.tsv")
        if (row["cue"] == "*" or cue_word(said) in listed(row["cue"])) and says(row["content"], said)
    )


def cue_word(said: Statement) -> str:
    """The cue's first word, in small letters; empty without a cue."""
    return said.cue.text.split(maxsplit=1)[0].casefold() if said.cue and said.cue.text.strip() else ""


def leading(found: Sequence[Stance]) -> Stance | None:
    """The stance that names the whole statement; None without any."""
    return min(found, key=lambda one: ORDER.index(one.stance), default=None)
