"""`vedette posture`, as a program and as a function of a lake."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests import stand_ins
from tests.analyse.postures import entry
from tests.store import told as lakes
from vedette.analyse.ledger import answer, entries
from vedette.cli import main
from vedette.cli.posture import line as shown
from vedette.export import Page, force, jsonl
from vedette.records import Reading
from vedette.store import Lake

KNOWN = datetime(2024, 5, 21, tzinfo=UTC)


def reading(report: str, day: int, told: str) -> Reading:
    """A reading with one posture, whose words are all of the text."""
    one = entry(told, report, day)
    whole = stand_ins.reading()
    words = one.posture.force.text
    made = replace(whole.report, id=report, text=words, published=one.published, source=one.source)
    posture = replace(one.posture, event="")
    return replace(whole, report=made, events=(), statements=(), postures=(posture,), problems=())


READINGS = [
    reading("a", 1, "SYR MIL|present|200 marines|Orvel|200"),
    reading("b", 3, "SYR MIL|present|about 210 marines|Orvel|~210"),
    reading("c", 4, "KEN MIL|moving|a battalion|Tessin"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("posture") / "readings.jsonl"
    path.write_text("".join(jsonl.render(each, Page()) for each in READINGS), "utf-8")
    return path


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return lakes.make(tmp_path_factory.mktemp("posture") / "lake", [(each, KNOWN) for each in READINGS])


def test_a_line_has_the_public_shape(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["posture", "--from", str(file), "--place", "Orvel", "--format", "jsonl"]) == 0
    (line,) = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert line["schema"] == 1
    assert line["as_of"] == "2024-05-05"
    assert line["owner"]["code"] == "SYR MIL"
    assert (line["count"]["low"], line["count"]["high"]) == (200, 210)
    assert (line["status"], line["rule"], line["command"]) == ("present", "confirmed", None)
    assert line["where"]["name"] == "Orvel"
    assert (line["since"], line["last_confirmed"]) == ("2024-05-02", "2024-05-04")
    assert line["reports"] == ["a", "b"]
    assert [each["text"] for each in line["evidence"]] == ["200 marines", "about 210 marines"]


def test_a_day_knows_what_was_published_to_its_end(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["posture", "--from", str(file), "--as-of", "2024-05-03", "--format", "jsonl"]) == 0
    told = capfdbinary.readouterr()
    (line,) = map(json.loads, told.out.splitlines())
    assert line["reports"] == ["a"]
    assert "1 line as of 2024-05-03" in told.err.decode()


def test_a_row_of_csv_has_a_cell_for_each_column(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["posture", "--from", str(file), "--format", "csv", "--quiet"]) == 0
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode())))
    assert [row["owner"] for row in rows] == ["KEN MIL", "SYR MIL"]
    assert set(rows[0]) == {cell.name for cell in force.CELLS}
    assert rows[1]["words"] == "a: 200 marines | b: about 210 marines"


def test_the_table_shows_the_words_of_each_report_within_the_page() -> None:
    found = answer(entries(READINGS))
    page = Page(width=80)
    drawn = "".join(force.line(shown(each), "table", page) for each in found.lines)
    assert "[200 marines]" in drawn
    assert "2024-05-04 b:" in drawn
    assert max(map(len, drawn.splitlines())) <= page.width


def test_a_lake_gives_the_same_lines(lake: Lake) -> None:
    rows = lake.posture().to_pylist()
    told = answer(entries(READINGS)).lines
    assert [row["force"] for row in rows] == [each.force.force for each in told]
    assert [row["postures"] for row in rows] == [list(each.force.postures) for each in told]


def test_a_lake_is_asked_by_place_and_day(lake: Lake) -> None:
    rows = lake.posture(place="FRA", as_of="2024-05-03", columns=["status", "as_of", "reports"]).to_pylist()
    assert rows == [{"status": "present", "as_of": date(2024, 5, 3), "reports": ["a"]}]


def test_the_program_asks_a_lake(lake: Lake, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["posture", "--lake", lake.path, "--actor", "KEN", "--format", "jsonl", "--limit", "1"]) == 0
    (line,) = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert (line["owner"]["code"], line["status"]) == ("KEN MIL", "moving")


def test_nothing_is_an_answer_too(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", "utf-8")
    assert main(["posture", "--from", str(empty), "--format", "jsonl"]) == 0
    assert b"no report tells of a force" in capfdbinary.readouterr().err
