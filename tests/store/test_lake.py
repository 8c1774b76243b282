"""Tables on disk: whole commits, nothing twice however many write, older lakes evolve, refusals say what to do."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pyarrow as pa
import pytest

from tests.store import lakes
from vedette.errors import StoreError
from vedette.store import Lake, open_lake, opened, tables
from vedette.store import lake as door
from vedette.store.keys import Keys
from vedette.store.lake import Keyring, Table
from vedette.store.refusals import explained


def test_a_lake_is_made_and_opened_again(tmp_path: Path) -> None:
    lakes.filled(tmp_path / "lake")
    lake = open_lake(tmp_path / "lake")
    assert (lake.reports().num_rows, lake.events().num_rows) == (3, 3)
    assert (lake.statements().num_rows, lake.postures().num_rows, lake.problems().num_rows) == (3, 3, 0)
    assert not lake.behind


def test_what_is_there_is_not_added_again(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    assert lakes.put(lake, lakes.rows([1, 2, 3, 3])) == 1
    assert lake.reports().num_rows == 4


def test_two_writers_of_the_same_rows_double_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PAUSE", 0.02)
    lakes.filled(tmp_path, 0)
    written: list[int] = []

    def write(order: int) -> None:
        table, ring = Lake.open(tmp_path).tables["reports"], Keyring()
        units = [lakes.rows(range(first, first + 3)) for first in range(0, 12, 2)]
        written.extend(table.append(unit, ring).num_rows for unit in units[::order])

    writers = [threading.Thread(target=write, args=(order,)) for order in (1, -1, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lake = Lake.open_or_make(tmp_path)
    lake.derive()
    assert sum(written) == lake.reports().num_rows == lake.events().num_rows == 13


def test_the_loser_of_a_race_looks_again(tmp_path: Path) -> None:
    lakes.filled(tmp_path, 0)
    one, other = (Lake.open(tmp_path).tables["reports"] for _ in range(2))

    class Late(Keyring):
        def missing(self, rows: pa.Table) -> pa.Table:
            found = super().missing(rows)
            if not one.version:
                one.append(lakes.rows(["b", "c"]), Keyring())
            return found

    assert other.append(lakes.rows(["a", "b"]), Late()).num_rows == 1
    assert Lake.open(tmp_path).tables["reports"].rows().num_rows == 3


def test_a_writer_that_is_always_overtaken_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "PAUSE", 0)
    monkeypatch.setattr(door, "TRIES", 2)
    lakes.filled(tmp_path, 0)
    one, other = (Lake.open(tmp_path).tables["reports"] for _ in range(2))

    class Late(Keyring):
        def missing(self, rows: pa.Table) -> pa.Table:
            one.append(lakes.rows([one.version]), Keyring())
            return super().missing(rows)

    with pytest.raises(StoreError, match="others committed 2 times"):
        other.append(lakes.rows(["a"]), Late())


def test_a_table_can_be_read_as_of_a_version(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    before = lake.tables["reports"].version
    lakes.put(lake, lakes.rows(["x"]))
    assert lake.tables["reports"].at(before).rows().num_rows == 3


def test_small_files_are_written_together_and_nothing_else_changes(tmp_path: Path) -> None:
    lake = lakes.filled(tmp_path)
    lakes.put(lake, lakes.rows(["x"]))
    assert lake.tables["reports"].compact() == 1
    lakes.put(lake, lakes.rows(["y", "x"]))
    assert (lake.reports().num_rows, lake.events().num_rows, len(lake.tables["reports"].files())) == (5, 5, 2)


def older(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """A lake of a Vedette that knew neither a report's language, nor the byte of a place."""
    place = pa.struct([field for field in tables.REPORTS.field("where").type if field.name != "byte"])
    narrow = [field if field.name != "where" else field.with_type(place) for field in tables.REPORTS]
    columns = pa.schema([field for field in narrow if field.name != "language"])
    with monkeypatch.context() as patched:
        patched.setattr(door, "SCHEMA", 0)
        patched.setattr(opened, "SCHEMA", 0)
        patched.setattr(opened, "TABLES", {**tables.TABLES, "reports": columns})
        lake = Lake.open_or_make(path)
        given = [{**row, "where": {"path": "a", "line": 1, "record": None}} for row in lakes.rows(["old"]).to_pylist()]
        lakes.put(lake, tables.table(given, columns), derive=False)


