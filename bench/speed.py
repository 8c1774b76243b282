"""`bench speed`: how fast `vedette read` is as a process, how soon ready, how much memory, how large.

Sentences are counted by bench's own rule, whatever the reader splits: a run of `.`, `!` or `?` (with closing quotes or
brackets) that white space or the end follows closes one, and so does the end of a text that ends otherwise.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from bench import show
from bench.errors import ReaderError
from bench.reader import LAST_WORDS, command, write_reports
from bench.shared import needed

TEXTS = 2000
"""How many of the dated short reports are read; 3,874 sentences, long enough that starting weighs little."""

COPIES = 200
"""How often the seed report is read, each copy with a number at its end: equal texts would be read only once."""

STARTS = 5
"""How often a start is timed; the least counts, because a busy machine only ever adds."""

MEBIBYTE = 1024 * 1024

SENTENCE_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s|$)")

ONE_SENTENCE = "Two ministers met in a mountain resort on Tuesday."


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall-clock seconds and the peak of its resident memory, in mebibytes.

    The peak cannot be less than what bench itself held when it forked (some 40 MiB); a reader holds far more.
    """

    seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Speeds:
    """Everything that `bench speed` measures. Rates include the start; `steady` ones leave the ready time out."""

    sentences: int
    sentences_per_second: float
    steady_sentences_per_second: float
    reports_per_second: float
    steady_reports_per_second: float
    ready_seconds: float
    """`vedette read` of one sentence, from start to end of the process."""
    help_seconds: float
    interpreter_seconds: float
    """A bare interpreter, for comparison."""
    peak_mib: float
    model_mib: float
    machine: str


def count_sentences(text: str) -> int:
    """Sentences of a text by bench's own rule; 0 for an empty text.

    >>> count_sentences('He left.. “Why?” nobody knows')
    3
    """
    stripped = text.strip()
    ends = [match.end() for match in SENTENCE_END.finditer(stripped)]
    return len(ends) + int(bool(stripped) and (not ends or ends[-1] < len(stripped)))


LAUNCH = """
import json, os, sys, time
began = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
told = [time.perf_counter() - began, os.waitstatus_to_exitcode(status), usage.ru_maxrss]
json.dump(told, open(sys.argv[1], "w"))
"""
"""Starts a program from a small process: a child's peak is never told as less than its parent's memory at the start."""


def timed(arguments: Sequence[str]) -> Run:
    """Runs a program to its end, its output thrown away, and measures it alone."""
    with tempfile.TemporaryFile() as complaints, tempfile.NamedTemporaryFile("r") as told:
        launch = [sys.executable, "-S", "-c", LAUNCH, told.name, *arguments]
        subprocess.run(launch, stdout=subprocess.DEVNULL, stderr=complaints, check=True)
        seconds, code, peak = json.load(told)
        if code:
            complaints.seek(0)
            words = complaints.read().decode("utf-8", "replace")[-LAST_WORDS:].strip()
            raise ReaderError(f"{' '.join(arguments)} ended with {code}: {words}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kibibytes
    return Run(seconds, peak * unit / MEBIBYTE)


def _least(arguments: Sequence[str]) -> float:
    return min(timed(arguments).seconds for _ in range(STARTS))


def measure(texts: Sequence[str], seed: str, folder: Path) -> Speeds:
    """All speeds, with the files to read written into `folder`."""

    def reading(name: str, read: Sequence[str]) -> list[str]:
        path = folder / f"{name}.jsonl"
        write_reports(
            path, [{"id": f"{name}-{n}", "published": "2023-09-30", "text": text} for n, text in enumerate(read)]
        )
        return [command(), "read", str(path), "--format", "jsonl", "--quiet"]

    ready = _least(reading("one", [ONE_SENTENCE]))
    many = timed(reading("many", texts))
    copies = timed(reading("copies", [f"{seed.strip()} [{number}]" for number in range(COPIES)]))
    sentences = sum(map(count_sentences, texts))
    return Speeds(
        sentences=sentences,
        sentences_per_second=sentences / many.seconds,
        steady_sentences_per_second=sentences / max(many.seconds - ready, 1e-9),
        reports_per_second=COPIES / copies.seconds,
        steady_reports_per_second=COPIES / max(copies.seconds - ready, 1e-9),
        ready_seconds=ready,
        help_seconds=_least([command(), "--help"]),
        interpreter_seconds=_least([sys.executable, "-c", "pass"]),
        peak_mib=max(many.peak_mib, copies.peak_mib),
        model_mib=model_size() / MEBIBYTE,
        machine=machine(),
    )


def model_size() -> int:
    """Bytes of all model files in the installed package."""
    spec = find_spec("vedette")
    folders = spec.submodule_search_locations if spec else None
    return sum(path.stat().st_size for folder in folders or () for path in Path(folder).rglob("*.onnx"))


def machine() -> str:
    """What the figures were measured on, and how busy it was."""
    load = os.getloadavg()[0]
    return f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}"


def first_texts(path: Path) -> list[str]:
    """The first texts of the gzipped dated short reports."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, TEXTS)]


ROWS: tuple[tuple[str, Callable[[Speeds], str]], ...] = (
    ("short reports, sentences a second", lambda it: f"{it.sentences_per_second:.0f}"),
    ("the same without the start", lambda it: f"{it.steady_sentences_per_second:.0f}"),
    ("seed report, reports a second", lambda it: f"{it.reports_per_second:.1f}"),
    ("the same without the start", lambda it: f"{it.steady_reports_per_second:.1f}"),
    ("ready and one sentence read, seconds", lambda it: f"{it.ready_seconds:.2f}"),
    ("--help, seconds", lambda it: f"{it.help_seconds:.2f}"),
    ("bare interpreter, seconds", lambda it: f"{it.interpreter_seconds:.2f}"),
    ("peak memory, MiB", lambda it: f"{it.peak_mib:.0f}"),
    ("model files, MiB", lambda it: f"{it.model_mib:.1f}"),
)


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench speed`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Measures, and prints a table or JSON."""
    texts = first_texts(needed("data/current_events.jsonl.gz"))
    seed = needed("seed/report.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        speeds = measure(texts, seed, Path(folder))
    if options.format == "json":
        print(json.dumps(asdict(speeds), indent=1))
    else:
        print(show.table([speeds.machine, ""], [[name, tell(speeds)] for name, tell in ROWS]))
    return 0
