"""Series as a table: one row for each group and each day, week or month, with zero and unknown apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from vedette.analyse.series import cells, dead
from vedette.analyse.series.asked import Asked
from vedette.analyse.series.coverage import coverage
from vedette.analyse.series.meant import asked_of
from vedette.analyse.series.told import COUNTRY, SIDE, everything, told
from vedette.errors import StoreError
from vedette.store.aside import Aside, aside
from vedette.store.known import Query
from vedette.store.lake import Table
from vedette.store.opened import Lake
from vedette.store.tables import TABLES

GROUPS: Mapping[str, tuple[str, ...]] = {
    "admin1": ("country", "admin1"),
    "cell": ("cell",),
    "country": ("country",),
    "dyad": ("actor", "recipient"),
    "type": ("type",),
}
"""What series may be by -> the columns that name one."""

CODE = ("analyse/series",)
"""What makes the rows that are laid aside."""

PER = 1000
"""Reports read of which a rate tells."""

BINS = """
CREATE OR REPLACE TEMP TABLE bins AS
SELECT date_trunc('{every}', day)::DATE AS since, coalesce(sum(read), 0)::BIGINT AS read
FROM (SELECT unnest(generate_series({since}, {until} - INTERVAL 1 DAY, INTERVAL 1 DAY))::DATE AS day) LEFT JOIN covered USING (day)
GROUP BY 1
"""

COUNTED = """
CREATE OR REPLACE TEMP TABLE counted AS
SELECT date_trunc('{every}', day)::DATE AS since, {groups}
    count(DISTINCT id) AS number, avg(intensity) AS intensity,
    sum(killed_low) AS killed_low, sum(coalesce(killed_high, killed_low)) AS killed_high,
    {voices}::BIGINT AS voices
FROM grouped WHERE day >= {since} AND day < {until} {whole} GROUP BY ALL
"""

FRAME = """
SELECT bins.since, (bins.since + INTERVAL 1 {every})::DATE AS "until", {groups}
    CASE WHEN bins.read > 0 OR number > 0 THEN coalesce(number, 0) END AS number,
    {per} * coalesce(number, 0) / nullif(bins.read, 0) AS rate, intensity,
    CASE WHEN bins.read > 0 OR number > 0 THEN coalesce(killed_low, 0) END AS {low},
    CASE WHEN bins.read > 0 OR number > 0 THEN coalesce(killed_high, 0) END AS {high},
    CASE WHEN bins.read > 0 OR number > 0 THEN coalesce(voices, 0) END AS voices, bins.read
FROM bins {cross} LEFT JOIN counted USING (since {using}) ORDER BY {order} bins.since
"""

BOTH_WAYS = """
SELECT one.*, CASE WHEN one.number IS NULL THEN NULL ELSE coalesce(back.number, 0) END AS returned,
    2.0 * least(one.number, coalesce(back.number, 0)) / nullif(one.number + coalesce(back.number, 0), 0) AS reciprocity
