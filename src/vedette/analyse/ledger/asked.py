"""Lines of the ledger that somebody asks for, each with the entries that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vedette.analyse.ledger.book import HORIZON_DAYS, Left, book
from vedette.analyse.ledger.entry import Entry, entries
from vedette.records import Force, Problem, Reading, Report, Where, Who
from vedette.resolve.countries import by_name, countries


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters; of several values any will do, and one that is empty asks for nothing."""

    place: tuple[str, ...] = ()
    """Part of the name of the place, its province or the commanding body, or a country's code or name."""
    actor: tuple[str, ...] = ()
    """Code or part of the name of an owner or command; XKX is also XKX COP."""
    type: tuple[str, ...] = ()
    """Event type, perhaps with mode, of an entry that the line rests on."""
    since: date | None = None
    """Confirmed on this day or later."""
    until: date | None = None
    """Begun before this day, as far as told."""
    min_sources: int = 1
    """Told by so many texts of their own."""

    @classmethod
    def of(cls, **filters: object) -> Asked:
        """Filters as a caller writes them: one value or several."""
        many = {"place", "actor", "type"}
        told = {name: _many(value) if name in many else value for name, value in filters.items() if value is not None}
        return cls(**told)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Told:
    """A line with the entries that it rests on, oldest first."""

    force: Force
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The lines that were asked for, as of which day, and the entries that make no line."""

    as_of: date | None
    lines: tuple[Told, ...]
    left: tuple[Left, ...] = ()


def ledger(
    readings: Iterable[Reading | Problem],
    *,
    as_of: date | None = None,
    horizon: int = HORIZON_DAYS,
    **wanted: object,
) -> tuple[Force, ...]:
    """The ledger's lines of readings at the end of the day `as_of`, else of the last day that was published.

    >>> vedette.ledger(vedette.read_all(["reports.jsonl"]), place="Kosovo")
    """
    told = entries(reading for reading in readings if isinstance(reading, Reading))
    return tuple(each.force for each in answer(told, Asked.of(**wanted), as_of=as_of, horizon=horizon).lines)


def answer(
    told: Iterable[Entry], asked: Asked | None = None, *, as_of: date | None = None, horizon: int = HORIZON_DAYS
) -> Answer:
    """The ledger's lines as of the day, or of the last day that anything was published; copies are found here."""
    known = voiced([entry for entry in told if as_of is None or _is_known(entry, as_of)])
    day = as_of or max((entry.published for entry in known if entry.published), default=None)
    if day is None:
        return Answer(None, ())
    made = book(known, day, horizon)
    by_id = {entry.posture.id: entry for entry in known}
    lines = (Told(line, tuple(by_id[posture] for posture in line.postures)) for line in made.lines)
    wanted = asked or Asked()
    return Answer(day, tuple(each for each in lines if fits(each, wanted)), made.left)


def _is_known(entry: Entry, as_of: date) -> bool:
    return entry.published is None or entry.published <= as_of


def voiced(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those of copies with the voice of the first report of the text."""
    from vedette import link  # noqa: PLC0415 - lines that were made before are shown without it

    reports = {"\x1f".join(entry.key): entry for entry in entries}
    prints = {
        key: link.fingerprint(Report(entry.report_id, entry.text, entry.published)) for key, entry in reports.items()
    }
    voices = {key: group[0] for group in link.copies(prints) for key in group}
    return [replace(entry, voice=voices.get(key, key)) for entry in entries if (key := "\x1f".join(entry.key))]


def fits(told: Told, asked: Asked) -> bool:
    """Whether a line is asked for."""
    force = told.force
    voices = {entry.voice for entry in told.entries}
    return (
        (not asked.place or any(_is_at(force, told.entries, name) for name in asked.place))
        and (not asked.actor or any(_is(force, name) for name in asked.actor))
        and (not asked.type or any(_is_of(entry, name) for entry in told.entries for name in asked.type))
        and (asked.since is None or (force.last_confirmed is not None and force.last_confirmed >= asked.since))
        and (asked.until is None or force.since is None or force.since < asked.until)
        and len(voices) >= asked.min_sources
    )


def _is_of(entry: Entry, name: str) -> bool:
    return entry.type == name or entry.type.split(".")[0] == name


def _is(force: Force, name: str) -> bool:
    return any(who is not None and _is_called(who, name) for who in (force.owner, force.command))


def _is_called(who: Who, name: str) -> bool:
    code = who.code == name.upper() or who.code.startswith(f"{name.upper()} ")
    return code or name.casefold() in (who.name or "").casefold()


def _is_at(force: Force, entries: Sequence[Entry], name: str) -> bool:
    """Whether it is there; a force that nobody places is shown for the places that its reports name."""
    told = [force.where, *(where.value for entry in entries if (where := entry.posture.where))]
    places = [place for place in told if place]
    if places:
        return any(_is_named(place, name) for place in places)
    named = re.compile("|".join(rf"\b{re.escape(each)}\b" for each in called(name)), re.IGNORECASE)
    return any(named.search(entry.text) for entry in entries)


def _is_named(place: Where, name: str) -> bool:
    if place.country is not None and place.country == country(name):
        return True
    return any(name.casefold() in (part or "").casefold() for part in (place.name, place.admin1))


def country(name: str) -> str | None:
    """The country of this code or name."""
    return name.upper() if name.upper() in countries() else by_name().get(name.casefold())


def called(name: str) -> tuple[str, ...]:
    """The name, or all names of the country of this code."""
    code = name.upper()
    return countries()[code].names if code in countries() else (name,)


def _many(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
