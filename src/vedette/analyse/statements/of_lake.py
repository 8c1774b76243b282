"""The statements of a lake as it stands, each with stance and state, laid aside for the questions to come.

What became of a demand is told by all reports that came after it, so that stance and state are found for all of a lake at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pyarrow as pa

from vedette.analyse.statements.asked import Asked
from vedette.analyse.statements.hearing import ALL, chosen, everything
from vedette.analyse.statements.lean import readings
from vedette.analyse.statements.taken import Taken
from vedette.records import Engine, Event, Heard, Reading, Report
from vedette.store.aside import Aside, aside
from vedette.store.columns import arrow_fields, decoder, encoder
from vedette.store.known import Query, quoted
from vedette.store.opened import Lake
from vedette.store.tables import table

TABLES = ("reports", "withdrawals", "corrections", "events", "statements")
CODE = ("analyse/statements",)

ROLES = ("place", "origin", "actor")
"""Arguments of its events by which a statement is looked for."""

COLUMNS = pa.schema(
    [
        pa.field("number", pa.int64()),
        pa.field("turn", pa.int64()),
        *arrow_fields(Heard),
        pa.field("events", pa.list_(pa.struct(arrow_fields(Event)))),
        pa.field("speaker", pa.string()),
        pa.field("places", pa.string()),
        pa.field("countries", pa.list_(pa.string())),
    ]
)
"""`number` is the place in the file, in which a country lies together, `turn` that in an answer. `events` with no other arguments than ROLES. `speaker` and `places` hold, in small letters, all words by which a statement is
found by who speaks and by where its events are."""

READ = [name for name in COLUMNS.names if name not in ("number", "turn", "speaker", "places", "countries")]

_OF_HEARD, _OF_EVENT = encoder(Heard), encoder(Event)
_TO_HEARD, _TO_EVENT = decoder(Heard), decoder(Event)

GROUP = 256
"""Rows of a group: each holds what is said, and the events it carries."""

NOBODY = Engine("", "", "")


def told_of_lake(lake: Lake, asked: Asked = ALL, *, as_of: date | None = None) -> tuple[Heard, ...]:
    """`told` of all that stands in a lake."""
    made = aside(lake, "statements", TABLES, lambda: _rows(lake, as_of), code=CODE, given=str(as_of or ""), group=GROUP)
    return chosen(_likely(made, asked), asked)


def _rows(lake: Lake, as_of: date | None) -> pa.Table:
    found = everything(readings(lake), as_of)
    rows = [{**_row(one, each), "turn": at} for at, (one, each) in enumerate(found)]
    rows.sort(key=lambda row: (row["countries"][:1], row["turn"]))
    return table([{**row, "number": at} for at, row in enumerate(rows)], COLUMNS)


def _row(one: Taken, told: Heard) -> dict[str, Any]:
    events = [_lean(event) for event in one.events]
    places = [argument for event in events for argument in (*event.role("place"), *event.role("origin"))]
    known = [where for argument in places if (where := argument.where and argument.where.value)]
    names = [argument.span.text for argument in places] + [name for each in known for name in (each.name, each.admin1)]
    said = told.statement.speaker
    who = said.who.value
    return {
        **_OF_HEARD(told),
        "events": [_OF_EVENT(event) for event in events],
        "speaker": " ".join((said.span.text, *((who.code, who.name or "") if who else ()))).casefold(),
        "places": "\n".join(filter(None, names)).casefold(),
        "countries": [each.country for each in known if each.country],
    }


def _lean(event: Event) -> Event:
    return replace(event, arguments=tuple(each for each in event.arguments if each.role in ROLES))


def _likely(made: Aside, asked: Asked) -> Iterator[tuple[Taken, Heard]]:
    """The statements that may be asked for, in their order."""
    query = Query({}, {})
    made.give(query, "statements")
    where = " AND ".join(f"({each})" for each in ("true", *_conditions(asked)))
    numbers = query.rows(f"SELECT number FROM statements WHERE {where} ORDER BY turn").column(0)
    for row in made.at(numbers.combine_chunks(), READ).to_pylist():
        told = cast("Heard", _TO_HEARD(row))
        events = tuple(cast("Event", _TO_EVENT(event)) for event in row["events"])
        report = Report(told.report, "", told.published, source=told.source)
        yield Taken(told.statement, events, told.stances, Reading(report, NOBODY), 0), told


def _conditions(asked: Asked) -> Iterator[str]:
    """What holds at least of all statements that are asked for; `chosen` looks at each again."""
    if asked.since:
        yield f"published >= DATE '{asked.since}'"
    if asked.until:
        yield f"published < DATE '{asked.until}'"
    if asked.state:
        yield " OR ".join(f"state = {quoted(state)}" for state in asked.state)
    if asked.speaker:
        yield " OR ".join(_speaks(name) for name in asked.speaker)
    if asked.place:
        yield " OR ".join(_lies(name) for name in asked.place)


def _speaks(name: str) -> str:
    told = [f"contains(speaker, {quoted(word)})" for word in name.casefold().split()]
    return f"({' AND '.join(told) or 'true'})"


def _lies(name: str) -> str:
    return f"contains(places, {quoted(name.casefold())}) OR list_contains(countries, {quoted(name)})"
