"""Pages are parsed by other processes as they would be by this one, in the order of the input; a bad one costs only itself."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ingest.chaos import DRIVER
from tests.sources import made
from vedette import sources
from vedette.ingest import parsing
from vedette.ingest.parsing import Parsers
from vedette.records import Location, Problem, Report
from vedette.sources import Options, Unparsed
from vedette.sources.html import Fetched
from vedette.store import Lake


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Pages by themselves, in a zip and in an archive, good and bad, and other files between them."""
    (tmp_path / "a.html").write_bytes(made.page())
    (tmp_path / "b.txt").write_text(" ".join(made.BODY), "utf-8")
    answers = [made.page(title=f"Title {n}", body=(*made.BODY, f"This is number {n}.")) for n in range(8)]
    records = [*made.archive(), *map(made.record, map(made.answer, [*answers, b"", b"<p>Short", answers[0]]))]
    (tmp_path / "c.warc.gz").write_bytes(made.gzipped([*records, b"rubbish"])[:-5])
    (tmp_path / "d.zip").write_bytes(made.zipped({"x.html": made.page(title="In a zip"), "y.txt": b"date: 2024-03-05"}))
    (tmp_path / "e.html").write_bytes(b"<html>" + b"<div>" * 5000)
    return sorted(tmp_path.iterdir())


def test_other_processes_find_what_this_one_does_in_order(inputs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "HERE", 2)
    expected = list(sources.read(inputs))
    with Parsers(2) as parsers:
        assert list(parsers.parsed(sources.opened(inputs))) == expected
    assert sum(isinstance(each, Report) for each in expected) > 10
    assert sum(isinstance(each, Problem) for each in expected) > 3


def test_without_processes_it_parses_by_itself(inputs: list[Path]) -> None:
    parsers = Parsers(0)
    assert list(parsers.parsed(sources.opened(inputs))) == list(sources.read(inputs))
    assert parsers._pool is None  # noqa: SLF001 - none is to be there


def test_what_is_ready_is_not_kept_back() -> None:
    given = iter([Problem("a", Location("a"), "A.", "B."), Problem("b", Location("b"), "A.", "B.")])
    parsed = Parsers(2).parsed(given)
    assert next(parsed).where.path == "a"
    assert next(given).where.path == "b"


@dataclass(frozen=True, slots=True)
class Deadly(Unparsed):
    """A page that ends the process that parses it."""

    def found(self) -> list[Report | Problem]:
        os._exit(9)


def test_a_page_that_ends_its_process_is_the_only_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "HERE", 0)
    pages = [
        (Deadly if n == 1 else Unparsed)(Fetched(made.page(title=f"Title {n}")), Location(f"{n}.html"), Options())
        for n in range(4)
    ]
    with Parsers(1) as parsers:
        found = list(parsers.parsed(pages))
    assert [(each.where.path, getattr(each, "kind", "")) for each in found] == [
        ("0.html", ""),
        ("1.html", "page-crashed"),
        ("2.html", ""),
        ("3.html", ""),
    ]


def test_a_lake_holds_all_pages_that_others_parsed(inputs: list[Path], tmp_path: Path) -> None:
    driver = tmp_path / "driver.py"
    driver.write_text(
        "import runpy\nfrom vedette.ingest import parsing\nparsing.HERE = 0\n"
        f"runpy.run_path({DRIVER[1]!r}, run_name=__name__)\n",
        "utf-8",
    )
    words = ["ingest", *map(str, inputs), "--lake", str(tmp_path / "lake"), "--workers", "2", "--quiet"]
    done = subprocess.run([sys.executable, str(driver), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = Lake.open(tmp_path / "lake").tables["reports"].rows(["id", "source", "text"]).to_pylist()
    wanted = {(each.source, each.id, each.text) for each in sources.read(inputs) if isinstance(each, Report)}
    assert {(row["source"], row["id"], row["text"]) for row in rows if row["text"]} == wanted
