"""What was read at all, day by day: without it, a silent source looks like peace."""

from __future__ import annotations

from datetime import date, datetime

import pyarrow as pa

from vedette.store.aside import aside
from vedette.store.known import STANDING, Query, stood
from vedette.store.opened import Lake

CODE = ("analyse/series/coverage.py",)
"""What makes the days that are laid aside."""

COLUMNS = ["reading", "key", "source", "error", "known_from", "published"]

READ = """
SELECT r.published AS day, count(*) AS read, count(DISTINCT r.source) AS sources
FROM told r JOIN standing USING (reading)
WHERE r.error IS NULL AND r.published IS NOT NULL AND {stands} GROUP BY 1 ORDER BY 1
"""

ONCE = """
SELECT published AS day, count(*) AS read, count(DISTINCT source) AS sources FROM told
WHERE error IS NULL AND published IS NOT NULL GROUP BY 1 ORDER BY 1
"""


def coverage(lake: Lake, known_at: date | datetime | None = None) -> pa.Table:
    """One row a day with reports: `day`, `read` (reports that were read), `sources` (how many published them)."""
    if known_at is not None:
        return _counted(lake, known_at)
    return aside(lake, "days", ("reports", "withdrawals"), lambda: _counted(lake, None), code=CODE).rows()


def _counted(lake: Lake, known_at: date | datetime | None) -> pa.Table:
    query = Query({}, {})
    query.give("told", lake.tables["reports"].rows(COLUMNS))
    if known_at is None and _plain(lake, query):
        return query.rows(ONCE)
    query.give("withdrawals", lake.tables["withdrawals"].rows())
    query.give(
        "standing",
        query.rows(f"SELECT reading, superseded_at, known_from AS held_from FROM ({STANDING.format(readings='told')})"),
    )
    return query.rows(READ.format(stands=stood(known_at).replace("known_from", "held_from")))


def _plain(lake: Lake, query: Query) -> bool:
    """Whether every report was read once and none was taken back, so that all of them stand."""
    if lake.tables["withdrawals"].files():
        return False
    (row,) = query.rows("SELECT count(*) = count(DISTINCT key) AS once FROM told").to_pylist()
    return bool(row["once"])
