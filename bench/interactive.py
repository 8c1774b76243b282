"""`bench interactive`: how long each question about one country takes of a lake, when it is first asked and from then on.

Each question is a process of its own, as a user calls it, its output thrown away; the time of starting counts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import show
from bench.errors import BenchError
from bench.reader import command
from bench.shared import ROOT
from bench.speed import machine
from vedette.store import open_lake
from vedette.store.aside import FOLDER

KEPT = ROOT / "bench" / "interactive.json"

LIMIT = 1.0
"""Seconds for a question that was asked before: beyond, one waits."""

REPEATS = 2
"""Times that it is asked again; the least counts, because a busy machine only ever adds."""

SERIES = ("series", "--country", "{0}")

QUESTIONS: Mapping[str, Sequence[str]] = {
    "events by month": (*SERIES, "--of", "events", "--every", "month"),
    "events by day and type": (*SERIES, "--of", "events", "--by", "type", "--every", "day"),
    "dyads by week": (*SERIES, "--of", "events", "--by", "dyad", "--every", "week"),
    "incidents by province and month": (*SERIES, "--of", "incidents", "--by", "admin1", "--every", "month"),
    "forces by place and day": (*SERIES, "--of", "postures", "--by", "admin1", "--every", "day"),
    "forces by place and week": (*SERIES, "--of", "postures", "--by", "admin1", "--every", "week"),
    "forces by place and month": (*SERIES, "--of", "postures", "--by", "admin1", "--every", "month"),
    "alerts": ("alerts", "--place", "{0}"),
    "forecast": ("forecast", "--country", "{0}"),
    "forces: the ledger": ("posture", "--place", "{0}"),
    "statements": ("statements", "--place", "{0}"),
    "incidents": ("incidents", "--place", "{0}"),
}
"""What is asked -> the words of the call; `{0}` is the country."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one call: on the clock, and of all processors."""

    wall: float
    busy: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what it took when first asked, and at best from then on."""

    name: str
    first: Took | None
    again: Took


def asked(lake: Path, country: str, *, first: bool) -> Iterator[Answer]:
    """Each question; with `first`, what was laid aside is taken away before it."""
    for name, words in QUESTIONS.items():
        if first:
            shutil.rmtree(lake / FOLDER, ignore_errors=True)
        call = [command(), words[0], "--lake", str(lake), *(word.format(country) for word in words[1:])]
        once = timed(call)
        again = [timed(call) for _ in range(REPEATS)]
        least = Took(min(each.wall for each in again), min(each.busy for each in again))
        yield Answer(name, once if first else None, least)


def timed(call: Sequence[str]) -> Took:
    """One call to its end."""
    begun = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        told = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchError(f"{' '.join(call)} ended with {process.returncode}: {told.decode(errors='replace')[-500:]}")
    return Took(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime)


def add(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("lake", type=Path, help="a linked lake on this machine")
    parser.add_argument("--country", default="SOM", help="three letters (default: SOM)")
    parser.add_argument("--again", action="store_true", help="only what was asked before: nothing is taken away")
    parser.add_argument("--keep", action="store_true", help=f"write {KEPT.name}, of which docs/quality.md tells")


def run(options: argparse.Namespace) -> int:
    """Asks, and prints a table; 1 where a question that was asked before takes too long, by clock and processors both."""
    lake = open_lake(options.lake)
    events = lake.tables["events"].dataset().count_rows()
    start = timed([command(), "--help"])
    library = timed([sys.executable, "-c", "import vedette.store"])
    answers = list(asked(options.lake, options.country, first=not options.again))
    figures = {
        "events": events,
        "country": options.country,
        "machine": machine(),
        "starts": {"vedette --help": asdict(start), "the libraries of a lake": asdict(library)},
        "answers": [asdict(each) for each in answers],
    }
    if options.keep:
        KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(page(figures))
    return int(any(min(each.again.wall, each.again.busy) > LIMIT for each in answers))


def page(figures: Mapping[str, object]) -> str:
    """The figures in words and a table."""
    starts, answers = figures["starts"], figures["answers"]
    assert isinstance(starts, dict)  # noqa: S101 - for the checker of types
    assert isinstance(answers, list)  # noqa: S101 - as above
    rows = [[name, "", "", *_seconds(took)] for name, took in starts.items()]
    rows += [[each["name"], *_seconds(each["first"]), *_seconds(each["again"])] for each in answers]
    head = ["seconds", "first: clock", "processors", "again: clock", "processors"]
    return (
        f"Questions about one country ({figures['country']}) of a lake of {figures['events']:,} events, each a process of its "
        f"own with its start; {figures['machine']}. The first time, what all countries share is worked out and laid aside in "
        f"the lake. Made by `python -m bench interactive LAKE`.\n\n{show.table(head, rows)}"
    )


def _seconds(took: Mapping[str, float] | None) -> list[str]:
    return ["", ""] if took is None else [f"{took['wall']:.1f}", f"{took['busy']:.1f}"]


def section() -> str | None:
    """The section as of the run that was kept; None where none was."""
    return page(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else None
