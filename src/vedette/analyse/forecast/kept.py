"""What a lake tells of killed by country and month, laid aside: every forecast begins with it, whichever country is asked for."""

from __future__ import annotations

import pyarrow as pa

from vedette.analyse.forecast.coded import Coded, coded
from vedette.store.aside import aside
from vedette.store.opened import Lake

TABLES = ("reports", "withdrawals", "corrections", "events", "incidents")
"""What it is told by."""

CODE = ("analyse/forecast", "analyse/series", "resolve/countries.py")
"""What tells it, and forecasts from it."""

COLUMNS = pa.schema([("part", pa.string()), ("country", pa.string()), ("month", pa.string()), ("number", pa.float64())])
"""A row a number: `part` is a field of `Coded`. Reports read have no country, what was left out no month."""


def kept(lake: Lake) -> Coded:
    """`coded` of what was published in each month, as a forecast needs it."""
    rows = aside(lake, "killed", TABLES, lambda: _rows(coded(lake, told=True)), code=CODE).rows().to_pylist()
    found = Coded()
    for row in rows:
        part, country, month, number = row.values()
        if part == "read":
            found.read[month] = int(number)
        elif part == "left":
            found.left[country] = int(number)
        elif part == "assaults":
            found.assaults[country, month] = int(number)
        else:
            found.killed[country, month] = number
    return found


def _rows(found: Coded) -> pa.Table:
    rows: list[tuple[str, str | None, str | None, float]] = [
        *(("killed", *key, number) for key, number in found.killed.items()),
        *(("assaults", *key, number) for key, number in found.assaults.items()),
        *(("read", None, month, number) for month, number in found.read.items()),
        *(("left", why, None, number) for why, number in found.left.items()),
    ]
    return pa.Table.from_pylist([dict(zip(COLUMNS.names, row, strict=True)) for row in rows], COLUMNS)
