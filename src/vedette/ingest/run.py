"""One run: units are cut, read and committed, one after the other; what was committed stays, whatever happens then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from vedette.ingest.local import Reading
from vedette.ingest.units import Cutter, Manner
from vedette.records import Problem, Report, digest
from vedette.store import tables
from vedette.store.columns import MOMENT
from vedette.store.lake import Keyring
from vedette.store.opened import Lake

DERIVE_EVERY = 60.0
"""Seconds after which events, statements and postures are brought up to the reports, while a run goes on: it takes a
second or two, and readers of the lake see no older picture."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    given: int = 0
    """Reports and dead letters of the input."""
    coded: int = 0
    """Reports that were read, and are in the lake now."""
    skipped: int = 0
    """Those that the lake held already, or that came twice."""
    failed: int = 0
    """Dead letters: places that no report came of, and reports that could not be read."""
    events: int = 0
    statements: int = 0
    postures: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Reports read a second."""
        return self.coded / self.seconds if self.seconds else 0.0


def _silent(problem: Problem) -> None:
    del problem


@dataclass(slots=True)
class Run:
    """Takes inputs into a lake. `now` is the clock that `known_from` is read from."""

    lake: Lake
    reading: Reading
    manner: Manner
    now: Callable[[], datetime]
    limit: int | None = None
    tell: Callable[[Problem], None] = _silent
    """Told of each dead letter's problems."""
    tally: Tally = field(default_factory=Tally)
    _keys: Keyring = field(default_factory=Keyring)

    def take(self, found: Iterable[Report | Problem]) -> Iterator[Tally]:
        """Take all in; the tally comes after each unit, and once more when all is done."""
        return self.take_units(lambda cutter: self.reading.read(cutter.units(found)))

    def take_units(self, read: Callable[[Cutter], Iterator[pa.Table]]) -> Iterator[Tally]:
        """Take in what is read of all that the cutter finds new."""
        begun = derived = time.monotonic()
        self._keys.look(self.lake.tables["reports"])
        cutter = Cutter(self.manner, self._keys.keys, self.limit)
        for unit in read(cutter):
            self._commit(unit, cutter)
            self.tally.seconds = time.monotonic() - begun
            yield self.tally
            if time.monotonic() - derived > DERIVE_EVERY:
                self.lake.derive()
                derived = time.monotonic()
        self._count_cut(cutter)
        self.lake.derive()
        self.tally.seconds = time.monotonic() - begun
        yield self.tally

    def keep(self, unit: pa.Table) -> pa.Table:
        """Commit rows that were read; those that were not there yet come back."""
        return self.lake.tables["reports"].append(stamped(unit, self.now()), self._keys)

    def _commit(self, unit: pa.Table, cutter: Cutter) -> None:
        written = self.keep(unit)
        cutter.committed(unit)
        self._count_cut(cutter)
        self._count(written, unit.num_rows - written.num_rows)

    def _count_cut(self, cutter: Cutter) -> None:
        self.tally.given += cutter.counted.given
        self.tally.skipped += cutter.counted.skipped
        cutter.counted.given = cutter.counted.skipped = 0

    def _count(self, written: pa.Table, others: int) -> None:
        """Count what was written, and what another writer had written in the meantime."""
        lost = written.filter(pc.is_valid(written.column("error")))
        failed = lost.num_rows
        for problem in (problem for row in lost.to_pylist() for problem in tables.from_plain(row).problems):
            self.tell(problem)
        self.tally.failed += failed
        self.tally.coded += written.num_rows - failed
        self.tally.skipped += others
        for name in ("events", "statements", "postures"):
            counted = pc.sum(pc.list_value_length(written.column(name))).as_py() or 0
            setattr(self.tally, name, getattr(self.tally, name) + counted)


def stamped(unit: pa.Table, now: datetime) -> pa.Table:
    """The unit with its name and the moment from which its rows are known."""
    name = digest(*unit.column("reading").to_pylist())
    for column, value in (("unit", pa.scalar(name, pa.string())), ("known_from", pa.scalar(now, MOMENT))):
        place = unit.schema.get_field_index(column)
        unit = unit.set_column(place, unit.schema.field(place), pa.repeat(value, unit.num_rows))
    return unit
