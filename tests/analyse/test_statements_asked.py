"""`vedette statements`, as a program and as a function of a lake."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.analyse.hearsay import reading
from tests.store import told as lakes
from vedette.cli import main
from vedette.export import Page, jsonl
from vedette.store import Lake

SCRIPT = Path(sys.executable).parent / "vedette"
KNOWN = datetime(2024, 5, 21, tzinfo=UTC)

READINGS = [
    reading(
        "Ecuador demanded that Peru withdraw its troops from the ridge.",
        [
            "REQUEST.yield actual | demanded | actor=Ecuador; recipient=Peru",
            "RETREAT.withdraw hypothetical | withdraw | actor=Peru; source=Ecuador",
        ],
        source="The Lantern",
    ),
    reading("Peru withdrew its troops.", ["RETREAT.withdraw actual | withdrew | actor=Peru"], "2024-05-12"),
    reading("An official who asked not to be named said the pass was shut.", (), "2024-05-20"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("said") / "readings.jsonl"
    path.write_text("".join(jsonl.render(each, Page()) for each in READINGS), "utf-8")
    return path


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return lakes.make(tmp_path_factory.mktemp("said") / "lake", [(each, KNOWN) for each in READINGS])


def test_the_program_shows_all_statements_unless_there_is_a_limit(file: Path) -> None:
    done = subprocess.run([SCRIPT, "statements", "--from", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "2 statements\n")
    assert "demands" in done.stdout
    assert "[anonymous]" in done.stdout


def test_a_line_is_the_statement_with_report_stance_and_state(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", "--from", str(file), "--stance", "demands", "--format", "jsonl", "--quiet"]) == 0
    row = json.loads(capsys.readouterr().out)
    in_reading = jsonl.to_json(READINGS[0])["statements"][0]
    assert {name: row[name] for name in in_reading} == in_reading
    assert (row["schema"], row["report"], row["published"], row["source"]) == (
        1,
        "2024-05-10",
        "2024-05-10",
        "The Lantern",
    )
    assert (row["stance"], row["state"], row["state_rule"]) == ("demands", "met", "act-was-done")
    assert row["rests_on"] == [READINGS[1].events[0].id]


def test_a_row_of_csv_has_the_same(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", "--from", str(file), "--anonymous", "--format", "csv", "--quiet"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["speaker"], row["anonymous"], row["content"], row["stance"]) == (
        "An official",
        "true",
        "the pass was shut",
        "",
    )


def test_as_of_a_day_the_demand_was_open(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["statements", "--from", str(file), "--open", "--format", "jsonl", "--quiet"]
    assert main([*call, "--as-of", "2024-05-11"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "open"
    assert main(call) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--from", "absent.jsonl"], "cannot read absent.jsonl"), (["--from", __file__], "line 1, is no reading")],
)
def test_a_wrong_file_is_named(options: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", *options]) != 0
    shown = capsys.readouterr().err
    assert words in shown
    assert shown.count("\n") == 1


def test_a_wrong_type_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", "--from", str(file), "--type", "DANCE"]) == 2
    assert "'DANCE' is no event type" in capsys.readouterr().err


def test_a_lake_answers_as_the_file_does(lake: Lake, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for source in (["--lake", lake.path], ["--from", str(file)]):
        assert main(["statements", *source, "--format", "jsonl", "--quiet"]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]


def test_python_asks_a_lake_with_the_same_filters(lake: Lake) -> None:
    found = lake.statements(speaker="ECU", state="met")
    assert found.column("report").to_pylist() == ["2024-05-10"]
    assert found.column("rests_on").to_pylist() == [[READINGS[1].events[0].id]]
    assert lake.statements(stance="denies").num_rows == 0
    assert lake.statements().num_rows == 2
    assert lake.statements(anonymous=True, columns=["stance", "state"]).column_names == ["stance", "state"]
