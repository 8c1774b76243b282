"""Units read on a cluster, by Ray. Only this module knows Ray; what its tasks do on a node is in `node`.

The one that calls cuts units, or lets nodes cut them (`Files`), and commits each as it comes back, as on one machine. So
a node keeps nothing that must not be lost: what it was reading when it died is read again by another.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from vedette.config import Settings
from vedette.errors import UsageError, VedetteError
from vedette.ingest import node, rows
from vedette.ingest.units import Cutter
from vedette.records import Location, Problem
from vedette.sources import SUFFIXES, find

AHEAD = 2
"""Units under way for each core: one that is read, and one that is on its way to it."""

TRIES = 4
"""Times that a unit, a file or a single report is tried when the process or the node ends that reads it. A report that
ends its process has then ended eight, alone at last; that eight nodes in turn die of something else is unlikely."""

SHARE = 2
"""Cores for each file that nodes open at a time: main text is taken out of pages about twice as fast as it is read."""

WAITING = 8
"""Messages of an open file that wait to be asked for, four units: then it is read no further."""

SHOWN = 300
"""Characters of Ray's own words that are told."""

CRASHED = "file-crashed"
"""Kind of the problem of a file that took every process with it."""


def _ray() -> Any:  # noqa: ANN401 - Ray's own types come and go with it
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to anybody
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # a warning of no use to readers on CPUs
    os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "1")  # who does not answer within 40 s is not there
    try:
        return import_module("ray")
    except ModuleNotFoundError as error:
        if error.name != "ray":
            raise
        raise UsageError(
            "--engine ray needs Ray, which is not installed. Run `pip install 'vedette[ray]'` here and on every node, "
            "or leave the option out to read on this machine"
        ) from None


@dataclass(frozen=True, slots=True)
class Files:
    """Inputs that nodes open by themselves: paths that mean the same on all of them."""

    paths: Sequence[str]
    options: Mapping[str, Any]
    """As `vedette.sources.read` takes them."""

    def __post_init__(self) -> None:
        for path in self.paths:
            if not Path(path).is_absolute():
                raise UsageError(f"{path} is no whole path. With --shared, name inputs as every node finds them")

    def found(self) -> Iterator[str | Problem]:
        """Each file, or why an input is none."""
        return find.files(self.paths, SUFFIXES, any_suffix=self.options.get("form") is not None)


@dataclass(slots=True)
class Work:
    """What is under way: units that are read, by the promise of their result, and files that are open."""

    units: dict[Any, Any] = field(default_factory=dict)
    files: dict[Any, str] = field(default_factory=dict)


