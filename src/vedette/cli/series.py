"""`vedette series`: counts over time, as rows or as a line of blocks a series."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pyarrow as pa

from vedette.analyse.series import asked_of, series, sparkline
from vedette.cli import exits, output, parquet
from vedette.cli.lakes import opened
from vedette.cli.sql import FORMATS
from vedette.cli.types import type_of
from vedette.export import cells, layout

NAMED = ("of", "every", "since", "until", "known_at", "cell", "min_score")
SEVERAL = ("by", "country", "admin1", "status", "actor", "recipient")
"""Options by the same name: one value, or several."""

BARS = 48
"""Blocks of a line at most."""
SHOWN = ("since", "number", "killed_low", "killed_high", "strength_low", "strength_high")
"""Columns of which a line tells."""

NAMES = ("country", "admin1", "cell", "actor", "recipient", "type")


def run(arguments: argparse.Namespace) -> int:
    """Count, and write the rows."""
    given = {name: getattr(arguments, name) for name in NAMED}
    given |= {name: getattr(arguments, name) or None for name in SEVERAL}
    kinds = arguments.type if arguments.of == "postures" else [type_of(name) for name in arguments.type]
    lake = opened(arguments.lake)
    asked = asked_of(lake, {**given, "type": kinds or None})
    rows = series(lake, asked)
    if arguments.format == "parquet":
        parquet.write(rows.to_reader(), arguments.output)
        return exits.DONE
    lines = _table(rows, asked.of) if arguments.format == "table" else FORMATS[arguments.format](rows.to_reader())
    with output.opened(arguments.output) as write:
        for line in lines:
            write(output.encoded(line))
    return exits.DONE


def _table(rows: pa.Table, of: str) -> Iterator[str]:
    """A line a series: its name, how many of what in all, the most at once and when, and its course."""
    names = [name for name in NAMES if name in rows.column_names]
    rows = rows.select([name for name in rows.column_names if name in (*names, *SHOWN)])  # years of weeks of many dyads
    told = [_line(group, names) for group in _groups(rows, names)]
    if not told:
        yield "nothing was told of\n"
        return
    told.sort(key=lambda line: -float(line[-1]))
    head = [*names, of, "most", "in", "killed" if "killed_low" in rows.column_names else "strength", "course"]
    page = output.page(None)
    shown = [head, *(line[:-1] for line in told)]
    widths = [max(layout.columns(cell) for cell in column) for column in zip(*shown, strict=True)]
    for number, row in enumerate(shown):
        styled = [layout.Styled.of(cell, "" if number else "dim") for cell in row]
        yield "".join(f"{line}\n" for line in layout.beside(styled, widths, colour=page.colour))


def _groups(rows: pa.Table, names: list[str]) -> Iterator[list[dict[str, Any]]]:
    for _, group in groupby(rows.to_pylist(), key=lambda row: [row[name] for name in names]):
        yield list(group)


def _line(group: list[dict[str, Any]], names: list[str]) -> list[str]:
    numbers = [row["number"] for row in group]
    most = max(group, key=lambda row: row["number"] or 0)
    total = sum(number or 0 for number in numbers)
    low, high = (sum(row[f"{_bound(group)}_{end}"] or 0 for row in group) for end in ("low", "high"))
    return [
        *(cells.text(group[0][name]) or "-" for name in names),
        f"{total:,}",
        f"{most['number'] or 0:,}",
        str(most["since"]),
        f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}",
        sparkline(numbers, BARS) or "-",
        str(total),
    ]


def _bound(group: list[dict[str, Any]]) -> str:
    return "killed" if "killed_low" in group[0] else "strength"
