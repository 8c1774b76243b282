"""`vedette sql` reads the lake and nothing else, whatever it is asked; and its views are what the page says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests import stand_ins
from tests.store import told as lakes
from vedette.errors import StoreError, UsageError
from vedette.store import Lake
from vedette.store.sandbox import Sandbox, reference
from vedette.store.views import RAW, VIEWS

COUNT = "SELECT count(*) AS n FROM "
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    readings = [(stand_ins.reading(), lakes.KNOWN), (lakes.moved(lakes.reading(7), country="XKX"), lakes.KNOWN)]
    made = lakes.make(tmp_path_factory.mktemp("sandbox") / "lake", readings)
    made.link()
    return made


@pytest.fixture(scope="module")
def sandbox(lake: Lake) -> Sandbox:
    return Sandbox(lake.tables)


def number(sandbox: Sandbox, view: str) -> int:
    found: int = sandbox.ask(COUNT + view).read_all().column("n")[0].as_py()
    return found


QUESTIONS: list[tuple[str, list[dict[str, Any]]]] = [
    ("SELECT count(*) AS n FROM events", [{"n": 2}]),
    (
        "SELECT country, count(*) AS n FROM events GROUP BY ALL ORDER BY 1",
        [{"country": "MLI", "n": 1}, {"country": "XKX", "n": 1}],
    ),
    (
        "SELECT who_code, who_rule FROM arguments WHERE role = 'source' AND report_id = 'r1'",
        [{"who_code": None, "who_rule": "no-country"}],
    ),
    (
        "SELECT number, role, count_low AS low FROM arguments WHERE count_low > 100 AND report_id = 'r1'",
        [{"number": 3, "role": "force", "low": 200.0}],
    ),
    (
        "SELECT speaker, speaker_rule, cue FROM statements",
        [{"speaker": "the ministry", "speaker_rule": "no-country", "cue": "said"}],
    ),
    (
        "SELECT owner_code, count_low, where_country FROM postures",
        [{"owner_code": "ITA", "count_low": 200.0, "where_country": "MLI"}],
    ),
    (
        "SELECT report_id, events, statements FROM reports WHERE postures > 0",
        [{"report_id": "r1", "events": 1, "statements": 1}],
    ),
    (
        "SELECT kind, path, line, unread FROM problems",
        [{"kind": "bad-field", "path": "a.jsonl", "line": 1, "unread": False}],
    ),
    (
        "SELECT substring(text, trigger_start + 1, trigger_end - trigger_start) = trigger AS holds FROM events JOIN reports USING (report) LIMIT 1",
        [{"holds": True}],
    ),
    ("FROM events SELECT max(score) > 0 AS yes", [{"yes": True}]),
]


@pytest.mark.parametrize(("sql", "rows"), QUESTIONS, ids=lambda case: str(case)[:50])
def test_views_answer(sandbox: Sandbox, sql: str, rows: list[dict[str, Any]]) -> None:
    assert sandbox.ask(sql).read_all().to_pylist() == rows


def test_views_show_the_day_that_is_meant(lake: Lake, sandbox: Sandbox) -> None:
    before = Sandbox(lake.tables, known_at=lakes.KNOWN.date().replace(day=1))
    for view in VIEWS:
        assert number(sandbox, view) > 0 == number(before, view), view


def test_the_tables_as_they_are_can_be_asked_too(sandbox: Sandbox) -> None:
    assert all(number(sandbox, name) >= 0 for name in (*RAW.values(), "standing"))


STATEMENTS = [
    "COPY (SELECT 1) TO '{out}'",
    "WITH x AS (COPY (SELECT 1) TO '{out}') SELECT 1",
    "SELECT * FROM (WITH x AS (COPY (SELECT 1) TO '{out}') SELECT 1)",
    "FROM query('COPY (SELECT 1) TO ''{out}''')",
    "FROM query('WITH x AS (COPY (SELECT 1) TO ''{out}'') SELECT 1')",
    "COPY (SELECT 1) TO '{data}' (FORMAT parquet)",
    "WITH x AS (COPY (SELECT 1 AS a) TO '{data}' (FORMAT parquet, USE_TMP_FILE false)) SELECT 1",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}'",
    "EXPORT DATABASE '{out}'",
    "ATTACH '{out}' AS other",
    "CREATE TABLE t AS SELECT 1",
    "CREATE OR REPLACE VIEW events AS SELECT 1",
    "DROP VIEW events",
    "INSERT INTO events SELECT * FROM events",
    "DELETE FROM ever_events",
    "WITH x AS (DELETE FROM ever_events RETURNING *) SELECT * FROM x",
    "UPDATE ever_events SET score = 1",
    "SELECT 1; COPY (SELECT 1) TO '{out}'",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_blob('{secret}')",
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM sniff_csv('{secret}')",
    "SELECT * FROM '{parquet}'",
    "SELECT * FROM read_parquet('{parquet}')",
    "SELECT * FROM parquet_metadata('{parquet}')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT * FROM read_csv('/dev/stdin')",
    "SELECT * FROM 'https://example.org/x.parquet'",
    "INSTALL spatial",
    "LOAD spatial",
    "FORCE INSTALL httpfs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "CALL enable_logging()",
    "SELECT getenv('HOME')",
    "SELECT * FROM secret_frame",
    "CREATE SECRET (TYPE s3)",
    "BEGIN",
    "CHECKPOINT",
    "",
    "SELECT",
]


@pytest.mark.parametrize("sql", STATEMENTS)
def test_nothing_else_is_let_through(lake: Lake, sandbox: Sandbox, sql: str, tmp_path: Path) -> None:
    secret_frame = lake.tables["events"].rows()  # what DuckDB would find by its name, were it allowed to look
    assert secret_frame.num_rows == 2
    (tmp_path / "secret").write_text("told,to\nno,one\n", encoding="utf-8")
    duckdb.connect().execute(f"COPY (SELECT 1 AS a) TO '{tmp_path}/a.parquet'")
    (data, *_) = lake.tables["events"].files()
    before, at = Path(data).read_bytes(), sorted(tmp_path.iterdir())
    told = sql.format(out=tmp_path / "out", data=data, secret=tmp_path / "secret", parquet=tmp_path / "a.parquet")
    with pytest.raises(UsageError):
        sandbox.ask(told).read_all()
    assert sorted(tmp_path.iterdir()) == at
    assert Path(data).read_bytes() == before


def test_nothing_is_spilled_beside_the_caller(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Sandbox(lake.tables).ask("SELECT * FROM events ORDER BY score").read_all()
    assert list(tmp_path.iterdir()) == []


def test_a_setting_cannot_be_turned_back(sandbox: Sandbox) -> None:
    for setting in ("enable_external_access = true", "lock_configuration = false", "allowed_paths = ['/']"):
        with pytest.raises(StoreError, match="locked"):
            sandbox.run(f"SET {setting}")


def test_the_page_is_current() -> None:
    assert (ROOT / "docs/reference/views.md").read_text(encoding="utf-8") == reference()


def test_every_column_of_a_view_is_there_and_told(sandbox: Sandbox) -> None:
    for name, view in VIEWS.items():
        assert [column for column, _ in sandbox.types(name)] == list(view.columns)
        assert all(about for _, about in view.columns.values())


def test_a_lake_without_problems_or_statements_has_empty_views(tmp_path: Path) -> None:
    quiet = replace(lakes.reading(1), events=())
    lake = lakes.make(tmp_path / "lake", [(quiet, lakes.KNOWN)])
    sandbox = Sandbox(lake.tables)
    assert [number(sandbox, name) for name in VIEWS] == [0, 0, 0, 0, 1, 0, 0, 0]
