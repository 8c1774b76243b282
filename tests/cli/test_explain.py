"""`vedette explain` shows one event with its words marked, each value with its rule, and what was passed over."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests import stand_ins
from vedette import pipeline
from vedette.cli import main
from vedette.export import Page, explanation
from vedette.export.jsonl import to_json
from vedette.records import Reading, Report

TEXT = "Rebels shelled the village of Orvel on Monday. Italy deployed 200 soldiers to Mali on Tuesday."


@pytest.fixture
def readings(tmp_path: Path) -> tuple[Path, Reading]:
    line = pipeline.Pipeline(stand_ins.WordReader())
    (reading,) = line.readings([Report("r", TEXT, date(2024, 3, 6))])
    assert isinstance(reading, Reading)
    path = tmp_path / "readings.jsonl"
    path.write_text(json.dumps(to_json(reading)) + "\n", "utf-8")
    return path, reading


def explained(identity: str, path: Path, capsys: pytest.CaptureFixture[bytes]) -> tuple[int, str, str]:
    code = main(["explain", identity, "--from", str(path)])
    out, err = capsys.readouterr()
    return code, out.decode(), err.decode()


def test_the_sentence_has_its_spans_marked_by_role(
    readings: tuple[Path, Reading], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path, reading = readings
    code, out, _ = explained(reading.events[0].id, path, capsysbinary)
    assert code == 0
    flat = " ".join(out.split())
    assert (
        "[actor: Rebels] [ASSAULT.heavy-weapons: shelled] [recipient: the village of Orvel] on [time: Monday]." in flat
    )
    assert "Italy" not in out
    assert "rule " in out


@pytest.mark.parametrize("length", [16, 8])
def test_the_first_letters_of_an_id_are_enough(
    length: int, readings: tuple[Path, Reading], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path, reading = readings
    code, out, _ = explained(reading.events[1].id[:length], path, capsysbinary)
    assert (code, reading.events[1].id in out) == (0, True)


def test_the_id_of_a_posture_leads_to_its_event(
    readings: tuple[Path, Reading], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path, reading = readings
    code, out, _ = explained(reading.postures[0].id, path, capsysbinary)
    assert (code, reading.postures[0].event in out) == (0, True)


@pytest.mark.parametrize(("identity", "told"), [("zz", "no event"), ("", "begins 2 ids")])
def test_an_id_that_is_none_or_many_is_wrong_usage(
    identity: str, told: str, readings: tuple[Path, Reading], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, _, err = explained(identity, readings[0], capsysbinary)
    assert (code, told in err, err.count("\n")) == (2, True, 1)


@pytest.mark.parametrize("content", ["no json\n", "{}\n", "[]\n", '{"text": "a report, not a reading"}\n'])
def test_a_file_of_something_else_is_named(
    content: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content, "utf-8")
    code, _, err = explained("ab", path, capsysbinary)
    assert (code, "a.jsonl, line 1, is no reading" in err) == (1, True)


def test_what_was_passed_over_and_notes_are_told() -> None:
    reading = stand_ins.reading()
    shown = explanation.render(reading, reading.events[0], [(0, len(stand_ins.TEXT))], Page())
    assert "passed over 2024-03-11: it lies after publication" in shown
    assert "note: a ministry of some state" in shown
    assert "who: cannot say\n      rule no-country, on “the ministry”" in shown
