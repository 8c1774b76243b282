"""A page of a long table without carrying its wide rows through the sort: first which stretch of the order it lies in,
then which rows it has, then only these.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from vedette.store.known import Query
from vedette.store.wanted import ORDERS, STORED, Condition, Wanted, order, page

FEW = 1000
"""Rows of a stretch that may as well be sorted whole: as long as a look at their ids alone, on five million rows."""

MOST = 10_000
"""Rows of a page that is looked for so; a longer one is read straight."""


class Stretch(NamedTuple):
    """The part of the order that a page lies in: first and last value, rows before it and in it."""

    low: object
    high: object
    before: int
    within: int


def narrowed(query: Query, where: Condition, wanted: Wanted) -> tuple[Condition, Wanted]:
    """A condition that holds for few rows but the page's, and what is still to be asked of them."""
    name = wanted.sort.removeprefix("-")
    if name == STORED or wanted.contains or not wanted.limit or wanted.limit > MOST:
        return where, wanted  # texts are looked through once, not three times
    stretch = _stretch(query, where, wanted, ORDERS[name])
    if stretch is None:
        return where, wanted
    words, values = where
    near: Condition = (f"{words} AND {ORDERS[name]} BETWEEN ? AND ?", [*values, stretch.low, stretch.high])
    rest = replace(wanted, offset=wanted.offset - stretch.before)
    return (near, rest) if stretch.within <= FEW else _rows(query, near, rest)


def _stretch(query: Query, where: Condition, wanted: Wanted, key: str) -> Stretch | None:
    """None where rows without a value are on the page, or none at all."""
    words, values = where
    limit, more = page(wanted)
    way = "DESC" if wanted.sort.startswith("-") else "ASC"
    keys = f"SELECT {key} AS k FROM events WHERE {words} ORDER BY k {way} NULLS LAST{limit}"
    ends = query.rows(
        f"SELECT min(k) AS low, max(k) AS high, count(*) = count(k) AS known FROM ({keys})", [*values, *more]
    )
    (end,) = ends.to_pylist()
    if end["low"] is None or not end["known"]:
        return None
    within = _count(query, words, f"{key} BETWEEN ? AND ?", [*values, end["low"], end["high"]])
    if not wanted.offset:
        return Stretch(end["low"], end["high"], 0, within)
    passed, edge = (">", end["high"]) if way == "DESC" else ("<", end["low"])
    return Stretch(end["low"], end["high"], _count(query, words, f"{key} {passed} ?", [*values, edge]), within)


def _count(query: Query, words: str, more: str, values: list[object]) -> int:
    """How many rows there are for both conditions; files outside a stretch are not even looked into."""
    found: int = query.rows(f"SELECT count(*) AS n FROM events WHERE {words} AND {more}", values).column("n")[0].as_py()
    return found


def _rows(query: Query, near: Condition, wanted: Wanted) -> tuple[Condition, Wanted]:
    """The rows of the page, by their ids."""
    words, values = near
    limit, more = page(wanted)
    found = query.rows(
        f"SELECT id, reading FROM events WHERE {words} {order(wanted)}{limit}", [*values, *more]
    ).to_pylist()
    marks = ", ".join("?" * len(found))
    ids, both = [row["id"] for row in found], [row["id"] + row["reading"] for row in found]
    chosen: Condition = (f"{words} AND id IN ({marks}) AND id || reading IN ({marks})", [*values, *ids, *both])
    return chosen, replace(wanted, offset=0)
