"""`bench link LAKE`: how fast the events of a lake are linked, in how much memory, how it grows with the reports, and what one
day more costs.

For each size so many of the lake's reports, the earliest first, are copied into a lake of their own, but for those of the
last day; these are linked, then those of the last day are added, and it is linked again. Copying is not counted.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from bench.errors import AbsentError
from bench.lake import MB, Cost, cost
from vedette import pipeline
from vedette.incidents import Summary, link_lake
from vedette.store import Lake
from vedette.store.lake import Keyring

SIZES = (10_000, 20_000, 50_000, 100_000)
"""Reports."""

FEW = 4_096
"""Rows that are copied at a time."""


@dataclass(frozen=True, slots=True)
class Run:
    """What linking so many reports took."""

    reports: int
    events: int
    incidents: int
    seconds: float
    work: float
    """Seconds of processor time of all processes."""
    memory: float
    """Most MB of all processes together."""
    day_events: int
    """Events looked at for one day more."""
    day_seconds: float

    @property
    def speed(self) -> float:
        """Events a second."""
        return self.events / self.seconds

    def line(self) -> str:
        """As a table's row."""
        return (
            f"{self.reports:>8,} {self.events:>8,} {self.incidents:>8,} {self.seconds:>8.1f} {self.work:>8.1f} "
            f"{self.speed:>8,.0f} {1e6 * self.work / self.events:>8,.0f} {self.memory:>8,.0f} {self.day_seconds:>8.1f}"
        )


HEAD = " ".join(
    f"{name:>8}"
    for name in ("reports", "events", "incidents", "seconds", "cpu s", "events/s", "cpu us", "MB", "day, s")
)


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench link`."""
    parser.add_argument("lake", type=Path, metavar="LAKE", help="a lake with reports; it is read only")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="reports of each run; 0 is all"
    )
    parser.add_argument("--workers", type=int, default=pipeline.cores())
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Prints a row for each size."""
    if not (options.lake / "reports").exists():
        raise AbsentError(f"{options.lake} is no lake; make one with `vedette ingest FILE --lake {options.lake}`")
    if options.format == "table":
        print(HEAD)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            told = measured(Lake.open(options.lake), size, options.workers, Path(folder) / "lake")
        print(json.dumps(asdict(told)) if options.format == "json" else told.line(), flush=True)
    return 0


def measured(lake: Lake, size: int, workers: int, path: Path) -> Run:
    """So many reports of the lake, linked in a lake of their own."""
    last, number = _last(lake, size)
    made = Lake.open_or_make(path)
    _copy(lake, made, f"published < DATE '{last}'", size)
    whole, spent = _linked(made, workers)
    _copy(lake, made, f"published = DATE '{last}'", size)
    begun = time.monotonic()
    day = link_lake(made, workers=workers)
    return Run(
        number,
        whole.events,
        whole.incidents,
        spent.wall,
        spent.work,
        spent.memory / MB,
        day.events,
        time.monotonic() - begun,
    )


def _linked(lake: Lake, workers: int) -> tuple[Summary, Cost]:
    done: list[Summary] = []

    def link() -> int:
        done.append(link_lake(lake, workers=workers))
        return 0

    spent = cost(link, 1)
    return done[0], spent


def _chosen(size: int) -> str:
    return (
        "SELECT r.* FROM reports r JOIN standing USING (reading) WHERE error IS NULL AND superseded_at IS NULL "
        f"AND published IS NOT NULL ORDER BY published, key {f'LIMIT {size}' if size else ''}"
    )


def _last(lake: Lake, size: int) -> tuple[date, int]:
    """The last day of the reports, and how many reports there are before it."""
    query = lake.query()
    ((last,),) = query.tuples(f"SELECT max(published) FROM ({_chosen(size)})")
    ((number,),) = query.tuples(f"SELECT count(*) FROM ({_chosen(size)}) WHERE published < DATE '{last}'")
    return last, number


def _copy(lake: Lake, made: Lake, where: str, size: int) -> None:
    """Those of the reports, and what follows from them."""
    keys = Keyring()
    columns = made.tables["reports"].rows().schema
    for batch in lake.query().stream(f"SELECT * FROM ({_chosen(size)}) WHERE {where}", batch=FEW):
        made.tables["reports"].append(pa.Table.from_batches([batch]).cast(columns), keys)
    made.refresh()
    made.derive()