class Cluster:
    """Reads on the nodes of a Ray cluster: the one at `address`, or one of this machine that ends with the run. `workers`
    is how many cores to use at most.
    """

    def __init__(self, settings: Settings, workers: int | None = None, address: str | None = None) -> None:
        self._ray = _ray()
        self._settings = settings
        self._workers = workers
        self._address = address
        self._ours = False
        self._work = Work()

    def read(self, units: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """Each unit, read, as it gets ready."""
        for unit in units:
            self._submit(self._ray.put(unit))
            while len(self._work.units) >= self._room():
                yield from self._gathered()
            yield from self._gathered(wait=False)
        while self._work.units:
            yield from self._gathered()

    def read_files(self, files: Files, cutter: Cutter) -> Iterator[pa.Table]:
        """The units of all files, which nodes open and cut; only what is new of each is read."""
        waiting = deque(files.found())
        work = self._work
        while waiting or work.files or work.units:
            while waiting and len(work.files) < max(1, self._cores() // SHARE):
                self._open(waiting.popleft(), files.options, cutter)
            if cutter.full:
                waiting.clear()
                self._close_files()
            for ready in self._ready(cuts=len(work.units) < self._room()):
                if ready in work.units:
                    yield from self._result(ready)
                else:
                    self._next(ready, cutter)

    def _open(self, found: str | Problem, options: Mapping[str, Any], cutter: Cutter) -> None:
        if isinstance(found, Problem):
            self._submit_all(cutter.units([found]))
            return
        cut = self._ray.remote(node.cut).options(
            num_cpus=0,  # one that waits to be asked must not keep a core from those that read
            num_returns="streaming",
            max_retries=TRIES - 1,
            scheduling_strategy="SPREAD",
            _generator_backpressure_num_objects=WAITING,
        )
        self._work.files[cut.remote(found, dict(options), cutter.manner)] = found

    def _next(self, file: Any, cutter: Cutter) -> None:  # noqa: ANN401
        """The next unit of an open file, as far as it is new."""
        unit = next(file, None)
        if unit is None:
            del self._work.files[file]
            return
        try:
            told = self._got(next(file, unit))  # what is told comes after the unit; without it, the unit is an error
        except self._lost():
            self._submit_all(cutter.units([_crashed(self._work.files.pop(file))]))
        else:
            self._submit(unit, cutter.fresh(*told))

    def _close_files(self) -> None:
        for file in self._work.files:
            self._ray.cancel(file)
        self._work.files.clear()

    def _submit_all(self, units: Iterable[pa.Table]) -> None:
        for unit in units:
            self._submit(self._ray.put(unit))

    def _submit(self, unit: Any, places: Sequence[int] | None = None) -> None:  # noqa: ANN401
        """Have a unit read, or its rows at these places only."""
        if places is None or places:
            self._work.units[self._task(unit, places)] = unit, places

    def _task(self, unit: Any, places: Sequence[int] | None) -> Any:  # noqa: ANN401
        read = self._ray.remote(node.read).options(
            num_cpus=1, num_gpus=int(self._settings.gpu), max_retries=TRIES - 1, scheduling_strategy="SPREAD"
        )
        return read.remote(unit, places, self._settings)

    def _ready(self, *, cuts: bool, wait: bool = True) -> list[Any]:
        """Some of what is under way, as it gets ready; files only where their `cuts` can be taken."""
        under_way = [*self._work.units, *(self._work.files if cuts else ())]
        if not under_way:
            return []
        ready, _ = self._ray.wait(under_way, num_returns=1, timeout=None if wait else 0, fetch_local=False)
        return list(ready)

    def _gathered(self, *, wait: bool = True) -> Iterator[pa.Table]:
        for ready in self._ready(cuts=False, wait=wait):
            yield from self._result(ready)

    def _result(self, ready: Any) -> Iterator[pa.Table]:  # noqa: ANN401
        unit, places = self._work.units.pop(ready)
        try:
            yield self._got(ready)
        except self._lost():
            yield self._one_by_one(unit, places)

    def _one_by_one(self, unit: Any, places: Sequence[int] | None) -> pa.Table:  # noqa: ANN401
        """A unit that ended every process that read it, a report at a time: only those that still do are lost."""
        try:
            whole = self._got(unit)
        except self._lost() as error:  # as often as its file was opened again
            raise _failed(error) from error
        tried = range(whole.num_rows) if places is None else places
        tasks = [(place, self._task(unit, [place])) for place in tried]
        return pa.concat_tables([self._alone(whole.slice(place, 1), task) for place, task in tasks])

    def _alone(self, report: pa.Table, task: Any) -> pa.Table:  # noqa: ANN401
        try:
            return self._got(task)
        except self._lost():
            return rows.crashed(report)

    def _got(self, promise: Any) -> Any:  # noqa: ANN401
        """What was promised; what a task raised is raised here as it was."""
        errors = self._ray.exceptions
        try:
            return self._ray.get(promise)
        except errors.RayTaskError as error:
            raise (error.cause if isinstance(error.cause, VedetteError) else _failed(error.cause)) from None
        except self._lost():
            raise
        except errors.RayError as error:
            raise _failed(error) from error

    def _lost(self) -> tuple[type[Exception], ...]:
        """What is raised when the process or node ended, as often as it was tried."""
        errors = self._ray.exceptions
        return errors.WorkerCrashedError, errors.NodeDiedError, errors.OutOfMemoryError, errors.ObjectLostError

    def _room(self) -> int:
        """Units that may be under way, by the nodes that are there now."""
        return AHEAD * self._cores()

    def _cores(self) -> int:
        there = max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        return min(there, self._workers or there)

    def __enter__(self) -> Self:
        if self._ray.is_initialized():  # a program that has its own
            return self
        local: dict[str, Any] = {"num_cpus": self._workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        try:
            self._ray.init(
                address=self._address or "local",
                log_to_driver=False,
                logging_level="ERROR",
                **({} if self._address else local),
            )
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise _failed(error, self._address) from error
        self._ours = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_files()
        self._work = Work()
        if self._ours:
            self._ray.shutdown()  # leaves the cluster; ends only what `init` started


def _failed(error: Exception, address: str | None = None) -> VedetteError:
    what = f"the Ray cluster at {address} does not answer" if address else "Ray failed"
    said = " ".join(str(error).split())[:SHOWN]
    look = "the address, and at RAY_AUTH_MODE=token where it asks for one" if address else "`ray status`"
    return VedetteError(f"{what}: {type(error).__name__}: {said}. Look at {look}; what is committed stays")


def _crashed(path: str) -> Problem:
    return Problem(
        CRASHED,
        Location(path),
        f"{path} ended every process that opened it, or there was no more memory.",
        "Please report it, with the file if you may. `vedette problems --retry` opens it again.",
    )
