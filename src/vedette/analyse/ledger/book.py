"""The ledger as of a day: entries in, lines out, with what makes no line and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analyse.ledger.entry import Entry
from vedette.analyse.ledger.fact import Fact, fact
from vedette.analyse.ledger.line import lines
from vedette.analyse.ledger.once import once
from vedette.analyse.ledger.track import tracks
from vedette.records import Force, When

HORIZON_DAYS = 30
"""Days after its last report for which a state is assumed to go on; later the line stays and says that it is not."""

HISTORY_DAYS = 365
"""Days between a time that is told and the report from which it is told as history, and says nothing of now."""

NO_DAY = "its report has no day, so that it cannot be told what was known when"
HISTORY = "it is told as history, of more than a year before"


@dataclass(frozen=True, slots=True)
class Left:
    """An entry that makes no line."""

    posture: str
    report: str
    why: str


@dataclass(frozen=True, slots=True)
class Book:
    """The lines, and the entries that make none."""

    lines: tuple[Force, ...]
    left: tuple[Left, ...]


def ledger(entries: Iterable[Entry], as_of: date, horizon: int = HORIZON_DAYS) -> tuple[Force, ...]:
    """The lines at the end of the day `as_of`, by what was published until then; `horizon` in days."""
    return book(entries, as_of, horizon).lines


def book(entries: Iterable[Entry], as_of: date, horizon: int = HORIZON_DAYS) -> Book:
    """The same, with the entries that make no line and the reason for each."""
    distinct = {(entry.posture.id, entry.report_id): entry for entry in entries}
    known = [entry for entry in distinct.values() if entry.published is None or entry.published <= as_of]
    dated = [entry for entry in known if lacking(entry) is None]
    facts, repeated = once(fact(entry) for entry in dated)
    found, without = tracks(facts)
    undated = [(fact(entry), lacking(entry) or "") for entry in known if lacking(entry) is not None]
    made = lines(found, repeated, as_of, horizon)
    return Book(tuple(made), _left([*without, *undated]))


def lacking(entry: Entry) -> str | None:
    """Why an entry can make no line; None where it may."""
    if entry.published is None:
        return NO_DAY
    when = entry.posture.when.value if entry.posture.when else None
    return HISTORY if when and _is_history(when, entry.published) else None


def _is_history(when: When, published: date) -> bool:
    return (published - when.until).days >= HISTORY_DAYS


def _left(found: Sequence[tuple[Fact, str]]) -> tuple[Left, ...]:
    ordered = sorted(found, key=lambda pair: (pair[0].entry.published or date.max, pair[0].order[2:], pair[1]))
    return tuple(Left(one.entry.posture.id, one.entry.report_id, why) for one, why in ordered)
