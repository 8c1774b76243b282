"""The examples do what their pages say: each report gives something to see, each program runs."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import vedette

ROOT = Path(__file__).resolve().parent.parent
REPORTS = sorted((ROOT / "examples/reports").iterdir())
QUIET_DAY = "brief-4"
"""The one example that tells of no event."""


@cache
def readings() -> list[vedette.Reading]:
    members = list(vedette.read_all(REPORTS))
    assert [member for member in members if isinstance(member, vedette.Problem)] == []
    return [member for member in members if isinstance(member, vedette.Reading)]


def test_every_example_is_listed_and_marked_as_invented() -> None:
    page = (ROOT / "examples/README.md").read_text("utf-8")
    assert "is invented" in page
    assert [path.name for path in REPORTS if path.name not in page] == []


def test_every_example_report_is_read_without_a_problem() -> None:
    assert [(reading.report.id, reading.problems) for reading in readings() if reading.problems] == []


def test_every_example_report_but_the_quiet_one_tells_of_events() -> None:
    silent = [reading.report.id for reading in readings() if not reading.events]
    assert silent == [QUIET_DAY]


@pytest.mark.parametrize("part", ["events", "statements", "postures"])
def test_the_examples_show_every_part_of_the_output(part: str) -> None:
    assert sum(bool(getattr(reading, part)) for reading in readings()) >= 4


def test_every_span_in_the_examples_is_that_of_its_text() -> None:
    for reading in readings():
        assert list(strays(vedette.to_json(reading), reading.report.text)) == []


def strays(part: Any, text: str) -> list[Any]:
    """Spans anywhere in a part of a reading that do not hold their own words."""
    below = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    own = isinstance(part, dict) and {"text", "start", "end"} <= set(part)
    mine = [part] if own and text[part["start"] : part["end"]] != part["text"] else []
    return mine + [stray for each in below for stray in strays(each, text)]


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=True)


def test_the_python_example_prints_events_and_forces(tmp_path: Path) -> None:
    out = run(str(ROOT / "examples/read_a_report.py"), folder=tmp_path).stdout
    assert "ASSAULT (actual):" in out


def test_the_demo_shows_tables_with_evidence_and_what_to_do_next(tmp_path: Path) -> None:
    out = run(str(ROOT / "examples/demo.py"), folder=tmp_path).stdout
    for heading in ("Events", "Statements", "Force posture", "What to do next"):
        assert heading in out
    event = out.split(" explain ")[1].split()[0]
    kept = [json.loads(line) for line in (tmp_path / "out/demo.jsonl").read_text("utf-8").splitlines()]
    assert sum(each["id"].startswith(event) for reading in kept for each in reading["events"]) == 1
