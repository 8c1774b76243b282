"""`bench ingest`: reports into a lake by `vedette ingest`, as one tree of processes: how fast, beside `vedette read` and
beside a plain pool of processes that keeps nothing; how much memory, and whether it stays flat; how large the lake is.

What stands beside reads a sample from all over the same reports, before and after, since a machine's pace drifts; rates are
of characters, since reports have grown longer over the years. On a busy machine the ratio of processor time tells more
than that of wall time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from bench import show, speed
from bench.errors import AbsentError, ReaderError
from bench.reader import LAST_WORDS, command
from bench.shared import needed

REPORTS = 100_000

BESIDE = 5000
"""Reports of the sample, of which the start (2 s) is a thirtieth."""

LOOK = 2.0
"""Seconds between two looks at the memory."""

MIB = 1024 * 1024


@dataclass(slots=True)
class Tree:
    """A program and all that it started: seconds, processor seconds, and its memory over time in bytes, each page counted
    once however many processes share it.
    """

    seconds: float = 0.0
    work: float = 0.0
    memory: list[int] = field(default_factory=list)

    @property
    def peak(self) -> float:
        """In mebibytes."""
        return max(self.memory, default=0) / MIB

    @property
    def growth(self) -> float:
        """The last quarter's memory over that of the second: 1 is flat."""
        quarter = len(self.memory) // 4
        return (
            statistics.mean(self.memory[-quarter:]) / statistics.mean(self.memory[quarter : 2 * quarter])
            if quarter
            else 1.0
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """All that `bench ingest` measures. Ratios are of characters a second, or a processor second, to those beside."""

    reports: int
    seconds: float
    reports_per_second: float
    to_read: float
    to_read_by_work: float
    to_pool: float
    to_pool_by_work: float
    peak_mib: float
    growth: float
    memory_mib: list[int]
    """At twenty moments, evenly."""
    lake_mib: float
    lake_bytes_per_report: float
    machine: str


def run_tree(words: Sequence[str]) -> Tree:
    """Run a program to its end, output thrown away, and watch it."""
    tree, ended = Tree(), threading.Event()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=said)
        watching = threading.Thread(target=_watch, args=(process.pid, tree, ended))
        watching.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        tree.seconds, tree.work = time.perf_counter() - begun, usage.ru_utime + usage.ru_stime
        ended.set()
        watching.join()
        if process.returncode:
            said.seek(0)
            raise ReaderError(f"{' '.join(words)}: {said.read().decode('utf-8', 'replace')[-LAST_WORDS:]}")
    return tree


def _watch(root: int, tree: Tree, ended: threading.Event) -> None:
    while not ended.wait(LOOK):
        held = sum(map(_held, family(root)))
        if held:
            tree.memory.append(held)


def family(root: int) -> list[int]:
    """The process and all below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            parents.setdefault(_parent(entry), []).append(int(entry.name))
    found = [root]
    for each in found:
        found += parents.get(each, [])
    return found


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has ended
        return 0


def _held(process: int) -> int:
    """Bytes of memory, its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def measure(lines: Sequence[str], beside: int, workers: int, folder: Path) -> Figures:
    """Everything, with inputs and lake in `folder`."""
    inputs, sample = folder / "reports.jsonl", folder / "sample.jsonl"
    chosen = lines[:: max(1, len(lines) // beside)]
    for path, of in ((inputs, lines), (sample, chosen)):
        path.write_text("".join(of), "utf-8")
    read = [command(), "read", str(sample), "--format", "jsonl", "--quiet"]
    plain = [sys.executable, "-m", "bench.ingesting", str(sample), str(workers)]
    before = [run_tree(read), run_tree(plain)]
    taken = run_tree(
        [command(), "ingest", str(inputs), "--lake", str(folder / "lake"), "--workers", str(workers), "--quiet"]
    )
    after = [run_tree(read), run_tree(plain)]
    whole = sum(map(_characters, lines)) / sum(map(_characters, chosen))
    reads, pools = zip(before, after, strict=True)
    size = sum(file.stat().st_size for file in (folder / "lake").rglob("*") if file.is_file())
    return Figures(
        reports=len(lines),
        seconds=taken.seconds,
        reports_per_second=len(lines) / taken.seconds,
        to_read=whole * statistics.mean(tree.seconds for tree in reads) / taken.seconds,
        to_read_by_work=whole * statistics.mean(tree.work for tree in reads) / taken.work,
        to_pool=whole * statistics.mean(tree.seconds for tree in pools) / taken.seconds,
        to_pool_by_work=whole * statistics.mean(tree.work for tree in pools) / taken.work,
        peak_mib=taken.peak,
        growth=taken.growth,
        memory_mib=[taken.memory[len(taken.memory) * place // 20] // MIB for place in range(20)]
        if taken.memory
        else [],
        lake_mib=size / MIB,
        lake_bytes_per_report=size / len(lines),
        machine=speed.machine(),
    )


def _characters(line: str) -> int:
    return len(json.loads(line)["text"])


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench ingest`."""
    parser.add_argument("--reports", type=int, default=REPORTS, help=f"how many (default: {REPORTS})")
    parser.add_argument("--beside", type=int, default=BESIDE, help=f"of these in the sample (default: {BESIDE})")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (default: 2)")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Measures, and prints a table or JSON."""
    if not Path("/proc/self/smaps_rollup").exists():
        raise AbsentError("it needs Linux, whose /proc tells the memory of processes")
    with gzip.open(needed("data/current_events.jsonl.gz"), "rt", encoding="utf-8") as all_of_them:
        lines = list(islice(all_of_them, options.reports))
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(lines, options.beside, options.workers, Path(folder))
    told = asdict(figures)
    if options.format == "json":
        print(json.dumps(told, indent=1))
    else:
        print(
            show.table([figures.machine, ""], [[name.replace("_", " "), _shown(value)] for name, value in told.items()])
        )
    return 0


def _shown(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def main() -> None:
    """The plain pool, as a program: FILE WORKERS."""
    from bench import lake  # noqa: PLC0415 - bench itself must stay small
    from vedette import sources  # noqa: PLC0415
    from vedette.records import Report  # noqa: PLC0415

    lake.plain([found for found in sources.read([sys.argv[1]]) if isinstance(found, Report)], int(sys.argv[2]))


if __name__ == "__main__":
    main()
