"""A run takes each input in once: as a row, or as a dead letter; a second run skips what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.inputs import MONDAY, line, manner, reader, took, written
from tests.stand_ins import WordReader
from vedette.ingest import units
from vedette.store import Lake, tables
from vedette.store.check import check

__all__ = ["reader"]

pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.open_or_make(tmp_path / "lake")


def test_reports_come_in_with_all_that_was_taken_from_them(lake: Lake, tmp_path: Path) -> None:
    tally = took(lake, written(tmp_path / "a.jsonl", range(5)))
    assert (tally.given, tally.coded, tally.skipped, tally.failed, tally.events) == (5, 5, 0, 0, 5)
    (first, *_) = lake.reports().sort_by("id").to_pylist()
    reading = tables.from_plain(first)
    assert (reading.report.id, reading.report.where.line) == ("0", 1)
    assert [event.trigger.text for event in reading.events] == ["shelled"]
    assert list(check(lake)) == []


def test_a_second_run_skips_what_is_there(lake: Lake, tmp_path: Path, reader: WordReader) -> None:
    path = written(tmp_path / "a.jsonl", range(5))
    took(lake, path)
    seen = len(reader.texts)
    written(path, range(7))
    tally = took(lake, path)
    assert (tally.given, tally.coded, tally.skipped) == (7, 2, 5)
    assert len(reader.texts) == seen + 2
    assert lake.reports().num_rows == 7


def test_another_model_reads_again_and_supersedes(lake: Lake, tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", range(3))
    took(lake, path)
    assert took(lake, path, of=manner("better")).coded == 3
    assert took(lake, path, of=manner("better")).skipped == 3
    assert (lake.reports().num_rows, lake.events().num_rows, lake.events(superseded=True).num_rows) == (3, 3, 6)
    assert list(check(lake)) == []


def test_other_settings_read_again_too(lake: Lake, tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", range(3))
    took(lake, path)
    assert took(lake, path, of=manner(settings='{"min_score": 0.9}')).coded == 3


def test_equal_texts_are_read_once_and_stored_for_each_report(lake: Lake, tmp_path: Path, reader: WordReader) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(line(name, MONDAY, source=f"Paper {name}") for name in range(4)) + line(0, MONDAY), "utf-8")
    assert took(lake, path).coded == 5
    assert reader.texts == [MONDAY]
    assert len(set(lake.events().column("id").to_pylist())) == 5


def test_the_same_report_given_twice_is_stored_once(lake: Lake, tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", [1, 2, 1])
    tally = took(lake, path, path)
    assert (tally.given, tally.coded, tally.skipped) == (6, 2, 4)


def test_each_bad_line_costs_itself(lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(1) + "rubbish\n" + line(2, "This is unreadable.") + '{"id": 4}\n' + line(5), "utf-8")
    tally = took(lake, path, tmp_path / "none.txt")
    assert (tally.given, tally.coded, tally.failed) == (6, 2, 4)
    letters = lake.problems().to_pylist()
    assert {(Path(row["where"]["path"]).name, row["where"]["line"], row["error"]) for row in letters} == {
        ("a.jsonl", 2, "malformed-line"),
        ("a.jsonl", 3, "reader-failed"),
        ("a.jsonl", 4, "empty-text"),
        ("none.txt", None, "missing-file"),
    }
    assert took(lake, path, tmp_path / "none.txt").skipped == 6, "a dead letter is not told again"
    assert list(check(lake)) == []


def test_problems_of_a_report_stay_with_it(lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(1, published=None), "utf-8")
    assert took(lake, path).failed == 0
    (row,) = lake.reports().to_pylist()
    assert [problem["kind"] for problem in row["problems"]] == ["no-date"]


def test_a_limit_counts_reports_of_the_input(lake: Lake, tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", range(9))
    assert took(lake, path, limit=4).coded == 4
    assert took(lake, path, limit=4).skipped == 4
    assert took(lake, path, limit=6).coded == 2


def test_reports_that_name_no_source_take_the_one_given(lake: Lake, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(1) + line(2, source="Own"), "utf-8")
    took(lake, path, of=manner(source="Given"))
    assert sorted(lake.reports().column("source").to_pylist()) == ["Given", "Own"]


def test_a_unit_ends_by_reports_and_by_length(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(units, "UNIT", 4)
    monkeypatch.setattr(units, "UNIT_TEXT", 1000)
    lake = Lake.open_or_make(tmp_path / "lake")
    path = tmp_path / "a.jsonl"
    path.write_text("".join(line(name) for name in range(6)) + line("long", MONDAY * 40) + line("last"), "utf-8")
    took(lake, path)
    named = lake.reports(columns=["unit"]).column("unit").to_pylist()
    assert sorted(named.count(unit) for unit in set(named)) == [1, 3, 4]
