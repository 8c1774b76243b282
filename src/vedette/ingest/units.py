"""What the sources tell -> units of work: reports that the lake does not hold yet, some hundreds at a time."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import pyarrow as pa

from vedette.ingest import rows
from vedette.records import Engine, Problem, Reading, Report
from vedette.store import tables
from vedette.store.columns import Plain

UNIT = 512
"""Reports of a unit, which is what a kill costs at most, beside the one begun next: 2 to 4 seconds' work on two cores,
against 60 ms for its commit. See docs/decisions/0008-the-lake.md."""

UNIT_TEXT = 500_000
"""Code points of a unit's texts, so that one of long reports takes no longer."""


@dataclass(slots=True)
class Counted:
    """What went by while units were cut."""

    given: int = 0
    """Reports and dead letters of the input."""
    skipped: int = 0
    """Those that the lake holds already, or that came twice."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run reads, as far as it makes its readings what they are."""

    engine: Engine
    settings: str = ""
    how: str = ""
    """How its inputs are opened, as JSON."""
    source: str = ""
    """Source of the reports that name none."""


@dataclass(slots=True)
class Cutter:
    """Cuts a run's input; counts as it goes."""

    manner: Manner
    done: Container[str]
    """Keys of readings that the lake holds."""
    limit: int | None = None
    """Reports of the input after which to stop."""
    counted: Counted = field(default_factory=Counted)
    _under_way: set[str] = field(default_factory=set)
    _reports: int = 0
    """Those that `fresh` was told of."""

    def units(self, found: Iterable[Report | Problem]) -> Iterator[pa.Table]:
        """Bare rows of what is new, a unit at a time."""
        return cut_up(self._fresh(found))

    @property
    def full(self) -> bool:
        """Whether `fresh` came to the limit."""
        return self.limit is not None and self._reports >= self.limit

    def fresh(self, keys: Sequence[str], reports: Sequence[bool]) -> list[int]:
        """Places of what is new in a unit that was cut elsewhere, by the key of each row and whether it has a text."""
        places = []
        for place, (key, report) in enumerate(zip(keys, reports, strict=True)):
            if self.full:
                break
            self._reports += report
            self.counted.given += 1
            if self._is_new(key):
                places.append(place)
        return places

    def committed(self, unit: pa.Table) -> None:
        """These are known to be done from now on."""
        self._under_way.difference_update(unit.column("reading").to_pylist())

    def _fresh(self, found: Iterable[Report | Problem]) -> Iterator[dict[str, Plain]]:
        for reading in self._limited(readings(found, self.manner)):
            self.counted.given += 1
            row = rows.bare(reading, self.manner.settings, self.manner.how)
            if self._is_new(row["reading"]):
                yield row

    def _is_new(self, key: str) -> bool:
        """Whether it is to be read, which it is from now on."""
        if key in self._under_way or key in self.done:
            self.counted.skipped += 1
            return False
        self._under_way.add(key)
        return True

    def _limited(self, all_of_them: Iterable[Reading]) -> Iterator[Reading]:
        reports = 0
        for reading in all_of_them:
            reports += bool(reading.report.text)
            if self.limit is not None and reports > self.limit:
                return
            yield reading
            if reports == self.limit:
                return


def cut_up(fresh: Iterable[dict[str, Plain]]) -> Iterator[pa.Table]:
    """Rows, a unit at a time."""
    unit: list[dict[str, Plain]] = []
    length = 0
    for row in fresh:
        unit.append(row)
        length += len(row["text"])
        if len(unit) == UNIT or length >= UNIT_TEXT:
            yield tables.table(unit)
            unit, length = [], 0
    if unit:
        yield tables.table(unit)


def readings(found: Iterable[Report | Problem], manner: Manner) -> Iterator[Reading]:
    """Each report with the problems just before it that stand at its own place, still unread; any other problems as a
    dead letter, one a place.
    """
    waiting: list[Problem] = []
    for member in found:
        if isinstance(member, Problem):
            waiting.append(member)
            continue
        own = tuple(problem for problem in waiting if problem.where == member.where)
        yield from _dead(waiting, manner, beside=member)
        named = member if member.source or not manner.source else replace(member, source=manner.source)
        yield Reading(named, manner.engine, problems=own)
        waiting = []
    yield from _dead(waiting, manner)


def _dead(waiting: list[Problem], manner: Manner, beside: Report | None = None) -> Iterator[Reading]:
    others = [problem for problem in waiting if beside is None or problem.where != beside.where]
    for _, problems in groupby(others, key=lambda problem: problem.where):
        yield tables.dead_letter(list(problems), manner.engine)
