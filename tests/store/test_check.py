"""The check finds what does not hold, and repair mends what can be mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store import lakes
from vedette.store import Lake, tables
from vedette.store.check import Fault, check, of_row
from vedette.store.lake import Keyring, Mark
from vedette.store.opened import repaired

Row = dict[str, Any]


def test_a_sound_lake_has_no_fault(tmp_path: Path) -> None:
    assert list(check(lakes.filled(tmp_path))) == []


def moved(row: Row) -> None:
    row["events"][0]["trigger"]["start"] += 1


def deep(row: Row) -> None:
    row["events"][0]["arguments"][1]["who"]["span"]["text"] = "France"


def edited(row: Row) -> None:
    row["text"] = row["text"].upper()


def renamed(row: Row) -> None:
    row["source"] = "Another"


def unsaid(row: Row) -> None:
    row["statements"][0]["events"] = ["ffff"]


def unheld(row: Row) -> None:
    row["postures"][0]["event"] = "ffff"


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (moved, "span-elsewhere"),
        (deep, "span-elsewhere"),
        (edited, "changed-text"),
        (renamed, "changed-text"),
        (unsaid, "dangling"),
        (unheld, "dangling"),
    ],
)
def test_a_spoilt_row_is_found(spoil: Callable[[Row], None], kind: str) -> None:
    (row,) = lakes.rows("a").to_pylist()
    assert list(of_row(row)) == []
    spoil(row)
    assert kind in {found for found, _ in of_row(row)}


def test_rows_that_are_there_twice_or_follow_from_nothing_are_found_and_mended(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    events = lake.tables["events"]
    marks = Mark(reports=lake.tables["reports"].version, withdrawals=0)
    rows = events.rows()
    events.add(rows.slice(0, 1), marks)
    stray = [row | {"id": "stray"} for row in rows.slice(1, 1).to_pylist()]
    events.add(tables.table(stray, tables.EVENTS), marks)
    found = {(fault.kind, fault.table) for fault in check(Lake.open(tmp_path))}
    assert found == {("twice", "events"), ("unlike-its-report", "events")}
    assert "events: made anew" in list(repaired(tmp_path))
    assert list(check(Lake.open(tmp_path))) == []


def test_a_reading_that_is_there_twice_is_found(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)

    class Blind(Keyring):
        def missing(self, rows: Any) -> Any:
            return rows

    lake.tables["reports"].append(lakes.rows([0]), Blind())
    lake.derive()
    assert ("twice", "reports") in {(fault.kind, fault.table) for fault in check(lake)}


def test_a_file_that_is_gone_is_named_and_forgotten(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("xy"))
    gone = Path(lake.tables["reports"].files()[0])
    gone.unlink()
    (fault,) = check(Lake.open(tmp_path))
    assert (fault.kind, fault.table, Path(fault.which).name) == ("missing-file", "reports", gone.name)
    said = list(repaired(tmp_path))
    assert said[0] == "reports: 1 files are gone and forgotten; run `vedette ingest` over their inputs again"
    back = Lake.open(tmp_path)
    assert back.reports().num_rows == back.events().num_rows < 5
    assert list(check(back)) == []


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    file = Path(lake.tables["reports"].files()[0])
    file.write_bytes(b"PAR1" + b"\0" * (file.stat().st_size - 8) + b"PAR1")
    assert [fault.kind for fault in check(Lake.open(tmp_path))] == ["damaged-file"]


def test_a_lake_that_is_behind_says_so(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("x"), derive=False)
    assert [fault.kind for fault in check(lake)] == ["behind"]
    assert Fault("behind", "events", "", derived=True).derived
