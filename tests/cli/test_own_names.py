"""The user's own actors and places hold in every verb that resolves; the program runs as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DRIVER = [sys.executable, str(Path(__file__).parent / "driver.py")]
TEXT = "Rebels shelled Mali on Monday."
PLACES = "name,kind,country,latitude,longitude\nMali,city,CHN,34.7,104.7\n"
ACTORS = '[[actor]]\nname = "Rebels"\ncode = "MLI REB"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "places.csv").write_text(PLACES, "utf-8")
    (tmp_path / "actors.toml").write_text(ACTORS, "utf-8")
    (tmp_path / "report.txt").write_text(f"date: 2024-03-06\n{TEXT}", "utf-8")
    return tmp_path


def run(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DRIVER, *words], cwd=folder, input=given, capture_output=True, text=True, check=False)


def values(reading: str) -> dict[str, Any]:
    return {each["role"]: each for each in json.loads(reading)["events"][0]["arguments"]}


OWN = ("--lexicon", "actors.toml", "--gazetteer", "places.csv")


def test_a_reading_goes_by_the_users_lists(folder: Path) -> None:
    ours = values(run(folder, "read", "report.txt", "--format", "jsonl").stdout)
    theirs = values(run(folder, "read", "report.txt", "--format", "jsonl", *OWN).stdout)
    assert (ours["place"]["where"]["country"], theirs["place"]["where"]["country"]) == ("MLI", "CHN")
    assert theirs["actor"]["who"]["code"] == "MLI REB"
    assert ours["actor"]["who"]["name"] != theirs["actor"]["who"]["name"]


@pytest.mark.parametrize(
    ("kind", "words", "key", "value"), [("where", "Mali", "kind", "city"), ("who", "Rebels", "code", "MLI REB")]
)
def test_single_words_go_by_the_users_lists(kind: str, words: str, key: str, value: str, folder: Path) -> None:
    start = TEXT.index(words)
    query = json.dumps({"text": TEXT, "start": start, "end": start + len(words)})
    assert json.loads(run(folder, "resolve", "--kind", kind, *OWN, given=query).stdout)[kind][key] == value


def test_an_explanation_goes_by_the_users_lists(folder: Path) -> None:
    line = run(folder, "read", "report.txt", "--format", "jsonl", *OWN).stdout
    (folder / "readings.jsonl").write_text(line, "utf-8")
    event = json.loads(line)["events"][0]["id"]
    assert "country CHN, kind city" in run(folder, "explain", event, "--from", "readings.jsonl", *OWN).stdout
    assert "country MLI, kind country" in run(folder, "explain", event, "--from", "readings.jsonl").stdout


@pytest.mark.parametrize(
    "verb", [("read", "report.txt"), ("resolve", "--kind", "where"), ("explain", "00", "--from", "r")]
)
@pytest.mark.parametrize(
    ("option", "content", "told"),
    [
        ("--gazetteer", PLACES.replace("city", "town"), "own.csv, line 2, column kind: 'town' is no kind of place; write one"),
        ("--lexicon", "name,code\nRebels,MALI\n", "own.csv, line 2, column code: code 'MALI' is not known; write alpha-3"),
        ("--lexicon", None, "own.csv: cannot be read (No such file or directory); give a readable file"),
    ],
)  # fmt: skip
def test_a_list_that_does_not_hold_ends_the_run_with_one_line(
    verb: tuple[str, ...], option: str, content: str | None, told: str, folder: Path
) -> None:
    if content is not None:
        (folder / "own.csv").write_text(content, "utf-8")
    (folder / "r").write_text(run(folder, "read", "report.txt", "--format", "jsonl").stdout, "utf-8")
    event = json.loads((folder / "r").read_text("utf-8"))["events"][0]["id"]
    done = run(folder, *[event if word == "00" else word for word in verb], option, "own.csv")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"vedette: {told}")


def test_a_list_that_does_not_hold_leaves_the_output_of_the_last_run(folder: Path) -> None:
    (folder / "out.jsonl").write_text("kept\n", "utf-8")
    run(folder, "read", "report.txt", "--output", "out.jsonl", "--lexicon", "none.csv")
    assert (folder / "out.jsonl").read_text("utf-8") == "kept\n"


def test_later_lists_go_before_earlier_ones(folder: Path) -> None:
    (folder / "more.csv").write_text(PLACES.replace("CHN", "NER"), "utf-8")
    query = json.dumps({"text": TEXT, "start": 15, "end": 19})
    lists = ("--gazetteer", "places.csv", "--gazetteer", "more.csv")
    answer = json.loads(run(folder, "resolve", "--kind", "where", *lists, given=query).stdout)
    assert answer["where"]["country"] == "NER"
