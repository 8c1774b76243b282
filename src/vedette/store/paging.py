"""A page of a long table without carrying its wide rows through the sort. Few of its files can hold the page: which, tell
the first and last value that each has of the column sorted by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from vedette.store.cursor import Condition
from vedette.store.shelf import EVENTS, Ends, Shelf
from vedette.store.wanted import ORDERS, STORED, Wanted

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

    @property
    def upto(self) -> str:
        """The condition of what comes no later than a value."""
        return f"{self.key} {'>=' if self.down else '<='} ?"

    @property
    def on(self) -> str:
        """Of what comes no earlier."""
        return f"{self.key} {'<=' if self.down else '>='} ?"

    @property
    def before(self) -> str:
        """Of what comes earlier."""
        return f"{self.key} {'>' if self.down else '<'} ?"

    def first(self, ends: Ends) -> Any:  # noqa: ANN401 - of any type that sorts
        """The value of a file that comes first."""
        return ends.high if self.down else ends.low

    def reaching(self, files: Iterable[Ends], value: Any) -> list[Ends]:  # noqa: ANN401 - as above
        """Files that hold something up to the value."""
        return [each for each in files if (each.high >= value if self.down else each.low <= value)]

    def leaving(self, files: Iterable[Ends], value: Any) -> list[Ends]:  # noqa: ANN401 - as above
        """Files that hold something from the value on."""
        return [each for each in files if (each.low <= value if self.down else each.high >= value)]


class _Stretch(NamedTuple):
    """A stretch of the order that holds the page: its first and last value, and the files that hold something up to it."""

    begin: Any
    end: Any
    files: list[Ends]


def behind(where: Condition, wanted: Wanted) -> Condition:
    """The condition, and that rows come behind the place to go on from."""
    if wanted.after is None:
        return where
    words, values = wanted.after.behind(ORDERS[wanted.sort.removeprefix("-")])
    return f"{where[0]} AND {words}", [*where[1], *values]


def near(shelf: Shelf, where: Condition, wanted: Wanted) -> Near:
    """Where to look for the page, and how."""
    straight = Near(EVENTS, behind(where, wanted), wanted)
    name = wanted.sort.removeprefix("-")
    if name == STORED or wanted.contains or not wanted.limit or wanted.limit > MOST:
        return straight  # texts are looked through once, not three times
    if wanted.after and wanted.after.value is None:
        return straight  # it lies among the rows without a value
    order = _Order(ORDERS[name], wanted.sort.startswith("-"))
    files = sorted(shelf.ends(order.key), key=order.first, reverse=order.down)
    words, values = straight.where
    if wanted.after:
        files = order.leaving(files, wanted.after.value)
        words, values = f"{words} AND {order.on}", [*values, wanted.after.value]
    stretch = _stretch(shelf, (words, values), order, files, wanted)
    if stretch is None:
        return straight  # the page has rows without a value, or it is the last
    return _near(shelf, (words, values), order, wanted, stretch)


def _stretch(shelf: Shelf, where: Condition, order: _Order, files: list[Ends], wanted: Wanted) -> _Stretch | None:
    """Where the page lies: of the first files if they have rows enough, else of all. They stand as the order goes, so
    that the files which reach a value are always the first so many.
    """
    some = _first(files, wanted.offset + (wanted.limit or 0)) or files
    while some:
        found = _values(shelf, shelf.view([each.file for each in some]), where, order, wanted)
        reach = files if found is None else order.reaching(files, found[1])
        if found and (not wanted.offset or len(reach) <= len(some)):  # without an offset, any end will do
            return _Stretch(*found, reach)
        some = reach if len(reach) > len(some) else []
    return None


def _first(files: list[Ends], number: int) -> list[Ends]:
    """The first files that together have so many rows."""
    rows = 0
    for place, each in enumerate(files, 1):
        rows += each.rows
        if rows >= number:
            return files[:place]
    return []


def _near(shelf: Shelf, where: Condition, order: _Order, wanted: Wanted, stretch: _Stretch) -> Near:
    """Only the stretch of the order that the page lies in."""
    words, values = where
    view = shelf.view([each.file for each in stretch.files])
    if not wanted.offset:
        return Near(view, (f"{words} AND {order.upto}", [*values, stretch.end]), wanted)
    sql = f"SELECT count(*) AS n FROM {view} WHERE {words} AND {order.before}"
    before = shelf.query.rows(sql, [*values, stretch.begin]).column("n")[0].as_py()
    between: Condition = (f"{words} AND {order.on} AND {order.upto}", [*values, stretch.begin, stretch.end])
    files = order.leaving(stretch.files, stretch.begin)
    return Near(shelf.view([each.file for each in files]), between, replace(wanted, offset=wanted.offset - before))


def _values(shelf: Shelf, view: str, where: Condition, order: _Order, wanted: Wanted) -> tuple[Any, Any] | None:
    """The first and the last value of the page; None where there are not rows enough that have one."""
    words, values = where
    sql = (
        f"SELECT {order.key} AS k FROM {view} WHERE {words} AND {order.key} IS NOT NULL {order.clause} LIMIT ? OFFSET ?"
    )
    found = shelf.query.rows(sql, [*values, wanted.limit, wanted.offset]).column("k")
    return (found[0].as_py(), found[-1].as_py()) if len(found) == wanted.limit else None
