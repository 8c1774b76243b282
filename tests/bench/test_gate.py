"""Floors only rise, unless somebody says which one may fall."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bench import gate
from bench.__main__ import main
from bench.corpus import Json, Report
from bench.gate import PINNED, Floor, broken, dump, in_short, load, raised

DAY = date(2021, 3, 10)
LATER = date(2021, 4, 1)
FLOORS = {"all.typed": Floor(0.8, "g", DAY), "all.status": Floor(0.9, "g", DAY)}


def test_a_figure_under_its_floor_is_named() -> None:
    (line,) = broken(FLOORS, {"all.typed": 0.79, "all.status": 0.9}, "g")
    assert "all.typed: 0.7900, its floor is 0.8000 of 2021-03-10" in line


def test_rounding_of_another_processor_breaks_nothing() -> None:
    assert not broken(FLOORS, {"all.typed": 0.798, "all.status": 0.899}, "g")


def test_a_floor_of_other_gold_does_not_count() -> None:
    assert len(broken(FLOORS, {"all.typed": 1.0, "all.status": 1.0}, "h")) == 2


def test_a_figure_that_is_no_longer_measured_breaks_its_floor() -> None:
    assert "all.status: not measured" in broken(FLOORS, {"all.typed": 0.8}, "g")[0]


def test_pinning_raises_and_never_lowers() -> None:
    now = raised(FLOORS, {"all.typed": 0.85, "all.status": 0.7}, gold="g", today=LATER)
    assert now["all.typed"] == Floor(0.85, "g", LATER)
    assert now["all.status"] == FLOORS["all.status"]


def test_a_named_floor_may_fall() -> None:
    now = raised(FLOORS, {"all.status": 0.7}, gold="g", today=LATER, lower=["all.status"])
    assert now["all.status"] == Floor(0.7, "g", LATER)


def test_other_gold_does_not_lower_a_floor_by_the_back_door() -> None:
    assert raised(FLOORS, {"all.status": 0.7}, gold="h", today=LATER)["all.status"] == FLOORS["all.status"]


def test_floors_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    floors = {"full": FLOORS, "short": {}, "beyond": {}, "picture": {}}
    path.write_text(dump(floors), encoding="utf-8")
    assert load(path) == floors


def test_the_short_part_depends_on_the_id_alone() -> None:
    chosen = [number for number in range(400) if in_short(Report(f"r{number}", "brief", ""))]
    assert 60 < len(chosen) < 140


@pytest.fixture
def dev(tmp_path: Path, gold_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shared folder with our own reports as dev, and an empty file of floors."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "dev.jsonl").write_text(gold_path.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("VEDETTE_SHARED", str(tmp_path))
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.toml")
    monkeypatch.setattr("bench.figures.resolvers", dict)
    return tmp_path


def test_the_gate_holds_after_pinning_and_fails_when_the_reader_forgets(
    dev: Path, readings: list[Json], reader_prints: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gate"]) == 1
    assert "no full floors" in capsys.readouterr().err
    reader_prints("".join(json.dumps(entry) + "\n" for entry in readings))
    assert main(["pin"]) == 0
    assert set(load(dev / "floors.toml")["full"]) == {name for name in PINNED if not name.startswith("given.")}
    assert main(["gate"]) == 0
    reader_prints("")
    assert main(["gate"]) == 1
    assert "all.typed: 0.0000, its floor is 1.0000" in capsys.readouterr().out
    assert main(["pin"]) == 0
    assert load(dev / "floors.toml")["full"]["all.typed"].figure == 1
    assert main(["pin", "--lower", "all.typed"]) == 0
    assert load(dev / "floors.toml")["full"]["all.typed"].figure == 0


def test_a_floor_that_does_not_exist_cannot_be_lowered(dev: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pin", "--lower", "all.charm"]) == 1
    assert "no such floor: all.charm" in capsys.readouterr().err
    assert not (dev / "floors.toml").exists()


@pytest.mark.parametrize("verb", ["gate", "pin", "speed", "plv", "cameo", "robust", "calibration", "quality"])
def test_without_the_shared_material_every_verb_is_skipped(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VEDETTE_SHARED", str(tmp_path / "nowhere"))
    assert main([verb]) == 0
    assert f"{verb} is skipped" in capsys.readouterr().out
