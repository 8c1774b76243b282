"""The ledger of a lake as it stands: its lines as of a day, laid aside with what they rest on, for the questions to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

import pyarrow as pa

from vedette.analyse.ledger.asked import Answer, Asked, Told, answer, called, country, fits
from vedette.analyse.ledger.book import HORIZON_DAYS, Left
from vedette.analyse.ledger.entry import Entry
from vedette.records import Force
from vedette.store import standing
from vedette.store.aside import Aside, aside
from vedette.store.columns import arrow_fields, decoder, encoder
from vedette.store.known import Query, quoted
from vedette.store.opened import Lake
from vedette.store.tables import table

TABLES = ("reports", "events", "postures")
CODE = ("analyse/ledger", "store/standing.py", "link")

COLUMNS = pa.schema(
    [
        pa.field("number", pa.int64()),
        pa.field("as_of", pa.date32()),
        pa.field("line", pa.struct(arrow_fields(Force))),
        pa.field("entries", pa.list_(pa.struct(arrow_fields(Entry)))),
        pa.field("left", pa.struct(arrow_fields(Left))),
        pa.field("countries", pa.list_(pa.string())),
        pa.field("words", pa.string()),
    ]
)
"""A row has a line with its entries, or what makes none. `countries` and `words` (in small letters) hold at least all by which a
line is found by place: the names of its places; of one that nobody places, its reports."""

_OF_FORCE, _OF_ENTRY, _OF_LEFT = encoder(Force), encoder(Entry), encoder(Left)
_TO_FORCE, _TO_ENTRY, _TO_LEFT = decoder(Force), decoder(Entry), decoder(Left)

GROUP = 256
"""Rows of a group: each line carries the texts of its reports."""


def answer_of_lake(
    lake: Lake, asked: Asked | None = None, *, as_of: date | None = None, horizon: int = HORIZON_DAYS
) -> Answer:
    """`answer` of all entries that stand in a lake. The lines of all places are made for the first question as of a day: a
    force that one report leaves unplaced may be one that others place.
    """
    wanted = asked or Asked()
    given = f"{as_of or ''} {horizon}"
    made = aside(lake, "ledger", TABLES, lambda: _rows(lake, as_of, horizon), code=CODE, given=given, group=GROUP)
    days = made.rows(["as_of"]).column(0)
    lines = tuple(told for told in _lines(made, wanted.place) if fits(told, wanted))
    return Answer(days[0].as_py() if len(days) else as_of, lines, _left(made))


def _rows(lake: Lake, as_of: date | None, horizon: int) -> pa.Table:
    found = answer(standing.entries(lake), as_of=as_of, horizon=horizon)
    rows: list[dict[str, object]] = [_of_line(told) for told in found.lines]
    rows += [{"left": _OF_LEFT(left)} for left in found.left]
    return table([{**row, "number": at, "as_of": found.as_of} for at, row in enumerate(rows)], COLUMNS)


def _of_line(told: Told) -> dict[str, object]:
    places = [told.force.where, *(where.value for entry in told.entries if (where := entry.posture.where))]
    known = [place for place in places if place]
    names = [part for place in known for part in (place.name, place.admin1) if part]
    return {
        "line": _OF_FORCE(told.force),
        "entries": [_OF_ENTRY(entry) for entry in told.entries],
        "countries": [place.country for place in known if place.country],
        "words": "\n".join(names or [entry.text for entry in told.entries if not known]).casefold(),
    }


def _lines(made: Aside, places: Sequence[str]) -> Iterator[Told]:
    """Lines that may be at one of the places, in their order."""
    query = Query({}, {})
    made.give(query, "ledger")
    near = " OR ".join(_near(name) for name in places) or "true"
    numbers = query.rows(f"SELECT number FROM ledger WHERE line IS NOT NULL AND ({near}) ORDER BY number").column(0)
    for row in made.at(numbers.combine_chunks(), ["line", "entries"]).to_pylist():
        entries = tuple(cast("Entry", _TO_ENTRY(entry)) for entry in row["entries"])
        yield Told(cast("Force", _TO_FORCE(row["line"])), entries)


def _near(name: str) -> str:
    """The condition that holds at least of all lines at the place."""
    names = {name, *called(name)}
    told = [f"contains(words, {quoted(each.casefold())})" for each in sorted(names)]
    code = country(name)
    return " OR ".join([*told, *([f"list_contains(countries, {quoted(code)})"] if code else [])])


def _left(made: Aside) -> tuple[Left, ...]:
    rows: list[Any] = made.rows(["left"]).column(0).to_pylist()
    return tuple(cast("Left", _TO_LEFT(row)) for row in rows if row is not None)
