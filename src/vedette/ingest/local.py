"""Units read on one machine: by this process, or by as many others as there are cores.

Equal texts always go to the same process, which remembers what it saw, so that they are read once. A process that dies
is replaced, and what it was reading is tried again, one report at a time, so that only the one that it dies of is lost.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

import pyarrow as pa
import pyarrow.compute as pc

from vedette import pipeline
from vedette.config import Settings
from vedette.errors import VedetteError
from vedette.ingest import rows
from vedette.pipeline import Pipeline

AHEAD = 2
"""Units under way: one that is read, and one for the processes that are ready before the others."""


class Reading(Protocol):
    """What reads units: processes of this machine, or a cluster."""

    def read(self, units: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Each unit of bare rows with its reports read, in order."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Alone:
    """Reads in the process that calls: in as many threads as it may use cores (on a GPU), or in one."""

    def __init__(self, settings: Settings, threads: int | None = None) -> None:
        self._settings = settings
        self._threads = threads
        self._line: Pipeline | None = None

    def read(self, units: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Each unit, read."""
        for unit in units:
            self._line = self._line or line(self._settings, self._threads)
            yield rows.read(unit, self._line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that reads, and whether it has begun: its reader is loaded, or could not be."""

    pool: ProcessPoolExecutor
    begun: Future[None]

    @classmethod
    def start(cls, settings: Settings) -> Worker:
        """A new process, which loads its reader first."""
        spawned = multiprocessing.get_context("spawn")  # a fork would share locks of libraries that have threads
        pool = ProcessPoolExecutor(1, spawned, begin)
        return cls(pool, pool.submit(_load, settings))

    def certain(self) -> None:
        """Raise what kept it from beginning; that is no fault of any report."""
        try:
            self.begun.result()
        except BrokenExecutor as error:
            raise VedetteError(
                "a process that reads could not start. A script that calls this needs `if __name__ == '__main__':`; "
                "on a machine with little memory, say --workers 1"
            ) from error


@dataclass(frozen=True, slots=True)
class Part:
    """What one process reads of a unit."""

    worker: int
    rows: pa.Table
    future: Future[pa.Table]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under way."""

    dead: pa.Table
    """Dead letters, which need no reading."""
    parts: tuple[Part, ...]


class Pool:
    """Several processes read, each with a reader of its own, loaded once."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings = settings
        self._workers: list[Worker | None] = [None] * workers

    def read(self, units: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Each unit, read, while the next are cut and read already."""
        under_way: deque[Unit] = deque()
        for unit in units:
            under_way.append(self._given_out(unit))
            if len(under_way) >= AHEAD:
                yield self._gathered(under_way.popleft())
        while under_way:
            yield self._gathered(under_way.popleft())

    def _given_out(self, unit: pa.Table) -> Unit:
        wanted = pc.not_equal(unit.column("text"), "")
        reports = unit.filter(wanted)
        shares: list[list[int]] = [[] for _ in self._workers]
        for place, text in enumerate(reports.column("text_digest").to_pylist()):
            shares[int(text, 16) % len(shares)].append(place)
        parts = ((worker, reports.take(share)) for worker, share in enumerate(shares) if share)
        given = tuple(Part(worker, rows, self._submit(worker, rows)) for worker, rows in parts)
        return Unit(unit.filter(pc.invert(wanted)), given)

    def _gathered(self, unit: Unit) -> pa.Table:
        return pa.concat_tables([unit.dead, *(self._result(part) for part in unit.parts)])

    def _submit(self, place: int, part: pa.Table) -> Future[pa.Table]:
        worker = self._workers[place]
        if worker is not None:
            try:
                return worker.pool.submit(_read, part)
            except BrokenExecutor:
                worker.certain()
                worker.pool.shutdown(wait=False)
        worker = self._workers[place] = Worker.start(self._settings)
        return worker.pool.submit(_read, part)

    def _result(self, part: Part) -> pa.Table:
        try:
            return part.future.result()
        except BrokenExecutor:
            return self._again(part.worker, part.rows)
        except IndexError:  # there is no reader: say why
            self._certain(part.worker)
            raise

    def _again(self, worker: int, part: pa.Table) -> pa.Table:
        """The part once more, by a new process, a report at a time: the one that it dies of has ended two."""
        return pa.concat_tables([self._alone(worker, part.slice(place, 1)) for place in range(part.num_rows)])

    def _alone(self, worker: int, report: pa.Table) -> pa.Table:
        try:
            return self._submit(worker, report).result()
        except BrokenExecutor:
            self._certain(worker)
            return rows.crashed(report)

    def _certain(self, place: int) -> None:
        worker = self._workers[place]
        if worker is not None:
            worker.certain()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            if worker is not None:
                worker.pool.shutdown(wait=kind is None, cancel_futures=True)


def line(settings: Settings, threads: int | None = 1) -> Pipeline:
    """All stages, with the reader loaded."""
    return Pipeline(pipeline.reader_of(settings.model, gpu=settings.gpu), settings, threads=threads)


_LINES: list[Pipeline] = []
"""The one of this process, once it has begun."""


def begin() -> None:
    """What a process does first: leave Ctrl-C to the one that started it, and end when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _load(settings: Settings) -> None:
    _LINES.append(line(settings))


def _read(part: pa.Table) -> pa.Table:
    return rows.read(part, _LINES[0])
