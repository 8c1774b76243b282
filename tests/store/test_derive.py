"""Events, statements and postures follow from the reports, whatever happened in between."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store import lakes
from vedette.store import Lake, retract
from vedette.store.check import check
from vedette.store.derive import derive
from vedette.store.lake import Overtaken, Table


def ids(lake: Lake) -> list[str]:
    found: list[str] = sorted(lake.events(superseded=True).column("id").to_pylist())
    return found


def test_only_what_is_new_is_added(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("xy"))
    assert lake.events().num_rows == 5
    assert len(lake.tables["events"].files()) == 2
    version = lake.tables["events"].version
    lake.derive()
    assert lake.tables["events"].version == version, "nothing new, nothing written"


def test_the_gist_of_an_event_stands_in_columns(tmp_path: Path) -> None:
    row = lakes.filled(tmp_path, 1).events().arrow().to_pylist()[0]
    assert (row["since"].isoformat(), row["until"].isoformat()) == ("2024-03-04", "2024-03-05")
    assert (row["place"], row["country"], row["latitude"], row["longitude"]) == ("Mali", "MLI", 17.0, -4.0)
    assert (row["actors"], row["recipients"]) == (["ITA"], [])
    assert (row["report_id"], row["report_source"], row["published"].isoformat()) == ("0", "Wire", "2024-03-05")


def test_a_kill_between_reports_and_events_is_made_good(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("xy"), derive=False)
    again = Lake.open_or_make(tmp_path)
    assert again.behind
    assert again.events().num_rows == 3
    again.derive()
    assert not again.behind
    assert again.events().num_rows == 5


def test_files_written_together_meanwhile_bring_no_row_twice(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("xy"), derive=False)
    assert lake.tables["reports"].compact() == 1
    lake.derive()
    assert lake.events().num_rows == 5
    assert list(check(lake)) == []


def test_when_the_log_of_then_is_gone_all_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("xy"), derive=False)
    before = ids(lake)
    monkeypatch.setattr(Table, "at", lambda *_: (_ for _ in ()).throw(lakes.StoreError("gone")))
    lake.derive()
    assert set(before) < set(ids(lake))
    assert lake.events().num_rows == 5


def test_of_two_that_derive_at_once_one_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows("xy"), derive=False)
    other = Lake.open_or_make(tmp_path)
    first, add = [True], Table.add

    def slow(self: Table, *given: object, **more: object) -> None:
        if first:
            first.clear()
            derive(other.tables)
        add(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Table, "add", slow)
    lake.derive()
    assert lake.events().num_rows == 5
    assert list(check(lake)) == []


def test_a_commit_that_comes_second_is_refused(tmp_path: Path) -> None:
    lakes.filled(tmp_path)
    one, other = Lake.open(tmp_path), Lake.open(tmp_path)
    empty = one.tables["events"].rows().slice(0, 0)
    mark = lakes.Mark(reports=7, withdrawals=7)
    one.tables["events"].add(empty, mark)
    with pytest.raises(Overtaken):
        other.tables["events"].add(empty, mark)


def test_made_anew_it_is_the_same(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows([1], lakes.BETTER, lakes.NOW + timedelta(days=1)))
    retract.report(lake, "2", "why", lakes.NOW + timedelta(days=2))
    before = lake.events(superseded=True).arrow().sort_by([("id", "ascending"), ("reading", "ascending")])
    for name in ("events", "statements"):
        shutil.rmtree(tmp_path / name)
    again = Lake.open_or_make(tmp_path)
    again.derive()
    assert again.events(superseded=True).arrow().sort_by([("id", "ascending"), ("reading", "ascending")]) == before
    assert list(check(again)) == []
