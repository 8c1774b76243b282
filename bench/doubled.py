"""A lake twice as large as another: each report once more, a year earlier under other names, with all that follows from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vedette.store import Lake
from vedette.store.lake import Keyring, Mark

BACK = timedelta(days=364)
"""How much earlier: whole weeks, and further than copies of a text lie apart."""

AGAIN = "again-"
"""Begins the ids of reports."""

NAMES = frozenset({"key", "reading", "unit", "id", "event", "events", "to", "statement", "statements", "content"})
"""Fields that hold names made of what they name."""

REPORTS = frozenset({"report", "reports", "copies", "report_id"})
"""Fields that hold ids of reports; `id` of a report is one too."""

DIGEST = "^[0-9a-f]{16,}$"
PIECE = 20_000
"""Rows that are written at once."""


def make(of: Path, lake: Path) -> Lake:
    """The lake, at a path where nothing is."""
    shutil.copytree(of, lake, ignore=shutil.ignore_patterns("_cache"))
    made = Lake.open_or_make(lake)
    keys = Keyring()
    rows = made.tables["reports"].rows()
    for begin in range(0, rows.num_rows, PIECE):
        made.tables["reports"].append(_again(rows.slice(begin, PIECE), own="id"), keys)
    made.derive()
    made.refresh()
    mark = Mark(**{name: made.tables[name].version for name in ("events", "corrections")})
    made.tables["incidents"].add(_again(made.tables["incidents"].rows()), mark)
    return made


def _again(rows: pa.Table, own: str = "") -> pa.Table:
    """The same rows of other reports; `own` is the column with the ids of reports."""
    columns = [
        pa.chunked_array(
            [_named(name, name == own)(chunk) for chunk in rows.column(name).chunks], rows.field(name).type
        )
        for name in rows.column_names
    ]
    return pa.table(columns, schema=rows.schema)


def _named(name: str, own: bool) -> Callable[[Any], Any]:  # noqa: FBT001 - of one column of one table
    if own or name in REPORTS:
        return lambda values: _leaves(values, name, {"report": _of_report})
    return lambda values: _leaves(values, name, {})


Changes = Mapping[str, Callable[[Any], Any]]


def _leaves(values: Any, name: str, changes: Changes) -> Any:  # noqa: ANN401 - an array of any type
    """An array with its strings and days changed, however deep they lie."""
    kind = values.type
    if pa.types.is_struct(kind):
        fields = [_leaves(pc.struct_field(values, [at]), kind.field(at).name, {}) for at in range(kind.num_fields)]
        return pa.StructArray.from_arrays(fields, fields=list(kind), mask=values.is_null())
    if pa.types.is_list(kind):
        return _list(values, name, changes)
    if pa.types.is_date32(kind):
        return pc.cast(pc.subtract(values, pa.scalar(BACK)), kind)
    if pa.types.is_string(kind) and (changes or name in REPORTS):
        return _of_report(values)
    return _of_name(values) if pa.types.is_string(kind) and name in NAMES else values


def _list(values: Any, name: str, changes: Changes) -> Any:  # noqa: ANN401 - as above
    """Lists with their own offsets, from zero."""
    lengths = pc.fill_null(pc.list_value_length(values), 0)
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths).cast(pa.int32())])
    inner = _leaves(values.flatten(), name, changes)
    return pa.ListArray.from_arrays(offsets, inner, type=values.type, mask=values.is_null())


def _of_name(values: Any) -> Any:  # noqa: ANN401 - as above
    """A digest under which nothing is known: the same backwards."""
    return pc.if_else(pc.match_substring_regex(values, DIGEST), pc.utf8_reverse(values), values)


def _of_report(values: Any) -> Any:  # noqa: ANN401 - as above
    """A key, or an id of one's own."""
    return pc.if_else(
        pc.match_substring_regex(values, DIGEST), _of_name(values), pc.binary_join_element_wise(AGAIN, values, "")
    )
