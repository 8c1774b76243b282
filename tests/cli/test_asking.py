"""`vedette events`, `sql` and `publish`, called as functions; and the formats of `vedette read`."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.stand_ins import WordReader
from tests.store import told
from vedette import pipeline
from vedette.cli import asking, main
from vedette.export import EVENTS, FORMATS
from vedette.records import Event
from vedette.store.columns import decoder

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    readings = [
        (told.moved(told.reading(n, status="planned" if n == 3 else "actual"), days=n, code="SRB MIL"), told.KNOWN)
        for n in range(5)
    ]
    path = tmp_path_factory.mktemp("asked") / "lake"
    told.make(path, readings)
    return str(path)


def test_all_events_are_printed_unless_there_is_a_limit(lake: str, capsys: Capture) -> None:
    assert main(["events", "--lake", lake, "--format", "jsonl"]) == 0
    shown = capsys.readouterr()
    assert [json.loads(line)["report"]["id"] for line in shown.out.splitlines()] == ["r0", "r1", "r2", "r3", "r4"]
    assert shown.err == "5 events\n"
    assert main(["events", "--lake", lake, "--format", "jsonl", "--limit", "1", "--offset", "3", "--quiet"]) == 0
    shown = capsys.readouterr()
    assert ([json.loads(line)["status"] for line in shown.out.splitlines()], shown.err) == (["planned"], "")


def test_the_summary_of_a_full_page_says_how_to_go_on(lake: str, capsys: Capture) -> None:
    call = ["events", "--lake", lake, "--format", "jsonl", "--sort=-when", "--limit", "2"]
    seen: list[str] = []
    more: list[str] = []
    while True:
        assert main([*call, *more]) == 0
        shown = capsys.readouterr()
        seen += [json.loads(line)["report"]["id"] for line in shown.out.splitlines()]
        told, found, place = shown.err.strip().partition("; for the next, add --after ")
        if not found:
            break
        more = ["--after", place]
    assert (seen, told) == (["r4", "r3", "r2", "r1", "r0"], "1 event")
    assert main([*call[:-3], *more]) == 2
    assert "--sort=-when" in capsys.readouterr().err


FILTERED = [
    (["--type", "mobilize.troops"], 5),
    (["--type", "MOBILIZE", "--type", "ASSAULT"], 5),
    (["--type", "ASSAULT"], 0),
    (["--status", "planned", "--actor", "SRB"], 1),
    (["--since", "2024-03-05", "--until", "2024-03-07"], 2),
    (["--report", "r1", "--report", "r2"], 2),
    (["--contains", "soldiers to mali", "--country", "MLI", "--place", "mal"], 5),
    (["--known-at", "2024-03-05"], 0),
    (["--min-score", "0.9"], 0),
]


@pytest.mark.parametrize(("words", "number"), FILTERED, ids=str)
def test_filters(lake: str, words: list[str], number: int, capsys: Capture) -> None:
    assert main(["events", "--lake", lake, "--format", "jsonl", *words]) == 0
    assert len(capsys.readouterr().out.splitlines()) == number


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_every_format_is_the_same_in_a_file(lake: str, name: str, tmp_path: Path, capsys: Capture) -> None:
    call = ["events", "--lake", lake, "--format", name]
    assert main(call) == 0
    shown = capsys.readouterr().out
    assert main([*call, "--output", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown
    assert shown.count("MOBILIZE") == 5 or name in {"gdelt", "polecat"}


def test_what_a_format_cannot_hold_is_counted(lake: str, capsys: Capture) -> None:
    assert main(["events", "--lake", lake, "--format", "gdelt"]) == 0
    shown = capsys.readouterr()
    assert (len(shown.out.splitlines()), shown.err) == (4, "gdelt: left out 1 event: status planned\n4 events\n")


def test_parquet_leads_back_to_the_records(lake: str, tmp_path: Path) -> None:
    assert main(["events", "--lake", lake, "--format", "parquet", "--output", str(tmp_path / "e.parquet")]) == 0
    rows = pq.read_table(tmp_path / "e.parquet").to_pylist()
    back: Event = decoder(Event)(rows[0])
    assert back == told.moved(told.reading(0), code="SRB MIL").events[0]
    assert rows[0]["url"] == "https://example.org/0"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--type", "FIGHTING"], 2, "no event type"),
        (["--sort", "colour"], 2, "no order"),
        (["--format", "parquet", "--output", "/nowhere/at/all"], 3, "cannot write"),
        (["--output", "/nowhere/at/all"], 3, "cannot write"),
    ],
)
def test_what_cannot_be_done_is_said(lake: str, words: list[str], code: int, said: str, capsys: Capture) -> None:
    assert main(["events", "--lake", lake, *words]) == code
    assert said in capsys.readouterr().err


def test_a_lake_that_is_none_is_said(tmp_path: Path, capsys: Capture) -> None:
    assert main(["events", "--lake", str(tmp_path / "none")]) == 3
    assert "is no lake" in capsys.readouterr().err


def second_row(name: str, path: Path) -> dict[str, Any]:
    if name == "parquet":
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return rows[1]
    text = path.read_text(encoding="utf-8")
    if name == "csv":
        return list(csv.DictReader(io.StringIO(text)))[1]
    if name == "table":
        return dict(zip(("status", "n"), text.splitlines()[2].split()[:2], strict=True))
    row: dict[str, Any] = json.loads(text.splitlines()[1])
    return row


@pytest.mark.parametrize("name", asking.ROW_FORMATS)
def test_sql_answers_in_every_format(lake: str, name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    query = "SELECT status, count(*) AS n, list(report_id ORDER BY report_id) AS ids FROM events GROUP BY 1 ORDER BY 1"
    assert main(["sql", query, "--lake", lake, "--format", name, "--output", str(out)]) == 0
    row = second_row(name, out)
    assert (row["status"], int(row["n"])) == ("planned", 1)


def test_sql_takes_its_query_from_standard_input(lake: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT count(*) AS n FROM reports"))
    assert main(["sql", "-", "--lake", lake, "--format", "jsonl"]) == 0
    assert capsys.readouterr().out == '{"n": 5}\n'


def test_sql_that_does_not_hold_is_wrong_usage(lake: str, capsys: Capture) -> None:
    assert main(["sql", "SELECT nothing FROM nowhere", "--lake", lake]) == 2
    assert main(["sql", "COPY events TO 'x'", "--lake", lake]) == 2
    assert main(["sql", "SELECT error('late') FROM events", "--lake", lake]) == 2
    assert "only one SELECT" in capsys.readouterr().err


def test_sql_cuts_a_long_cell_on_a_page_and_says_so(lake: str, capsys: Capture) -> None:
    assert main(["sql", "SELECT repeat('ab', 5000) AS long FROM reports LIMIT 1", "--lake", lake]) == 0
    shown = "".join(capsys.readouterr().out.split())
    assert len(shown) < 600
    assert "…(10,000characters;--formatjsonlshowsall)" in shown


def test_sql_shows_no_control_characters(lake: str, capsys: Capture) -> None:
    assert main(["sql", "SELECT 'a' || chr(27) || '[2J' AS evil", "--lake", lake]) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_read_writes_every_format(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(pipeline, "reader_of", lambda *_, **__: WordReader())
    reports = tmp_path / "r.jsonl"
    text = "Rebels shelled the village of Orvel on Monday. Italy deployed 20 soldiers to Mali."
    rows = [json.dumps({"id": str(n), "text": f"{text} {n}", "published": "2024-03-06"}) for n in range(3)]
    reports.write_text("\n".join(rows), "utf-8")
    assert main(["read", str(reports), "--format", name]) == 0
    shown = capsys.readouterr()
    assert "3 reports: 6 events" in shown.err
    lines = shown.out.splitlines()
    assert {"csv": 7, "gdelt": 6, "geojson": 8, "jsonl": 3, "plover": 6, "polecat": 7}.get(name, len(lines)) == len(
        lines
    )
    if name == "geojson":
        assert len(json.loads(shown.out)["features"]) == 6
