"""One table, one JSON object, the same figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.corpus import Json, lines_of, read_found, read_gold
from bench.errors import AbsentError
from bench.figures import flat, measure
from bench.shared import needed


@pytest.fixture(autouse=True)
def no_resolvers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.figures.resolvers", dict)


@pytest.fixture
def found_path(tmp_path: Path, readings: list[Json]) -> Path:
    path = tmp_path / "found.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in readings[:3]), encoding="utf-8")
    return path


def test_score_prints_json(found_path: Path, gold_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(found_path), str(gold_path), "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["unread"] == ["four"]
    assert printed["stray_spans"] == 0
    assert printed["groups"]["article"]["typed"] == {
        "precision": 1,
        "recall": 1,
        "f1": 1,
        "right": 4,
        "found": 4,
        "gold": 4,
    }


def test_score_prints_a_table(found_path: Path, gold_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(found_path), str(gold_path)]) == 0
    printed = capsys.readouterr().out
    assert "4 reports, 1 of them unread, 0 stray spans" in printed
    assert "| source" in printed


def test_the_reader_never_sees_the_gold(
    gold_path: Path, readings: list[Json], reader_prints: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    reader_prints("".join(json.dumps(entry) + "\n" for entry in readings))  # fails if it is handed an annotation
    assert main(["read", str(gold_path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"]["all"]["typed"]["f1"] == 1


def test_a_reader_that_fails_is_reported_with_its_last_words(
    gold_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "vedette"
    program.write_text("#!/bin/sh\necho 'no model here' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("bench.reader.command", lambda: str(program))
    assert main(["read", str(gold_path)]) == 1
    assert "ended with 3: no model here" in capsys.readouterr().err


def test_a_gold_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl is not there" in capsys.readouterr().err


def test_dev_against_itself_is_perfect(tmp_path: Path) -> None:
    try:
        dev = needed("corpus/dev.jsonl")
    except AbsentError:
        pytest.skip("the development reports need ../shared")
    reports = read_gold(dev)
    copied = tmp_path / "copied.jsonl"
    copied.write_text("".join(json.dumps({**line, "offset": 0}) + "\n" for line in lines_of(dev)), encoding="utf-8")
    figures = flat(measure(reports, read_found(copied, reports)))
    assert {figures[f"all.{name}"] for name in ("typed.exact", "arguments.exact", "status", "mode")} == {1.0}
