"""Small lakes whose events differ in what a query may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests import stand_ins
from vedette.records import Argument, Reading, Resolved, When, Where, Who
from vedette.store import Lake
from vedette.store.lake import Keyring
from vedette.store.tables import Row, error, key, reading_key, table, to_plain

KNOWN = datetime(2024, 3, 6, 12, tzinfo=UTC)


def row(reading: Reading, known_from: datetime = KNOWN) -> Row:
    of = key(reading.report)
    return Row(of, reading_key(of, reading.engine), "d", "", "", error(reading), "u", known_from)


def make(path: Path, readings: Sequence[tuple[Reading, datetime]]) -> Lake:
    """A lake that got to know each reading at its moment."""
    lake = Lake.open_or_make(path)
    rows = table([to_plain(reading, row(reading, known)) for reading, known in readings])
    lake.tables["reports"].append(rows, Keyring())
    lake.derive()
    return lake


def reading(number: int, **event: Any) -> Reading:
    """The stand-in reading as report number so and so, its one event changed."""
    given = stand_ins.reading()
    report = replace(given.report, id=f"r{number}", url=f"https://example.org/{number}", language="en")
    told = replace(given.events[0], **{"id": f"{number:016x}", **event})
    return replace(given, report=report, events=(told,), statements=(), postures=(), problems=())


def moved(reading: Reading, *, days: int = 0, country: str | None = None, code: str | None = None) -> Reading:
    """The reading with its event on another day, in another country, by another actor."""
    (event,) = reading.events
    arguments = tuple(_moved(argument, days, country, code) for argument in event.arguments)
    return replace(reading, events=(replace(event, arguments=arguments),))


def _moved(argument: Argument, days: int, country: str | None, code: str | None) -> Argument:
    if argument.when:
        since = date(2024, 3, 4) + timedelta(days=days)
        return replace(argument, when=Resolved(When(since, since + timedelta(days=1), "day"), "r"))
    if argument.where and country:
        where = Where(country.title(), country, "Some Province", "city", 1.5, 2.5, 10.0, 7)
        return replace(argument, where=Resolved(where, "r"))
    if argument.who and argument.who.value and code:
        who = Who(code, code[:3], code[4:] or None, f"Name of {code}")
        return replace(argument, who=Resolved(who, "r"))
    return argument
