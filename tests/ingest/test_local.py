"""Several processes read as one would; one that dies costs the report that it died of, and no other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.chaos import DRIVER
from tests.ingest.inputs import MONDAY, line
from vedette.config import Settings
from vedette.errors import ModelError
from vedette.ingest import local, rows
from vedette.ingest.units import Manner
from vedette.records import Engine, Reading, Report
from vedette.store import Lake, tables
from vedette.store.check import check


def ingested(folder: Path, workers: int) -> Lake:
    done = subprocess.run(
        [*DRIVER, "ingest", folder / "a.jsonl", "--lake", folder / f"lake{workers}", "--workers", str(workers)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Lake.open(folder / f"lake{workers}")


def test_two_processes_store_what_one_does(tmp_path: Path) -> None:
    lines = [line(name, source="Paper") for name in range(40)] + [line(f"copy {name}", MONDAY) for name in range(20)]
    (tmp_path / "a.jsonl").write_text("".join(lines) + "rubbish\n", "utf-8")
    told = [
        [tables.from_plain(row) for row in lake.reports().sort_by("key").to_pylist()]
        for lake in (ingested(tmp_path, 1), ingested(tmp_path, 2))
    ]
    assert len(told[0]) == 60
    assert told[0] == told[1]


def test_a_report_that_ends_its_process_is_the_only_one_lost(tmp_path: Path) -> None:
    lines = [line(name) for name in range(30)]
    lines[11] = line(11, "This is deadly.")
    (tmp_path / "a.jsonl").write_text("".join(lines), "utf-8")
    lake = ingested(tmp_path, 2)
    assert lake.reports().num_rows == 29
    (lost,) = lake.problems().to_pylist()
    assert (lost["id"], lost["error"], lost["text"]) == ("11", "reader-crashed", "This is deadly.")
    assert lost["problems"][-1]["where"]["line"] == 12
    assert list(check(lake)) == []


def test_a_reader_that_cannot_be_loaded_is_no_fault_of_the_reports(tmp_path: Path) -> None:
    unit = tables.table([rows.bare(Reading(Report("1", MONDAY), Engine("1", "m", "1")))])
    with local.Pool(Settings(model=tmp_path / "none"), 2) as pool, pytest.raises(ModelError, match="manifest"):
        list(pool.read([unit]))


def test_a_script_without_a_guard_is_told_what_it_lacks(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from vedette.config import Settings\nfrom vedette.ingest import local, rows\n"
        "from vedette.records import Engine, Reading, Report\nfrom vedette.store import tables\n"
        "unit = tables.table([rows.bare(Reading(Report('1', 'A text.'), Engine('1', 'm', '1')))])\n"
        "with local.Pool(Settings(), 2) as pool:\n    list(pool.read([unit]))\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert "could not start" in done.stderr.splitlines()[-1]


def test_how_it_reads_is_part_of_a_reading(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("a", "utf-8")
    first = rows.settings_name(Settings(lexicons=(names,)))
    names.write_text("b", "utf-8")
    assert rows.settings_name(Settings()) == ""
    assert first != rows.settings_name(Settings(lexicons=(names,)))
    assert rows.settings_name(Settings(min_score=0.5)) != rows.settings_name(Settings(min_score=0.6))
    assert Manner(Engine("1", "m", "1")).settings == ""
