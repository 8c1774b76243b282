"""A few annotated reports of our own, perfect readings of them, and a reader that can be told what to print."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.corpus import Found, Json, Report, found_of, gold_of, lines_of

GOLD = Path(__file__).with_name("gold.jsonl")

COPYING_READER = """#!{python}
import json, pathlib, sys
readings = {{json.loads(line)["id"]: line for line in pathlib.Path({readings!r}).read_text().splitlines()}}
for line in pathlib.Path(sys.argv[2]).read_text().splitlines():
    report = json.loads(line)
    assert "events" not in report and "resolved" not in report
    empty = json.dumps({{"id": report["id"], "offset": 0, "text": report["text"], "events": []}})
    print(readings.get(report["id"], empty))
"""

VALUES = {
    "AVE MIL": {"code": "AVE MIL", "country": "AVE", "sector": "MIL"},
    "NOR CVL": {"code": "NOR CVL", "country": "NOR", "sector": "CVL"},
    "NOR GOV": {"code": "NOR GOV", "country": "NOR", "sector": "GOV"},
    "IGO:LEAGUE IGO": {"code": "IGO:LEAGUE", "country": None, "sector": "IGO"},
    "AVE": {"code": "AVE", "country": "AVE", "sector": None},
    "NOR city": {"country": "NOR", "kind": "city"},
    "NOR border": {"country": "NOR", "kind": "border"},
    "2021-03-09": {"since": "2021-03-09", "until": "2021-03-10"},
    ">=12": {"low": 12, "high": None, "approximate": False},
    "?": {"low": None, "high": None, "approximate": False},
}


def perfect(entry: Json) -> Json:
    """What a reader that knows the gold would print."""
    reading = copy.deepcopy(entry)
    values = {(each["kind"], each["text"]): each["value"] for each in reading.pop("resolved", [])}
    for event in reading["events"]:
        for argument in event["arguments"]:
            for kind in ("who", "when", "where", "count"):
                value = values.get((kind, argument["text"]))
                if value:
                    argument[kind] = VALUES[value]
    return reading


@pytest.fixture
def gold_path() -> Path:
    return GOLD


@pytest.fixture
def reports() -> list[Report]:
    return [gold_of(entry) for entry in lines_of(GOLD)]


@pytest.fixture
def readings() -> list[Json]:
    return [perfect(entry) for entry in lines_of(GOLD)]


@pytest.fixture
def found(readings: list[Json]) -> dict[str, Found]:
    return {entry["id"]: found_of(entry, entry["text"]) for entry in readings}


@pytest.fixture
def reader_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program in the place of `vedette` that prints these lines, by the id of what it is given."""

    def install(lines: str) -> None:
        stored, program = tmp_path / "readings.jsonl", tmp_path / "vedette"
        stored.write_text(lines, encoding="utf-8")
        program.write_text(COPYING_READER.format(python=sys.executable, readings=str(stored)), encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr("bench.reader.command", lambda: str(program))

    return install
