"""Runs the installed `vedette read`, as a user would."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from bench.corpus import Event, Found, Report, read_found
from bench.errors import ReaderError

TAKEN = ("id", "published", "title", "source", "text")
"""What a report is given with, so that nothing of a gold file can reach the reader."""

LAST_WORDS = 2000
"""How many characters of an error output are carried into a message."""


def command() -> str:
    """The path of the `vedette` program: beside this interpreter, or else on the search path."""
    beside = Path(sys.executable).with_name("vedette")
    found = str(beside) if beside.exists() else shutil.which("vedette")
    if not found:
        raise ReaderError("no program named vedette; install the package first (pip install -e .)")
    return found


def write_reports(path: Path, reports: Iterable[Mapping[str, object]]) -> None:
    """Reports as JSON Lines for `vedette read`."""
    path.write_text("".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports), encoding="utf-8")


def bare(report: Report) -> dict[str, object]:
    """A report without its annotation, so that nothing of the gold can reach the reader."""
    published = report.published.isoformat() if report.published else None
    return {"id": report.id, "published": published, "title": report.title, "text": report.text}


def read_reports(reports: Sequence[Report], options: Sequence[str] = ()) -> dict[str, Found]:
    """What `vedette read` finds in the reports, by report; those that it could not read are absent."""
    with tempfile.TemporaryDirectory() as folder:
        given, printed = Path(folder) / "reports.jsonl", Path(folder) / "readings.jsonl"
        write_reports(given, map(bare, reports))
        with printed.open("w", encoding="utf-8") as sink:
            _run([command(), "read", str(given), "--format", "jsonl", "--quiet", *options], sink)
        return read_found(printed, reports)


def read_jsonl(reports: Iterable[Mapping[str, object]], printed: Path) -> None:
    """What `vedette read --format jsonl` prints of the reports, given as the JSON objects that it takes."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "reports.jsonl"
        write_reports(given, ({key: each[key] for key in TAKEN if key in each} for each in reports))
        with printed.open("w", encoding="utf-8") as sink:
            _run([command(), "read", str(given), "--format", "jsonl", "--quiet"], sink)


def read_texts(texts: Mapping[str, str]) -> dict[str, tuple[Event, ...]]:
    """The events that `vedette read` finds in texts without a date, by their id; none in what it could not read."""
    found = read_reports([Report(name, "text", text) for name, text in texts.items()])
    return {name: found[name].events if name in found else () for name in texts}


def _run(arguments: Sequence[str], sink: IO[str]) -> None:
    done = subprocess.run(arguments, stdout=sink, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise ReaderError(f"vedette read ended with {done.returncode}: {done.stderr[-LAST_WORDS:].strip()}")
