"""`bench queries`: how fast a large lake answers. Its rows are made up, but in the lake's own columns and files."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from bench import show
from bench.speed import machine
from vedette.store import Lake
from vedette.store.found import Found
from vedette.store.known import Query
from vedette.store.lake import Mark
from vedette.store.sandbox import Sandbox
from vedette.store.tables import EVENTS, REPORTS, TABLES
from vedette.store.wanted import Wanted

ROWS = 5_000_000
"""Events: five years of a busy region's press."""

FILE_ROWS = 250_000
"""Events a file, as after `vedette lake compact`."""

EVENTS_A_REPORT = 5

REPEATS = 7
"""Times that each question is asked; the least counts, because a busy machine only ever adds. The first one warms up."""

PAGE = 50
"""Events of a page."""

YEARS = 5
DAYS = 365 * YEARS

TYPES = "['ASSAULT', 'ACCUSE', 'CONSULT', 'MOBILIZE', 'PROTEST', 'REQUEST', 'COERCE', 'SUPPORT']"
COUNTRIES = "['UKR', 'RUS', 'SRB', 'XKX', 'MLI', 'SDN', 'SYR', 'IRQ', 'ISR', 'LBN', 'YEM', 'ETH', 'COD', 'GUY', 'VEN']"

ARGUMENT = """{{'role': '{role}', 'span': {{'text': {words}, 'start': i % 800, 'end': i % 800 + 12}}, 'score': 0.9,
 'who': {who}, 'when': {when}, 'where': {where}, 'count': NULL}}"""
RESOLVED = "{{'value': {value}, 'rule': '{rule}', 'span': NULL, 'passed_over': [], 'note': NULL}}"

WHO = RESOLVED.format(
    value="{'code': code, 'country': country, 'sector': 'MIL', 'name': 'Army of ' || country}", rule="r"
)
WHEN = RESOLVED.format(value="{'since': day, 'until': day + 1, 'precision': 'day'}", rule="day-before")
WHERE = RESOLVED.format(
    value="{'name': 'Town ' || (i % 5000), 'country': country, 'admin1': NULL, 'kind': 'city', 'latitude': 10 + h % 50, "
    "'longitude': h % 90, 'radius_km': 5, 'geoname': i % 5000}",
    rule="gazetteer",
)
ARGUMENTS = ", ".join(
    [
        ARGUMENT.format(role="actor", words="'the army of ' || country", who=WHO, when="NULL", where="NULL"),
        ARGUMENT.format(role="time", words="'on Monday'", who="NULL", when=WHEN, where="NULL"),
        ARGUMENT.format(role="place", words="'Town ' || (i % 5000)", who="NULL", when="NULL", where=WHERE),
    ]
)

MADE = f"""
SELECT left(md5(i::VARCHAR), 16) AS id, {TYPES}[1 + h % 8] AS type, CASE WHEN h % 3 = 0 THEN 'troops' END AS mode,
    CASE WHEN h % 10 = 0 THEN 'planned' ELSE 'actual' END AS status, ['military'] AS contexts,
    (h % 1000) / 1000 AS score, (h % 200) / 10 - 10 AS intensity,
    {{'text': 'deployed', 'start': i % 900, 'end': i % 900 + 8}} AS trigger, [{ARGUMENTS}] AS arguments,
    day AS since, day + 1 AS until, 'Town ' || (i % 5000) AS place, country, NULL AS admin1,
    10 + h % 50 AS latitude, h % 90 AS longitude, [code] AS actors, [] AS recipients,
    md5('k' || i // {EVENTS_A_REPORT}) AS report, md5('r' || i // {EVENTS_A_REPORT}) AS reading,
    TIMESTAMPTZ '2026-01-01' AS known_from, NULL AS superseded_at, NULL AS superseded_why,
    'r' || i // {EVENTS_A_REPORT} AS report_id, 'Wire ' || (i % 40) AS report_source, day + 1 AS published,
    {{'version': '0', 'model': 'made-up', 'ontology': '1'}} AS engine
FROM (
    SELECT i, (hash(i) % 1000000007)::BIGINT AS h, {COUNTRIES}[1 + (hash(i, 1) % 15)::BIGINT] AS country, country || ' MIL' AS code,
        DATE '2021-01-01' + (i * {DAYS} // $all)::INTEGER AS day
    FROM range($first, $last) t(i)
)
"""

REPORTS_MADE = f"""
SELECT md5('k' || i) AS key, md5('r' || i) AS reading, '' AS text_digest, '' AS settings, '' AS how, 'u' AS unit,
    TIMESTAMPTZ '2026-01-01' AS known_from, 'r' || i AS id,
    repeat('The army moved on towards the town. ', 10) || i AS text, 'Report ' || i AS title, 'Wire ' || (i % 40) AS source,
    'https://example.org/' || i AS url, 0 AS "offset", {{'path': 'made-up', 'line': i}} AS "where", 'field' AS date_origin,
    'en' AS language, DATE '2021-01-01' + (i * {DAYS} // $all)::INTEGER AS published,
    {{'version': '0', 'model': 'made-up', 'ontology': '1'}} AS engine
FROM range($first, $last) t(i)
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the milliseconds that it may take (None: only told)."""

    name: str
    ask: Callable[[], int]
    """How many rows came."""
    limit: float | None


