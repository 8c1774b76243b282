"""What is asked of statements: filters. Of several values of one any will do; all filters must hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from vedette.analyse.statements.stances import ORDER
from vedette.analyse.statements.taken import Taken
from vedette.errors import UsageError
from vedette.records import Event, Heard, Resolved, Where, Who

STANCES = tuple(sorted(ORDER))
STATES = ("open", "met", "withdrawn", "past")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which statements. Left to itself, all of them."""

    speaker: Sequence[str] = ()
    """A code (SRB is also SRB GOV), or words of the speaker's name as told or resolved."""
    about: Sequence[str] = ()
    """An event type (perhaps with its mode: MOBILIZE.troops), or words of what is said."""
    stance: Sequence[str] = ()
    """One of `STANCES`: of the statement, or to one of its events."""
    state: Sequence[str] = ()
    """One of `STATES`: of a demand or threat."""
    anonymous: bool | None = None
    """Only unnamed speakers, or only others."""
    quoted: bool | None = None
    """Only direct speech, or only indirect."""
    place: Sequence[str] = ()
    """Part of the name of a place of the events, its province, or a country's code."""
    actor: Sequence[str] = ()
    """A code or part of the name of an actor of the events."""
    type: Sequence[str] = ()
    """A type of the events."""
    since: date | None = None
    """Published on this day or later."""
    until: date | None = None
    """Published before this day."""
    report: Sequence[str] = ()
    """The report's id, to the letter."""
    min_sources: int = 1
    """Carried by so many outlets or more: the same side, with the same stance to an event of the same type."""

    def __post_init__(self) -> None:
        for name, allowed in (("stance", STANCES), ("state", STATES)):
            wrong = [each for each in getattr(self, name) if each not in allowed]
            if wrong:
                raise UsageError(f"{wrong[0]!r} is no {name}; there are {', '.join(allowed)}")

    @classmethod
    def of(cls, **filters: object) -> Asked:
        """The same from single values or several of each; what is None is left out."""
        known = {field.name: field.type for field in fields(cls)}
        for name in filters:
            if name not in known:
                raise UsageError(f"{name!r} is no filter of statements; there are {', '.join(known)}")
        many = {name for name, kind in known.items() if str(kind).startswith("Sequence")}
        meant = {
            name: (value,) if name in many and isinstance(value, str) else value
            for name, value in filters.items()
            if value is not None
        }
        return cls(**meant)  # type: ignore[arg-type]


def wants(asked: Asked, one: Taken, heard: Heard) -> bool:
    """Whether a statement is among those asked for."""
    said, events = one.statement, one.events
    kinds = {stance.stance for stance in heard.stances}
    return (
        any_of(asked.speaker, lambda name: is_called(name, said.speaker.span.text, said.speaker.who))
        and any_of(asked.about, lambda name: is_about(name, one))
        and any_of(asked.stance, lambda name: name in kinds)
        and any_of(asked.state, lambda name: name == heard.state)
        and asked.anonymous in (None, said.anonymous)
        and asked.quoted in (None, said.quoted)
        and any_of(asked.place, lambda name: any(is_at(name, event) for event in events))
        and any_of(asked.actor, lambda name: any(acts(name, event) for event in events))
        and any_of(asked.type, lambda name: any(is_type(name, event) for event in events))
        and any_of(asked.report, lambda name: name == heard.report)
        and in_days(asked, heard.published)
    )


def any_of(wanted: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """Whether nothing is asked for, or one of the values fits."""
    return not wanted or any(map(fits, wanted))


def is_called(name: str, words: str, resolved: Resolved[Who] | None) -> bool:
    """Whether an actor has this code, or a name with these words: each of them, in any order and case."""
    who = resolved.value if resolved else None
    if who and (who.code == name or who.code.startswith(f"{name} ")):
        return True
    if is_code(name):
        return False
    told = f"{words} {who.name if who and who.name else ''}".casefold()
    return all(word in told for word in name.casefold().split())


def is_code(name: str) -> bool:
    """Whether a filter is an actor's code: SRB, XKX COP, IGO:NATO; other names hold a small letter or are short."""
    first = name.split(" ", maxsplit=1)[0]
    return ":" in first or (first.isupper() and len(first) == CODE_LENGTH and name.isupper())


CODE_LENGTH = 3
"""Letters of a country's code."""


def is_about(name: str, one: Taken) -> bool:
    """Whether an event is of this type, or the content holds the words: each of them, in any order and case."""
    if name.partition(".")[0].isupper():
        return any(is_type(name, event) for event in one.events)
    told = one.statement.content.text.casefold()
    return all(word in told for word in name.casefold().split())


def is_type(name: str, event: Event) -> bool:
    """Whether an event is of this type, and of this mode where one is given."""
    type_, _, mode = name.partition(".")
    return event.type == type_ and mode in ("", event.mode)


def is_at(name: str, event: Event) -> bool:
    """Whether one of the event's places, or its words, has this name or lies in this country."""
    told = [(argument.span.text, argument.where) for role in ("place", "origin") for argument in event.role(role)]
    return any(lies(name, words, resolved) for words, resolved in told)


def lies(name: str, words: str, resolved: Resolved[Where] | None) -> bool:
    """Whether a place is meant by a name, part of one, or its country's code."""
    where = resolved.value if resolved else None
    if where and where.country == name:
        return True
    names = [words, *((where.name, where.admin1 or "") if where else ())]
    return any(name.casefold() in each.casefold() for each in names)


def acts(name: str, event: Event) -> bool:
    """Whether one of the event's actors is called so."""
    return any(is_called(name, argument.span.text, argument.who) for argument in event.role("actor"))


def in_days(asked: Asked, published: date | None) -> bool:
    """Whether the day of publication fits; a report without one only where no day is asked for."""
    if asked.since is None and asked.until is None:
        return True
    if published is None:
        return False
    return (asked.since is None or asked.since <= published) and (asked.until is None or published < asked.until)
