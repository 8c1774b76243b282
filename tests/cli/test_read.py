"""`vedette read`, called as a function with a stand-in for the trained reader."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stand_ins import POISON, WordReader
from vedette import pipeline
from vedette.cli import main
from vedette.cli.progress import Progress
from vedette.cli.read import gathered
from vedette.records import Engine, Location, Problem, Reading, Report

MONDAY = "Rebels shelled the village of Orvel on Monday."


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "reader_of", lambda *_, **__: WordReader())


def file(folder: Path, name: str, *lines: object) -> str:
    path = folder / name
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return str(path)


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def report(**fields: object) -> dict[str, object]:
    return {"id": "1", "text": MONDAY, "published": "2024-03-06", **fields}


CODES = [
    # what stands in the file, more arguments, the exit code
    pytest.param([report()], [], 0, id="all-read"),
    pytest.param([report(), "no json"], [], 0, id="a-problem-is-named"),
    pytest.param([report(), "no json"], ["--strict"], 1, id="strict-and-a-problem"),
    pytest.param([report(published=None)], ["--strict"], 1, id="strict-and-no-date"),
    pytest.param([report(published=None)], ["--strict", "--date", "2024-03-06"], 0, id="strict-and-a-date-given"),
    pytest.param([report()], ["--strict"], 0, id="strict-and-no-problem"),
    pytest.param(["no json"], [], 1, id="nothing-read"),
    pytest.param([report(text=POISON)], [], 1, id="nothing-but-failures"),
    pytest.param([report()], ["--field", "body=text"], 2, id="a-field-that-is-none"),
    pytest.param([report()], ["--input-format", "odt"], 2, id="a-form-that-is-none"),
    pytest.param([report()], ["--output", "/nowhere/at/all"], 3, id="output-refused"),
]


@pytest.mark.parametrize(("lines", "arguments", "code"), CODES)
def test_exit_codes(lines: list[object], arguments: list[str], code: int, tmp_path: Path) -> None:
    assert main(["read", file(tmp_path, "a.jsonl", *lines), "--format", "jsonl", *arguments]) == code


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "a.txt", "--date", "2024-02-30"],
        ["read", "a.txt", "--min-score", "2"],
        ["read", "a.txt", "--min-score", "x"],
        ["read", "a.txt", "--field", "body"],
        ["read", "a.txt", "--format", "xml"],
        ["fly"],
        [],
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_would_do(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.strip()


def test_a_missing_file_is_named_and_the_rest_is_read(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    there = file(tmp_path, "a.jsonl", report())
    assert main(["read", str(tmp_path / "none.txt"), there, "--format", "jsonl"]) == 0
    out, err = capsysbinary.readouterr()
    (row,) = rows(out.decode())
    assert row["problems"][0]["where"]["path"].endswith("none.txt")
    assert b"none.txt" in err


def test_one_object_a_report_in_the_order_of_the_input(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = file(tmp_path, "a.jsonl", *(report(id=str(number)) for number in range(40)))
    assert main(["read", path, "--format", "jsonl"]) == 0
    assert [row["id"] for row in rows(capsysbinary.readouterr().out.decode())] == [str(number) for number in range(40)]


def test_a_malformed_line_is_accounted_for_in_the_output_and_told(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = file(tmp_path, "a.jsonl", report(id="1"), "{no", report(id="3"), "[1]")
    assert main(["read", path, "--format", "jsonl"]) == 0
    out, err = capsysbinary.readouterr()
    told = [(row["id"], problem["where"]["line"]) for row in rows(out.decode()) for problem in row["problems"]]
    assert told == [("3", 2), ("3", 4)]
    assert f"{path}:2: malformed-line:".encode() in err


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    stream = io.TextIOWrapper(io.BytesIO(f"date 2024-03-06 {MONDAY}".encode()))
    monkeypatch.setattr("sys.stdin", stream)
    assert main(["read", "-", "--format", "jsonl"]) == 0
    (row,) = rows(capsysbinary.readouterr().out.decode())
    assert (row["text"], row["published"], row["offset"]) == (MONDAY, "2024-03-06", 16)


def test_other_names_of_fields_are_taken(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = file(tmp_path, "a.jsonl", {"body": MONDAY, "day": "2024-03-06"})
    assert main(["read", path, "--format", "jsonl", "--field", "text=body", "--field", "published=day"]) == 0
    (row,) = rows(capsysbinary.readouterr().out.decode())
    assert (row["published"], len(row["events"])) == ("2024-03-06", 1)


def test_the_table_is_the_default_and_tells_problems_itself(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["read", file(tmp_path, "a.jsonl", report(), "no json")]) == 0
    out, err = capsysbinary.readouterr()
    assert b"ASSAULT.heavy-weapons" in out
    assert b"malformed-line" in out
    assert err == b"1 report: 1 event, 0 statements, 0 force entries, 1 problem\n"


def test_quiet_leaves_only_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, "a.jsonl", report(), "no json")
    assert main(["read", path, "--format", "jsonl", "--quiet", "--output", str(tmp_path / "out")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{path}:2: malformed-line")
    assert err.count("\n") == 1


def test_many_problems_of_a_kind_are_counted_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, "a.jsonl", *(report(id=str(number), published=None) for number in range(50)))
    assert main(["read", path, "--format", "jsonl", "--output", str(tmp_path / "out")]) == 0
    err = capsys.readouterr().err
    assert err.count("no-date: The report") == 20
    assert "no-date: 30 more like it" in err


def test_output_is_the_same_in_a_file(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = file(tmp_path, "a.jsonl", report(), report(id="2"))
    main(["read", path, "--format", "jsonl"])
    main(["read", path, "--format", "jsonl", "--output", str(tmp_path / "out")])
    assert (tmp_path / "out").read_bytes() == capsysbinary.readouterr().out


def test_the_bar_counts_what_it_can_beforehand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ticks = iter(range(100))
    paths = [file(tmp_path, "a.jsonl", *[report()] * 3), file(tmp_path, "b.txt", MONDAY)]
    bar = Progress.over(paths, shown=True)
    bar._clock = lambda: float(next(ticks)) + bar._begun  # noqa: SLF001
    bar.step()
    bar.step()
    assert "[############            ] 2/4 reports" in capsys.readouterr().err


def test_a_bar_that_is_not_shown_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Progress.over(["-"], shown=False)
    bar.step()
    bar.erase()
    assert capsys.readouterr().err == ""


members = st.lists(st.none() | st.integers(0, 2), max_size=12)
"""None stands for a problem that belongs to no report, a number for a report with so many problems of its own."""


@given(members)
def test_no_problem_and_no_report_is_lost_on_the_way_out(shape: list[int | None]) -> None:
    def problem(at: int) -> Problem:
        return Problem("any", Location("a", at), "It is off.", "Mend it.")

    stream: list[Reading | Problem] = []
    for at, own in enumerate(shape):
        mine = tuple(problem(at) for _ in range(own or 0))
        reading = Reading(Report(str(at), "x"), Engine("", "", ""), problems=mine)
        stream.append(problem(at) if own is None else reading)
    came = list(gathered(stream))
    reports = [member.report.id for member in came if isinstance(member, Reading)]
    assert reports == [member.report.id for member in stream if isinstance(member, Reading)]
    assert problems(came) == problems(stream)
    assert not reports or len(reports) == len(came)


def problems(members: list[Reading | Problem]) -> list[Problem]:
    """All problems in order, wherever they stand."""
    held = ([member] if isinstance(member, Problem) else member.problems for member in members)
    return [problem for each in held for problem in each]