def made(rows: int, folder: Path) -> Lake:
    """A lake of so many events, written through its own tables."""
    lake = Lake.open_or_make(folder)
    reports = rows // EVENTS_A_REPORT
    for batch in _batches(REPORTS_MADE, reports, REPORTS):
        lake.tables["reports"].add(batch, Mark())
        lake.tables["reports"].refresh()
    mark = {name: lake.tables[name].version for name in ("reports", "withdrawals")}
    for batch in _batches(MADE, rows, EVENTS):
        lake.tables["events"].add(batch, Mark(**mark))
        lake.tables["events"].refresh()
    return lake


def _batches(sql: str, rows: int, columns: pa.Schema) -> Iterator[pa.Table]:
    """Rows in the table's own types, a file's worth at a time."""
    connection = duckdb.connect()
    connection.register("shape", columns.empty_table())
    for first in range(0, rows, FILE_ROWS):
        values = {"first": first, "last": min(first + FILE_ROWS, rows), "all": rows}
        told = connection.sql(f"SELECT * FROM shape UNION ALL BY NAME ({sql})", params=values)
        yield told.to_arrow_table().cast(columns)


GROUPED = """
SELECT country, type, count(*) AS n, avg(intensity) AS intensity FROM events
WHERE since >= DATE '2023-01-01' AND since < DATE '2024-01-01' GROUP BY ALL ORDER BY n DESC
"""
COUNTED = "SELECT country, count(*) AS n FROM events GROUP BY ALL"


def questions(lake: Lake) -> list[Question]:
    """What is asked of the lake."""
    query = Query({"events": lake.tables["events"]}, TABLES)
    query.run("SET parquet_metadata_cache = true")
    sandbox = Sandbox(lake.tables)

    def page(about: tuple[str, ...] = (), **wanted: object) -> Callable[[], int]:
        return lambda: len(Found(lake, Wanted.of({"limit": PAGE, **wanted}), about=about).rows())

    return [
        Question("one year of five by country and type", lambda: int(query.rows(GROUPED).num_rows), 100),
        Question("all by country", lambda: int(query.rows(COUNTED).num_rows), None),
        Question("the year through `vedette sql`", lambda: int(sandbox.ask(GROUPED).read_all().num_rows), None),
        Question("the first page", page(), 50),
        Question("the page after 5,000 others", page(offset=5000), 50),
        Question("the same, from a place", page(after=_place(lake, 5000)), 50),
        Question("the latest page", page(sort="-published"), 50),
        Question(
            "a page by type, country and days, surest first",
            page(type="ASSAULT", country="MLI", since="2024-03-01", until="2024-06-01", sort="-score"),
            None,  # its rows lie in fifty places, and what is nested in a row is read with 16,000 others
        ),
        Question("a page by actor", page(actor="XKX"), 50),
        Question("the first page with titles and addresses", page(("title", "url")), None),
        Question("a page by words of the report", page(contains="the town. 77777", sort="-when"), None),
    ]


def _place(lake: Lake, number: int) -> str | None:
    """Behind the event that so many come up to."""
    return Found(lake, Wanted.of({"limit": 1, "offset": number - 1})).cursor()


def timed(question: Question) -> tuple[float, float, int]:
    """Least milliseconds on the clock, least of all processors' time, and rows."""
    walls, busy, rows = [], [], question.ask()
    for _ in range(REPEATS):
        began, used = time.perf_counter(), time.process_time()
        question.ask()
        busy.append((time.process_time() - used) * 1000)
        walls.append((time.perf_counter() - began) * 1000)
    return min(walls), min(busy), rows


def size(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(os.path.getsize(each) for each in folder.rglob("*") if each.is_file())  # noqa: PTH202 - quicker for many


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench queries`."""
    parser.add_argument("--rows", type=int, default=ROWS, help=f"events of the lake (default: {ROWS:,})")
    parser.add_argument("--lake", type=Path, help="keep the lake there, or use the one that is there")


def run(options: argparse.Namespace) -> int:
    """Makes the lake, asks, and prints a table; 1 where a limit does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = options.lake or Path(folder) / "lake"
        lake = Lake.open(path) if path.exists() else made(options.rows, path)
        told = [(question, *timed(question)) for question in questions(lake)]
        head = [
            f"{options.rows:,} events, {size(path) / 2**20:.0f} MiB; {machine()}",
            "ms",
            "limit",
            "ms of processors",
            "rows",
        ]
    rows = [
        [q.name, f"{ms:.0f}", "" if q.limit is None else f"{q.limit:.0f}", f"{used:.0f}", str(number)]
        for q, ms, used, number in told
    ]
    print(show.table(head, rows))
    return int(any(q.limit is not None and ms > q.limit for q, ms, _, _ in told))
