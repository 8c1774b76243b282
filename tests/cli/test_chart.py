"""`vedette chart` from the command line."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.chart.seen import made
from vedette import chart
from vedette.cli import arguments, charting, main
from vedette.cli.chart import filters

DAYS = ["--every", "day", "--without-alerts"]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made(tmp_path_factory.getbasetemp())


def test_the_kinds_and_forms_of_a_call_are_those_of_the_package() -> None:
    assert list(charting.KINDS) == list(chart.KINDS)
    assert list(charting.FORMS) == list(chart.FORMS)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("series", [*DAYS, "--country", "CAF"]),
        ("dyads", ["--every", "day", "--country", "caf"]),
        ("posture", ["--place", "CAF", "--as-of", "2024-02-18"]),
        ("map", ["--place", "CAF", "--type", "assault"]),
    ],
)
def test_a_picture_is_written_and_named(
    lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, given: list[str]
) -> None:
    file = tmp_path / f"{kind}.svg"
    assert main(["chart", kind, "--lake", lake, "--output", str(file), *given]) == 0
    assert file.read_text(encoding="utf-8").startswith("<svg")
    assert capsys.readouterr().err.splitlines()[-1].startswith("Central African Republic: ")


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("series", [*DAYS, "--country", "ISL"]),
        ("map", ["--place", "ISL"]),
        ("posture", ["--place", "ISL"]),
    ],
)
def test_nothing_to_draw_is_one_line_and_no_file(
    lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, given: list[str]
) -> None:
    file = tmp_path / "nothing.png"
    assert main(["chart", kind, "--lake", lake, "--output", str(file), *given]) == 1
    assert "there is nothing to draw" in capsys.readouterr().err
    assert not file.exists()


def test_a_library_that_is_lacking_is_one_line_with_the_command(
    lake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(name: str) -> object:
        if name == "vl_convert":
            raise ImportError(name)
        return import_module(name)

    monkeypatch.setattr("vedette.chart.library.import_module", found)
    assert main(["chart", "series", "--lake", lake, "--output", str(tmp_path / "a.svg"), *DAYS]) == 1
    assert capsys.readouterr().err == (
        'vedette: vl-convert-python is not installed, and charts need it. Get it with `pip install "vedette[plots]"`\n'
    )


def test_another_ending_is_wrong_usage(lake: str, tmp_path: Path) -> None:
    assert main(["chart", "series", "--lake", lake, "--output", str(tmp_path / "a.pdf"), *DAYS]) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["series", "--country", "SDN", "--type", "assault.drone", *DAYS],
            {"type": ["ASSAULT.drone"], "with_alerts": False},
        ),
        (["series", "--of", "postures", "--type", "armour"], {"type": ["armour"], "of": "postures"}),
        (["posture", "--horizon", "9"], {"horizon": 9}),
        (["map", "--state", "contradicted", "--superseded"], {"state": ["contradicted"], "superseded": True}),
        (["forecast", "--from", "2024-01", "--ahead", "3"], {"origin": "2024-01", "ahead": 3}),
    ],
)
def test_filters_are_those_of_the_verb_beside_it(words: list[str], told: dict[str, Any]) -> None:
    given: argparse.Namespace = arguments.parser().parse_args(["chart", *words, "--lake", "x", "--output", "a.svg"])
    found = filters(given)
    assert {name: found[name] for name in told} == told
    assert not {"lake", "output", "quiet", "run", "kind", "without_alerts"} & set(found)
