"""A lake of as many incidents as one wants: those of the example crisis, told again and again on later days, each time under
ids of their own and somewhere else. Every row is as the program writes it.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from vedette.store import Lake
from vedette.store.known import Query
from vedette.store.lake import Mark
from vedette.store.tables import INCIDENTS, REPORTS, TABLES

CRISIS = Path(__file__).parent.parent / "examples" / "crisis" / "reports.jsonl"

AT_ONCE = 64
"""Copies that are committed together."""

IDS = "^[0-9a-f]{4}([0-9a-f]{12}|[0-9a-f]{28})$"
NAMES = "^(pende-[0-9]+)$"

SPREAD = {"latitude": (7, 60.0, 90.0), "longitude": (11, 300.0, 180.0)}
"""Field -> a step a copy, where the steps begin anew, and the greatest value, in degrees: so that the copies lie all over
the map.
"""


def make(path: Path, incidents: int) -> Lake:
    """A lake with so many incidents, or a few more."""
    seed = path.with_name(path.name + "-seed")
    if not (seed / "reports").exists():
        run = [sys.executable, "-m", "vedette"]
        subprocess.run([*run, "ingest", str(CRISIS), "--lake", str(seed), "--quiet"], check=True)
        subprocess.run([*run, "link", "--lake", str(seed), "--quiet"], check=True)
    reports, told = _rows(Lake.open(seed))
    lake = Lake.open_or_make(path)
    copies = range(-(-incidents // told.num_rows))
    for first in copies[::AT_ONCE]:
        some = pa.concat_tables(again(reports, copy) for copy in copies[first : first + AT_ONCE])
        lake.tables["reports"].refresh()
        lake.tables["reports"].add(some, Mark(bench=first))
    lake.refresh()
    lake.derive()
    rows = pa.concat_tables(again(told, copy) for copy in copies)
    lake.refresh()
    marks = {name: lake.tables[name].version for name in ("events", "corrections")}
    lake.tables["incidents"].add(rows, Mark(**marks))
    lake.refresh()
    return lake


def _rows(seed: Lake) -> tuple[pa.Table, pa.Table]:
    query = Query({name: seed.tables[name] for name in ("reports", "incidents")}, TABLES)
    reports = query.rows("SELECT * FROM reports WHERE error IS NULL ORDER BY key").cast(REPORTS)
    return reports, query.rows("SELECT * FROM incidents WHERE superseded_at IS NULL ORDER BY id").cast(INCIDENTS)


def again(rows: pa.Table, copy: int) -> pa.Table:
    """The rows as those of another crisis, so many days later."""
    columns = [
        _again(column.combine_chunks(), name, copy)
        for name, column in zip(rows.column_names, rows.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=rows.schema)


def _again(values: pa.Array, name: str, copy: int) -> pa.Array:
    kind = values.type
    if pa.types.is_struct(kind):
        fields = [kind.field(number) for number in range(kind.num_fields)]
        parts = [_again(values.field(number), field.name, copy) for number, field in enumerate(fields)]
        return pa.StructArray.from_arrays(parts, fields=fields, mask=values.is_null())
    if pa.types.is_list(kind):
        return pa.ListArray.from_arrays(
            values.offsets,
            _again(values.values, name, copy),
            type=kind,
            mask=values.is_null() if values.null_count else None,
        )
    return _leaf(values, name, copy)


def _leaf(values: pa.Array, name: str, copy: int) -> pa.Array:
    if pa.types.is_date(values.type):
        return pc.cast(pc.add(values, pa.scalar(timedelta(days=copy))), values.type)
    if pa.types.is_string(values.type) and name not in ("text", "title", "rule"):
        renamed = pc.replace_substring_regex(values, IDS, f"{copy:04x}\\1")
        return pc.replace_substring_regex(renamed, NAMES, f"{copy:04x}-\\1")
    if name in SPREAD:
        step, turn, most = SPREAD[name]
        moved = pc.add(values, float(copy * step % turn))
        return pc.if_else(pc.greater(moved, most), pc.subtract(moved, 2 * most), moved)
    return values
