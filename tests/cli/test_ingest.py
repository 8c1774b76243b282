"""The verbs that keep a lake, called as functions with a stand-in for the trained reader, and once as a program."""

from __future__ import annotations

import json
import os
import resource
import subprocess
from pathlib import Path

import pytest

from tests.ingest.chaos import DRIVER
from tests.ingest.inputs import line, reader, written
from vedette.cli import ingest, main
from vedette.config import Settings
from vedette.ingest.local import Alone
from vedette.store import Lake

__all__ = ["reader"]

pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read in this process, in an empty folder."""
    monkeypatch.setattr(ingest, "reading", lambda *_: Alone(Settings(), threads=1))
    monkeypatch.setattr("vedette.cli.deadletters.reading", lambda *_: Alone(Settings(), threads=1))
    monkeypatch.chdir(tmp_path)


def bad(path: Path) -> Path:
    path.write_text(line(1) + "rubbish\n" + line(3, "This is unreadable."), "utf-8")
    return path


def test_a_summary_tells_what_became_of_the_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad(tmp_path / "a.jsonl")
    assert main(["ingest", "a.jsonl", "--lake", "lake"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith("3 read: 1 coded, 0 skipped, 2 failed; 1 events, 0 statements, 0 force entries; ")
    assert [words.split(": ")[1] for words in said[:-1]] == ["malformed-line", "reader-failed"]
    assert main(["ingest", "a.jsonl", "--lake", "lake"]) == 0
    assert "3 read: 0 coded, 3 skipped, 0 failed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "code"),
    [([], 0), (["--strict"], 1), (["--quiet"], 0), (["--limit", "0"], 2), (["--limit", "many"], 2)],
)
def test_exit_codes(more: list[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad(tmp_path / "a.jsonl")
    try:
        assert main(["ingest", "a.jsonl", "--lake", "lake", *more]) == code
    except SystemExit as ended:
        assert ended.code == code  # noqa: PT017 - argparse ends so
    assert ("a second" in capsys.readouterr().err) is (more != ["--quiet"] and code < 2)


def test_when_nothing_could_be_read_it_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "none.jsonl", "--lake", "lake"]) == 1
    assert "missing-file" in capsys.readouterr().err


def test_a_store_that_refuses_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "a.jsonl", [1])
    (tmp_path / "lake").write_text("a file", "utf-8")
    for words in (["ingest", "a.jsonl", "--lake", "lake"], ["lake", "show", "none"], ["problems", "--lake", "none"]):
        assert main(words) == 3
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not (tmp_path / "none").exists()


def test_a_call_that_cannot_be_meant_makes_no_lake(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", [1])
    assert main(["ingest", "a.jsonl", "--lake", "lake", "--input-format", "odt"]) == 2
    assert not (tmp_path / "lake").exists()


def test_problems_are_listed_and_tried_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad(tmp_path / "a.jsonl")
    main(["ingest", "a.jsonl", "--lake", "lake", "--quiet"])
    capsys.readouterr()
    assert main(["problems", "--lake", "lake", "--format", "jsonl"]) == 0
    told = sorted(
        (json.loads(row) for row in capsys.readouterr().out.splitlines()), key=lambda row: row["where"]["line"]
    )
    assert [(row["error"], row["where"]["line"], row["id"]) for row in told] == [
        ("malformed-line", 2, None),
        ("reader-failed", 3, "3"),
    ]
    written(tmp_path / "a.jsonl", [1, 2])
    assert main(["problems", "--lake", "lake", "--retry"]) == 0
    said = capsys.readouterr()
    assert said.err == "2 tried again: 1 mended, 1 reports more\n"
    assert said.out.startswith("a.jsonl:3: reader-failed: ")


def test_a_report_is_taken_back_and_shown_as_it_was_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "a.jsonl", range(3))
    main(["ingest", "a.jsonl", "--lake", "lake", "--quiet", "--source", "Wire"])
    assert main(["retract", "--lake", "lake", "--report", "1", "--reason", "It was invented."]) == 0
    assert capsys.readouterr().err == "1 report no longer stands; `--known-at` still shows what was known before\n"
    assert main(["retract", "--lake", "lake", "--report", "1", "--reason", "again"]) == 2
    assert main(["lake", "show", "lake", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["rows"], row["superseded"]) for row in shown["tables"][:2]] == [
        ("reports", 2, 1),
        ("events", 2, 1),
    ]
    assert shown["withdrawals"][0][2] == "It was invented."
    assert main(["lake", "show", "lake", "--known-at", "2020-01-01"]) == 0
    assert "reports      0 rows that stand, 0 that no longer do" in capsys.readouterr().out


def test_a_lake_is_checked_compacted_and_repaired(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        written(tmp_path / f"{name}.jsonl", [name])
        main(["ingest", f"{name}.jsonl", "--lake", "lake", "--quiet"])
    assert main(["lake", "compact", "lake"]) == 0
    assert "reports: 1 files fewer, 1 now" in capsys.readouterr().out
    assert main(["lake", "check", "lake"]) == 0
    assert capsys.readouterr().err == "all holds\n"
    for file in Lake.open("lake").tables["events"].files():
        Path(file).unlink()
    assert main(["lake", "check", "lake"]) == 1
    assert "events: missing-file" in capsys.readouterr().out
    assert main(["lake", "repair", "lake"]) == 0
    assert Lake.open("lake").events().num_rows == 2


def test_a_disk_that_takes_no_more_is_told_and_the_lake_holds(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", range(3))
    Lake.open_or_make("lake")
    least = 20_000

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, least))

    words = [*DRIVER, "ingest", "a.jsonl", "--lake", "lake", "--workers", "1"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=full)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("vedette: cannot write to ")
    assert "ulimit -f" in done.stderr
    assert main(["ingest", "a.jsonl", "--lake", "lake", "--quiet"]) == 0
    assert Lake.open("lake").reports().num_rows == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="needs a user that is not root, whom nothing is forbidden")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "a.jsonl", [1])
    (tmp_path / "locked").mkdir(mode=0o500)
    assert main(["ingest", "a.jsonl", "--lake", "locked/lake"]) == 3
    assert "you may not write there" in capsys.readouterr().err
