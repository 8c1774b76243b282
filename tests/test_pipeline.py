"""What the stages do together, with a stand-in for the trained reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from tests.stand_ins import POISON, WordReader
from vedette import pipeline
from vedette.config import Settings
from vedette.export.jsonl import from_json, to_json
from vedette.records import Location, Problem, Reading, Report

MONDAY = "Rebels shelled the village of Orvel on Monday."


def report(text: str, name: str = "r", line: int = 1) -> Report:
    return Report(name, text, date(2024, 3, 6), where=Location("a.jsonl", line))


def problem(line: int) -> Problem:
    return Problem("malformed-line", Location("a.jsonl", line), "The line is no JSON.", "Mend it.")


def read(given: Iterable[Report | Problem], **settings: float) -> list[Reading | Problem]:
    chosen = Settings(min_score=settings.get("min_score", 0.0), batch=int(settings.get("batch", 3)))
    return list(pipeline.Pipeline(WordReader(), chosen).readings(given))


def only(members: list[Reading | Problem]) -> Reading:
    (member,) = members
    assert isinstance(member, Reading)
    return member


def test_an_event_comes_out_with_its_values() -> None:
    (event,) = only(read([report(MONDAY)])).events
    assert (event.type, event.mode, event.intensity < 0) == ("ASSAULT", "heavy-weapons", True)
    (time,) = event.role("time")
    assert time.when is not None
    assert time.when.value is not None
    assert time.when.value.since == date(2024, 3, 4)


def test_every_span_is_that_of_the_text_as_given_not_of_its_clean_copy() -> None:
    noisy = "Nobody  was hurt.. “Rebels shelled\n the  village of Orvel” on Monday..“."
    reading = only(read([report(noisy)]))
    (event,) = reading.events
    for span in (event.trigger, *(argument.span for argument in event.arguments)):
        assert noisy[span.start : span.end] == span.text
    assert event.trigger.text == "shelled"


def test_readings_and_problems_come_in_the_order_of_the_input() -> None:
    given: list[Report | Problem] = [
        problem(1),
        report(MONDAY, "one", 2),
        problem(3),
        report("Nothing.", "two", 4),
        problem(5),
    ]
    came = [member.report.id if isinstance(member, Reading) else member.where.line for member in read(given, batch=1)]
    assert came == [1, "one", 3, "two", 5]


def test_a_problem_of_a_report_itself_stands_in_its_reading() -> None:
    reading = only(read([problem(7), report(MONDAY, line=7)]))
    assert reading.problems == (problem(7),)


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_equal_texts_are_read_once_and_told_twice(batch: int) -> None:
    reader = WordReader()
    line = pipeline.Pipeline(reader, Settings(batch=batch))
    given = [report(MONDAY, "one"), report("Nothing.", "two"), report(MONDAY, "three")]
    came = [member for member in line.readings(given) if isinstance(member, Reading)]
    assert [reading.report.id for reading in came] == ["one", "two", "three"]
    assert reader.texts.count(MONDAY) == 1
    assert came[0].events[0].id != came[2].events[0].id
    assert came[0].events[0].trigger == came[2].events[0].trigger


def test_only_the_report_that_the_reader_fails_on_is_lost() -> None:
    given = [report(MONDAY, "one"), report(f"An {POISON} text.", "two", 2), report(MONDAY, "three")]
    one, two, three = read(given)
    assert isinstance(one, Reading)
    assert isinstance(two, Reading)
    assert isinstance(three, Reading)
    assert len(one.events) == len(three.events) == 1
    (told,) = two.problems
    assert told.kind == "reader-failed"
    assert told.where == Location("a.jsonl", 2)
    assert "RuntimeError: a word that it cannot take" in told.message
    assert two.report.text == f"An {POISON} text."


def test_a_failure_in_assembly_is_a_problem_of_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no")

    monkeypatch.setattr("vedette.assemble.assemble", broken)
    assert only(read([report(MONDAY)])).problems[0].kind == "assembly-failed"


def test_events_under_the_least_score_are_left_out_with_what_rests_on_them() -> None:
    text = "Italy deployed 200 soldiers to Mali. Italy perhaps deployed 300 soldiers to Kosovo."
    assert len(only(read([report(text)])).events) == 2
    likely = only(read([report(text)], min_score=0.5))
    assert [event.trigger.start for event in likely.events] == [6]
    assert {posture.event for posture in likely.postures} <= {likely.events[0].id}


def test_a_second_run_gives_the_same() -> None:
    assert read([report(MONDAY)]) == read([report(MONDAY)])


def test_weighing_again_gives_the_same_events_and_brings_back_what_was_passed_over() -> None:
    reading = only(read([report("Italy deployed 200 soldiers to Mali on Monday, the ministry said.")]))
    again = pipeline.weighed(from_json(to_json(reading)))
    assert again.events == reading.events


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = WordReader()
    monkeypatch.setattr(pipeline, "reader_of", lambda *_, **__: reader)


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize("published", ["2024-03-06", date(2024, 3, 6)])
def test_one_text_gives_one_reading(published: date | str) -> None:
    reading = pipeline.read(MONDAY, published=published, id="x", title="Shells", source="Wire", url="https://w")
    assert reading.report == Report(
        "x", MONDAY, date(2024, 3, 6), "Shells", "Wire", "https://w", 0, reading.report.where, "field", "en"
    )
    assert len(reading.events) == 1
    assert reading.problems == ()


@pytest.mark.usefixtures("stand_in")
def test_a_date_header_is_taken_off_and_counted_in_the_offset() -> None:
    reading = pipeline.read(f"date 2024-03-06 {MONDAY}")
    assert (reading.report.text, reading.report.offset) == (MONDAY, 16)
    assert reading.report.published == date(2024, 3, 6)


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize(("text", "kind"), [("", "empty-text"), (" \n ", "empty-text"), (MONDAY, "no-date")])
def test_what_is_missing_is_a_problem_of_the_reading(text: str, kind: str) -> None:
    assert [each.kind for each in pipeline.read(text).problems] == [kind]


@pytest.mark.usefixtures("stand_in")
def test_files_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(f"date: 2024-03-06\n\n{MONDAY}", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "Nothing.", "date": "2024-03-06"}\nno\n', encoding="utf-8")
    came = list(pipeline.read_all([tmp_path]))
    kinds = [member.kind if isinstance(member, Problem) else len(member.events) for member in came]
    assert kinds == [0, "malformed-line", 1]