def test_an_older_lake_is_read_as_it_is_and_evolves_when_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(monkeypatch, tmp_path)
    files = Lake.open(tmp_path).tables["reports"].files()
    assert Lake.open(tmp_path).reports().column("language").to_pylist() == [None]
    lake = Lake.open_or_make(tmp_path)
    lakes.put(lake, lakes.rows(["new"]))
    assert set(files) < set(lake.tables["reports"].files())
    assert lake.tables["reports"].schema == tables.SCHEMA
    back = [tables.from_plain(row).report for row in lake.reports().to_pylist()]
    assert {(each.id, each.language, each.where.byte) for each in back} == {("old", "", None), ("new", "", None)}
    assert lake.events().num_rows == 2


def test_a_lake_of_a_newer_vedette_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(door, "SCHEMA", tables.SCHEMA + 1)
        patched.setattr(opened, "SCHEMA", tables.SCHEMA + 1)
        Lake.open_or_make(tmp_path)
    for way in (Lake.open, Lake.open_or_make):
        with pytest.raises(StoreError, match="newer Vedette"):
            way(tmp_path)


def test_what_is_no_lake_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no lake"):
        open_lake(tmp_path / "none")
    (tmp_path / "letter.txt").write_text("Dear all", "utf-8")
    with pytest.raises(StoreError, match=r"holds other things, such as letter\.txt"):
        Lake.open_or_make(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        Lake.open_or_make(tmp_path / "letter.txt")


def test_a_table_that_is_lacking_is_told_and_made(tmp_path: Path) -> None:
    lakes.filled(tmp_path)
    shutil.rmtree(tmp_path / "events")
    with pytest.raises(StoreError, match="lacks the tables events"):
        open_lake(tmp_path)
    lake = Lake.open_or_make(tmp_path)
    lake.derive()
    assert lake.events().num_rows == 3


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Generic LocalFileSystem error: Unable to write: No space left on device (os error 28)", "the disk is full"),
        ("Unable to open file /l/reports/_delta_log/1.json: Read-only file system (os error 30)", "is read-only"),
        ("Unable to create dir: Permission denied (os error 13)", "you may not write there"),
        ("Client error with status 403 Forbidden: AccessDenied", "you may not write there"),
        ("Object at location part-0.parquet not found: No such file or directory (os error 2)", "is gone"),
        ("error sending request for url (http://localhost:1/): Connection refused", "does not answer"),
        ("Unsupported reader feature: deletionVectors", "newer form of the table format"),
        ("Parquet error: Invalid Parquet file. Corrupt footer", "is damaged"),
        ("something else", "cannot write: OSError: something else"),
    ],
)
def test_refusals_say_what_to_do(said: str, told: str) -> None:
    assert told in str(explained("write", OSError(said)))


def test_keys_are_found_again_however_many_there_are() -> None:
    keys = Keys()
    many = [f"{number:032x}" for number in range(0, 300_000, 3)]
    keys.take(pa.chunked_array([many[:100], many[100:50_000]]))
    keys.add(many[50_000:])
    assert len(keys) == len(many)
    assert all(key in keys for key in many[::997])
    assert not any(f"{number:032x}" in keys for number in range(1, 300_000, 2997))
    assert 7 not in keys


def test_a_table_that_somebody_else_made_meanwhile_is_opened(tmp_path: Path) -> None:
    uri = str(tmp_path / "reports")
    Table.create(uri, "reports", tables.REPORTS)
    assert Table.create(uri, "reports", tables.REPORTS).version == 0
