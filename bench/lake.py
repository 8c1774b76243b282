"""How much a lake costs beside reading: `python -m bench.lake FILE --limit 1500` reads the same reports by a plain pool of
processes, which keeps nothing, and by `vedette ingest`, and tells processor time, wall time, memory and size of each.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from vedette import pipeline, sources
from vedette.config import Settings
from vedette.ingest import local
from vedette.ingest.run import Run
from vedette.ingest.units import Manner
from vedette.records import Report
from vedette.store import Lake

SHARE = 64
"""Reports that a process of the plain pool takes at a time."""

LOOK = 0.5
"""Seconds between two looks at the memory."""

MB = 1e6

_LINE: list[pipeline.Pipeline] = []


@dataclass(slots=True)
class Cost:
    """What reading took."""

    reports: int
    wall: float
    """Seconds, processes started and readers loaded already for neither."""
    work: float
    """Seconds of processor time of all processes."""
    memory: float
    """Most bytes of all processes together."""

    def line(self, name: str) -> str:
        """As a table's row."""
        return (
            f"{name:<12} {self.reports:>7,} reports {self.wall:>8.1f} s {self.reports / self.wall:>7.1f} a second "
            f"{self.work:>8.1f} s of work {1000 * self.work / self.reports:>6.1f} ms a report {self.memory / MB:>6,.0f} MB"
        )


def plain(found: Sequence[Report], workers: int) -> int:
    """Events that a plain pool finds."""
    shares = [found[start : start + SHARE] for start in range(0, len(found), SHARE)]
    with multiprocessing.get_context("spawn").Pool(workers, _begin) as pool:
        number = sum(pool.imap_unordered(_events, shares))
        pool.close()
        pool.join()
    return number


def ingested(path: str, limit: int, workers: int, lake: Path) -> int:
    """Events that `ingest` finds and keeps."""
    engine = pipeline.engine(pipeline.reader_of())
    with local.Pool(Settings(), workers) as reading:
        run = Run(Lake.open_or_make(lake), reading, Manner(engine), lambda: datetime.now(UTC), limit)
        for _ in run.take(sources.read([path])):
            pass
    return run.tally.events


def cost(read: Callable[[], int], reports: int) -> Cost:
    """Time and memory of a way to read."""
    peak, done = [0.0], threading.Event()
    threading.Thread(target=_watch, args=(peak, done), daemon=True).start()
    wall, work = time.monotonic(), _work()
    read()
    done.set()
    return Cost(reports, time.monotonic() - wall, _work() - work, peak[0])


def _watch(peak: list[float], done: threading.Event) -> None:
    while not done.wait(LOOK):
        peak[0] = max(peak[0], sum(_memory(process) for process in _family()))


def _family() -> Iterator[int]:
    """Our own process and those it started, as the system lists them."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(stat.parent.name), int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
        me = multiprocessing.current_process().pid
        if me in {pid, parent}:
            yield pid


def _memory(process: int) -> float:
    """Bytes that are its own or its share of what others use too."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((1024.0 * int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0.0)


def _work() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _begin() -> None:
    _LINE.append(local.line(Settings()))


def _events(share: Sequence[Report]) -> int:
    return sum(len(reading.events) for reading in _LINE[0].readings(share) if not hasattr(reading, "kind"))


def main() -> None:
    """Measure, and print a row each."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file")
    words.add_argument("--limit", type=int, default=1500)
    words.add_argument("--workers", type=int, default=pipeline.cores())
    words.add_argument("--lake-only", action="store_true", help="leave the plain pool out")
    given = words.parse_args()
    if not given.lake_only:
        found = [each for each in islice(sources.read([given.file]), 2 * given.limit) if isinstance(each, Report)]
        pool = cost(lambda: plain(found[: given.limit], given.workers), given.limit)
        sys.stdout.write(pool.line("plain pool") + "\n")
    with tempfile.TemporaryDirectory() as folder:
        lake = Path(folder) / "lake"
        kept = cost(lambda: ingested(given.file, given.limit, given.workers, lake), given.limit)
        size = sum(file.stat().st_size for file in lake.rglob("*") if file.is_file())
    sys.stdout.write(kept.line("ingest") + f"; the lake takes {size / MB:,.1f} MB\n")


if __name__ == "__main__":
    main()
