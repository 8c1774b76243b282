"""A page of a long table without carrying its wide rows through the sort. Few of its files can hold the page: which, tell
the first and last value that each has of the column sorted by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from vedette.store.shelf import EVENTS, Ends, Shelf
from vedette.store.wanted import ORDERS, STORED, Condition, Wanted

MOST = 10_000
"""Rows of a page that is looked for so; a longer one is read straight."""


class Near(NamedTuple):
    """A view that holds the page, a condition for few rows but the page's, and what is still to be asked of them."""

    view: str
    where: Condition
    wanted: Wanted


class _Order(NamedTuple):
    """The order, and how it goes."""

    key: str
    down: bool

    @property
    def clause(self) -> str:
        return f"ORDER BY {self.key} {'DESC' if self.down else 'ASC'}"

    def first(self, ends: Ends) -> Any:  # noqa: ANN401 - of any type that sorts
        """The value of a file that comes first."""
        return ends.high if self.down else ends.low

    def reaching(self, files: Iterable[Ends], value: Any) -> list[Ends]:  # noqa: ANN401 - as above
        """Files that hold something up to the value."""
        return [each for each in files if (each.high >= value if self.down else each.low <= value)]

    def leaving(self, files: Iterable[Ends], value: Any) -> list[Ends]:  # noqa: ANN401 - as above
        """Files that hold something from the value on."""
        return [each for each in files if (each.low <= value if self.down else each.high >= value)]


class _Reach(NamedTuple):
    """The files that hold what comes up to a value."""

    order: _Order
    files: list[Ends]
    end: Any


def near(shelf: Shelf, where: Condition, wanted: Wanted) -> Near:
    """Where to look for the page, and how."""
    straight = Near(EVENTS, where, wanted)
    name = wanted.sort.removeprefix("-")
    if name == STORED or wanted.contains or not wanted.limit or wanted.limit > MOST:
        return straight  # texts are looked through once, not three times
    order = _Order(ORDERS[name], wanted.sort.startswith("-"))
    files = sorted(shelf.ends(order.key), key=order.first, reverse=order.down)
    end = _end(shelf, where, order, files, wanted.offset + wanted.limit)
    if end is None:
        return straight  # the page has rows without a value, or it is the last
    return _near(shelf, where, wanted, _Reach(order, order.reaching(files, end), end))


def _end(shelf: Shelf, where: Condition, order: _Order, files: list[Ends], number: int) -> Any:  # noqa: ANN401 - as above
    """A value that so many rows reach at least: of the first files if they have enough, else of all."""
    for some in (_first(files, number), files):
        if some:
            value = _at(shelf, shelf.view([each.file for each in some]), where, order, number - 1)
            if value is not None:
                return value
    return None


def _first(files: list[Ends], number: int) -> list[Ends]:
    """The first files that together have so many rows."""
    rows = 0
    for place, each in enumerate(files, 1):
        rows += each.rows
        if rows >= number:
            return files[:place]
    return []


def _near(shelf: Shelf, where: Condition, wanted: Wanted, reach: _Reach) -> Near:
    """Only the stretch of the order that the page lies in."""
    order, files, end = reach
    words, values = where
    upto = f"{order.key} {'>=' if order.down else '<='} ?"
    view = shelf.view([each.file for each in files])
    if not wanted.offset:
        return Near(view, (f"{words} AND {upto}", [*values, end]), wanted)
    begin = _at(shelf, view, where, order, wanted.offset)
    passed = f"{order.key} {'>' if order.down else '<'} ?"
    before = shelf.query.rows(f"SELECT count(*) AS n FROM {view} WHERE {words} AND {passed}", [*values, begin])
    rest = replace(wanted, offset=wanted.offset - before.column("n")[0].as_py())
    between: Condition = (f"{words} AND {upto} AND NOT {passed}", [*values, end, begin])
    return Near(shelf.view([each.file for each in order.leaving(files, begin)]), between, rest)


def _at(shelf: Shelf, view: str, where: Condition, order: _Order, place: int) -> Any:  # noqa: ANN401 - as above
    """The value of the row at this place of the order, from 0; None where there are not so many."""
    words, values = where
    sql = (
        f"SELECT {order.key} AS k FROM {view} WHERE {words} AND {order.key} IS NOT NULL {order.clause} LIMIT 1 OFFSET ?"
    )
    found = shelf.query.rows(sql, [*values, place])
    return found.column("k")[0].as_py() if found.num_rows else None