FROM frame one LEFT JOIN frame back ON one.since = back.since AND one.actor = back.recipient AND one.recipient = back.actor {same}
ORDER BY one.actor, one.recipient, {order} one.since
"""


def of_lake(lake: Lake, wanted: Mapping[str, Any]) -> pa.Table:
    """The series that options ask for; of incidents where the lake was linked, unless they say of what."""
    return series(lake, asked_of(lake, wanted))


def series(lake: Lake, asked: Asked) -> pa.Table:
    """One row a group and bin: since, until, the group's columns, number, rate (of a thousand reports that were read),
    intensity (mean of PLOVER's scores), killed_low, killed_high, voices (sources that told of it), read (reports of that
    time); of dyads also `returned`, what came back, and `reciprocity` (0 one-sided, 1 even).

    Where nothing was read the numbers are null, and not zero. A bin that begins before `since` or ends after `until`
    holds what lies between. Series without anything in them are not there.
    """
    query = _query(lake, asked)
    _bins(query, lake, asked)
    columns = [column for by in asked.by for column in GROUPS[by]]
    columns = list(dict.fromkeys(columns))
    _count(query, asked, columns)
    frame = query.rows(_frame(asked, columns))
    return _both_ways(query, frame, columns) if "dyad" in asked.by else frame


def _query(lake: Lake, asked: Asked) -> Query:
    table = lake.tables.get(asked.of)
    if table is None or (asked.of == "incidents" and not table.files()):
        raise StoreError(f"{lake.path} has no incidents. Run `vedette link --lake {lake.path}`")
    query = Query({}, {})
    _everything(lake, asked).give(query, "everything")
    query.run(f"CREATE OR REPLACE TEMP TABLE told AS {told(asked, 'everything')}")
    return query


def _everything(lake: Lake, asked: Asked) -> Aside:
    """All rows, of which a question takes some: as they stand they serve many questions."""
    if asked.known_at is not None:
        return Aside(None, _rows(lake.tables[asked.of], asked))
    return aside(lake, f"series-{asked.of}", (asked.of,), lambda: _rows(lake.tables[asked.of], asked), code=CODE)


def _rows(table: Table, asked: Asked) -> pa.Table:
    query = Query({asked.of: table}, TABLES)
    query.run(SIDE)
    query.run(COUNTRY)
    if asked.of == "events":
        dead.give(query, table)
    return query.rows(everything(asked.of, asked.known_at))


def _bins(query: Query, lake: Lake, asked: Asked) -> None:
    query.give("covered", coverage(lake, asked.known_at))
    ends = (
        "(SELECT coalesce(min(day), DATE '2000-01-01') FROM covered)",
        "(SELECT coalesce(max(day), DATE '2000-01-01') + 1 FROM covered)",
    )
    since, until = (f"DATE '{day}'" if day else end for day, end in zip((asked.since, asked.until), ends, strict=True))
    query.run(f"CREATE OR REPLACE TEMP TABLE ends AS SELECT {since} AS first, {until} AS last")
    query.run(BINS.format(every=asked.every, since=FIRST, until=LAST))


FIRST, LAST = "(SELECT first FROM ends)", "(SELECT last FROM ends)"


def _count(query: Query, asked: Asked, columns: list[str]) -> None:
    source = "told"
    if "cell" in asked.by:
        cells.name(query, asked.cell)
        source = "(SELECT told.*, cells.cell FROM told LEFT JOIN cells USING (latitude, longitude))"
    if "dyad" in asked.by:
        source = f"(SELECT *, unnest(actors) AS actor FROM {source})"
        source = f"(SELECT *, unnest(recipients) AS recipient FROM {source})"
        source = f"(SELECT * FROM {source} WHERE actor <> recipient)"
    query.run(f"CREATE OR REPLACE TEMP VIEW grouped AS SELECT * FROM {source}")
    whole = "".join(f" AND {column} IS NOT NULL" for column in columns if column != "admin1")
    voices = "count(DISTINCT source)" if asked.of != "incidents" else "sum(voices)"
    groups = "".join(f"{column}, " for column in columns)
    query.run(COUNTED.format(every=asked.every, groups=groups, voices=voices, whole=whole, since=FIRST, until=LAST))


def _frame(asked: Asked, columns: list[str]) -> str:
    names = ", ".join(columns)
    low, high = ("strength_low", "strength_high") if asked.of == "postures" else ("killed_low", "killed_high")
    return FRAME.format(
        every=asked.every,
        groups="".join(f"{column}, " for column in columns),
        order="".join(f"{column}, " for column in columns),
        cross=f"CROSS JOIN (SELECT DISTINCT {names} FROM counted)" if columns else "",
        using="".join(f", {column}" for column in columns),
        per=PER,
        low=low,
        high=high,
    )


def _both_ways(query: Query, frame: pa.Table, columns: list[str]) -> pa.Table:
    query.give("frame", frame)
    others = [column for column in columns if column not in GROUPS["dyad"]]
    same = "".join(f" AND one.{column} IS NOT DISTINCT FROM back.{column}" for column in others)
    return query.rows(BOTH_WAYS.format(same=same, order="".join(f"one.{column}, " for column in others)))
