"""The incidents of a lake in memory, as they stand and stood: what filters and sorts ask in flat columns, and behind each
the whole row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vedette.errors import UsageError
from vedette.export import incident as shape
from vedette.records import Incident
from vedette.serve.answer import Kept, dumped
from vedette.serve.bodies import Bodies, Ready
from vedette.serve.cursor import Cursor, Plain
from vedette.serve.filters import IncidentFilters
from vedette.serve.flat.coded import Coded
from vedette.serve.flat.incidents import NARROW, Incidents
from vedette.serve.flat.kinds import Whole
from vedette.serve.flat.named import names
from vedette.serve.flat.pairs import Pairs
from vedette.serve.flat.plain import day_number, day_of, moment_day
from vedette.serve.whole import WholeRows
from vedette.store import Lake
from vedette.store.tables import INCIDENTS

TOLLS = pa.schema([("row", pa.int32()), ("about", pa.string()), ("low", pa.float64()), ("high", pa.float64())])

DAYS = ("published", "since")
"""What is sorted by day."""

DICTIONARIES = {"types": "type", "modes": "mode", "places": "place", "states": "state", "kinds": "kind"}
"""What columns point into -> the column whose values they are."""


class Page(NamedTuple):
    """Numbers of the whole rows of a page, how to go on, and how many there are in all."""

    rows: list[int]
    next: str | None
    total: int


class Index:
    """Of the incidents at one version of their table."""

    def __init__(self, lake: Lake, bodies: Bodies | None = None) -> None:
        """`bodies` are those of the version before, of which most hold still."""
        table = lake.tables.get("incidents")
        self.version = -1 if table is None else table.version
        whole = INCIDENTS.empty_table() if table is None or not table.files() else table.rows().cast(INCIDENTS)
        self._whole = WholeRows(whole)
        numbered = whole.select(list(NARROW)).append_column("row", pa.array(range(whole.num_rows), pa.int32()))
        self.flat = Incidents(numbered, _tolls(whole), lake.tables["events"])
        pa.default_memory_pool().release_unused()
        self.take(bodies or Bodies())
        self._numbers = np.argsort(self.flat.row)
        self._shapes = Kept()
        self.dictionaries: Mapping[str, list[str]] = {
            name: getattr(self.flat, column).words for name, column in DICTIONARIES.items()
        }

    def page(
        self, asked: IncidentFilters, holding: Sequence[str] | None, sort: str, limit: int, after: str | None
    ) -> Page:
        """A page of those that are asked for; `holding` are the keys of the reports that hold the words, if any are."""
        mask = self.flat.mask(asked, holding)
        found = self.flat.page(mask, sort, limit, None if after is None else self._place(after, sort))
        shown = found[:limit]
        onward = str(self._cursor(sort, int(shown[-1]))) if len(found) > limit else None
        return Page(self.flat.row[shown].tolist(), onward, int(np.count_nonzero(mask)))

    def fitting(self, asked: IncidentFilters, holding: Sequence[str] | None) -> Whole:
        """The numbers of the flat rows that all filters fit."""
        return np.flatnonzero(self.flat.mask(asked, holding))

    @cached_property
    def pairs(self) -> Pairs:
        """Who did to whom, of all incidents."""
        return Pairs(self.flat)

    def place_of(self, name: str, asked: date | None = None) -> int | None:
        """The number of the whole row of an incident as it stands, or stood at the end of a day."""
        found = self.flat.standing(name, asked)
        return None if found is None else int(self.flat.row[found])

    def records(self, rows: Iterable[int]) -> Iterator[tuple[Incident, date, date | None]]:
        """The incidents of some rows, with the days from and until when they were held so."""
        for row in rows:
            begin, end = (held[self._numbers[row]] for held in (self.flat.span.begin, self.flat.span.end))
            yield self._whole.incident(row), moment_day(begin), None if np.isnan(end) else moment_day(end)

    def pack(self) -> None:
        """Hold whole incidents in less memory: a second's work, which the first answer need not wait for."""
        self._whole.pack()

    def shapes(self, rows: Sequence[int]) -> list[bytes]:
        """The incidents of some rows as JSON."""
        return [
            self.ready.body(int(self._numbers[row])) or self._shapes.get(row, partial(self._shape, row)) for row in rows
        ]

    def take(self, bodies: Bodies) -> None:
        """Have incidents that were made beforehand."""
        self.ready = Ready(bodies, names(self.flat.id, None, self.flat.span))

    def _shape(self, row: int) -> bytes:
        return dumped(shape.to_json(*next(self.records([row]))))

    def _cursor(self, sort: str, number: int) -> Cursor:
        """The place behind a flat row."""
        return Cursor(sort, self._value(sort.removeprefix("-"), number), self.flat.id.word(number))

    def _value(self, column: str, number: int) -> Plain:
        held = getattr(self.flat, column)
        if isinstance(held, Coded):
            return held.word(number) or None
        value = float(held[number])
        if np.isnan(value):
            return None
        if column in DAYS:
            return day_of(value).isoformat()
        return int(value) if value.is_integer() else value

    def _place(self, after: str, sort: str) -> tuple[float | None, str]:
        """The value and the name behind which a page goes on."""
        told = Cursor.told(after, sort)
        return None if told.value is None else self._key(sort.removeprefix("-"), told.value), told.id

    def _key(self, column: str, value: str | float) -> float:
        """A value out of a cursor as the column has it."""
        held = getattr(self.flat, column)
        if isinstance(held, Coded):
            return held.key(str(value))
        with suppress(ValueError):
            return float(day_number(date.fromisoformat(str(value)))) if column in DAYS else float(value)
        raise UsageError(f"after: {str(value)[:60]!r} is no value of {column}; take `next` of the page before")


def _tolls(whole: pa.Table) -> pa.Table:
    """What is held of killed and injured: row, about, low, high. Only these columns of the findings are looked at."""
    parts, begin = [TOLLS.empty_table()], 0
    for batch in whole.select(["findings"]).to_batches():
        findings = batch.column("findings")
        told, counts = findings.flatten(), findings.flatten().field("count")
        rows = pc.add(pc.cast(pc.list_parent_indices(findings), pa.int32()), pa.scalar(begin, pa.int32()))
        some = pa.table([rows, told.field("about"), counts.field("low"), counts.field("high")], schema=TOLLS)
        parts.append(some.filter(pc.is_in(some.column("about"), pa.array(["killed", "injured"]))))
        begin += batch.num_rows
    return pa.concat_tables(parts)
