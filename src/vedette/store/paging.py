"""A page of a long table without carrying its wide rows through the sort: first which stretch of the order it lies in,
then which rows it has, then only these.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from vedette.store.known import Query
from vedette.store.wanted import ORDERS, STORED, Condition, Wanted, order, page

MOST = 10_000
"""Rows of a page that is looked for so; a longer one is read straight."""


class Stretch(NamedTuple):
    """The part of the order that a page lies in: first and last value, and how many rows stand before it."""

    low: object
    high: object
    before: int


def narrowed(query: Query, where: Condition, wanted: Wanted) -> tuple[Condition, Wanted]:
    """A condition that holds for the page's rows only, and what is still to be asked of them."""
    name = wanted.sort.removeprefix("-")
    if name == STORED or wanted.contains or not wanted.limit or wanted.limit > MOST:
        return where, wanted  # texts are looked through once, not three times
    stretch = _stretch(query, where, wanted, ORDERS[name])
    if stretch is None:
        return where, wanted
    words, values = where
    near: Condition = (f"{words} AND {ORDERS[name]} BETWEEN ? AND ?", [*values, stretch.low, stretch.high])
    rest = replace(wanted, offset=wanted.offset - stretch.before)
    return _rows(query, near, rest), replace(rest, offset=0)


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
    if not wanted.offset:
        return Stretch(end["low"], end["high"], 0)
    passed, edge = (">", end["high"]) if way == "DESC" else ("<", end["low"])
    return Stretch(end["low"], end["high"], _count(query, f"{words} AND {key} {passed} ?", [*values, edge]))


def _count(query: Query, words: str, values: list[object]) -> int:
    found: int = query.rows(f"SELECT count(*) AS n FROM events WHERE {words}", values).column("n")[0].as_py()
    return found


def _rows(query: Query, near: Condition, wanted: Wanted) -> Condition:
    """The rows of the page, by their ids; and by their days, by which whole stretches of the files can be passed over."""
    words, values = near
    limit, more = page(wanted)
    sql = f"SELECT id, reading, published FROM events WHERE {words} {order(wanted)}{limit}"
    found = query.rows(sql, [*values, *more]).to_pylist()
    marks = ", ".join("?" * len(found))
    ids, both = [row["id"] for row in found], [row["id"] + row["reading"] for row in found]
    days = [row["published"] for row in found if row["published"] is not None]
    chosen: Condition = (f"id IN ({marks}) AND id || reading IN ({marks})", [*ids, *both])
    if len(days) < len(found):
        return chosen
    return f"published BETWEEN ? AND ? AND {chosen[0]}", [min(days), max(days), *chosen[1]]
