"""What can be said of reading on a cluster without one; `test_ray` has one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import pyarrow as pa
import pytest

from tests.ingest.inputs import MONDAY, line, manner, reader
from tests.stand_ins import WordReader
from vedette import pipeline, sources
from vedette.cli import main
from vedette.config import Settings
from vedette.errors import UsageError, VedetteError
from vedette.ingest import node, rows, units
from vedette.ingest.cluster import Cluster, Files
from vedette.ingest.units import Cutter, Manner
from vedette.records import Reading, Report
from vedette.store import tables

__all__ = ["reader"]


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"vedette\[ray\]"):
        Cluster(Settings())


@pytest.mark.parametrize("option", [["--shared"], ["--address", "auto"]])
def test_options_of_a_cluster_are_refused_without_one(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = tmp_path / "lake"
    assert main(["ingest", str(tmp_path), "--lake", str(lake), *option]) == 2
    assert "--engine ray" in capsys.readouterr().err
    assert not lake.exists()


def test_inputs_that_nodes_open_are_whole_paths() -> None:
    with pytest.raises(UsageError, match="no whole path"):
        Files(["reports/"], {})


def test_a_node_with_another_vedette_is_refused(reader: WordReader) -> None:
    unit = tables.table([rows.bare(Reading(Report("1", MONDAY), manner("another").engine))])
    with pytest.raises(VedetteError, match="another") as refused:
        node.read(unit, None, Settings(min_score=0.31))
    assert reader.name in str(refused.value)


def test_a_node_reads_the_rows_that_are_wanted(reader: WordReader) -> None:
    engine = pipeline.engine(reader)
    unit = tables.table([rows.bare(Reading(Report(str(name), f"{MONDAY} {name}."), engine)) for name in range(4)])
    read = node.read(unit, [1, 3], Settings())
    assert read.column("id").to_pylist() == ["1", "3"]
    assert read.equals(node.read(unit, None, Settings()).take([1, 3]))


def test_what_a_node_cuts_is_what_is_cut_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(units, "UNIT", 4)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(line(name) for name in range(6)) + "rubbish\n" + line(0), "utf-8")
    told = list(node.cut(str(path), {}, manner()))
    here, there = Cutter(manner(), set()), Cutter(manner(), set())
    found = [cast("pa.Table", unit).take(there.fresh(*keys)) for unit, keys in zip(told[::2], told[1::2], strict=True)]
    wanted = list(here.units(sources.read([path])))
    assert [row for unit in found for row in unit.to_pylist()] == [row for unit in wanted for row in unit.to_pylist()]
    assert there.counted == here.counted


def test_a_limit_holds_for_what_nodes_cut() -> None:
    cutter = Cutter(Manner(manner().engine), {"b"}, limit=3)
    assert cutter.fresh(["a", "b", "dead"], [True, True, False]) == [0, 2]
    assert not cutter.full
    assert cutter.fresh(["c", "d"], [True, True]) == [0]
    assert cutter.full
    assert (cutter.counted.given, cutter.counted.skipped) == (4, 1)
