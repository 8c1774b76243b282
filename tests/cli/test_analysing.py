"""`vedette series` and `vedette alerts` from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import told as lakes
from vedette.cli import main

CRISIS = Path(__file__).resolve().parents[2] / "examples/crisis/reports.jsonl"
SCRIPT = Path(sys.executable).parent / "vedette"


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("alerts") / "readings.jsonl"
    subprocess.run([SCRIPT, "read", CRISIS, "--format", "jsonl", "--output", path, "--quiet"], check=True)
    return str(path)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("series") / "lake"
    lakes.make(
        path, [(lakes.moved(lakes.reading(number, status="actual"), country="MLI"), lakes.KNOWN) for number in range(3)]
    )
    return str(path)


@pytest.mark.parametrize("form", ["csv", "jsonl", "table"])
def test_series_come_in_any_format(lake: str, form: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    year = ["--since", "2024-01-01", "--until", "2025-01-01"]
    assert main(["series", "--lake", lake, "--by", "country", "--format", form, *year]) == 0
    assert b"MLI" in capsysbinary.readouterr().out


def test_alerts_are_listed_explained_and_muted(
    readings: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["alerts", "--from", readings, "--rule", "ultimatum", "--format", "jsonl"]) == 0
    (alert,) = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert (alert["schema"], alert["actors"], alert["toward"]) == (1, ["TCD"], ["CAF"])

    assert main(["alerts", "explain", alert["id"][:8], "--from", readings]) == 0
    explained = capsysbinary.readouterr().out.decode()
    assert "longest_days = 30" in explained
    assert alert["reports"][0] in explained

    mutes = tmp_path / "mutes.toml"
    mutes.write_text('[[mute]]\nrule = "ultimatum"\nreason = "watched elsewhere"\n', encoding="utf-8")
    assert main(["alerts", "--from", readings, "--rule", "ultimatum", "--mutes", str(mutes)]) == 0
    captured = capsysbinary.readouterr()
    assert (captured.out, captured.err) == (b"", b"0 alerts; 1 muted\n")


def test_a_mute_without_a_reason_is_refused(
    readings: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    mutes = tmp_path / "mutes.toml"
    mutes.write_text('[[mute]]\nrule = "ultimatum"\n', encoding="utf-8")
    assert main(["alerts", "--from", readings, "--mutes", str(mutes)]) == 2
    assert b"reason" in capsysbinary.readouterr().err
