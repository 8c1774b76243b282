"""Alerts as they were counted last, and which of them are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from vedette.errors import UsageError
from vedette.records import SCHEMA
from vedette.serve.answer import Kept, dumped
from vedette.serve.cursor import Cursor
from vedette.serve.filters import AlertPage

Json = dict[str, Any]


class Row(NamedTuple):
    """An alert: what it may be asked by, and as JSON. The columns of `aside.alerts`."""

    id: str
    kind: str
    rule: str
    country: str | None
    called: str
    muted: str | None
    since: date
    raised: date
    tail: float | None
    sides: Sequence[str]
    incidents: Sequence[str]
    light: bytes
    cites: bytes


NOT_YET = "the lake's alerts are being counted: ask again when the stream tells `alerts`"
OLDER = "the lake has grown, and its alerts are being counted again; these are of before"
FAILED = "the lake's alerts could not be counted; what the server printed says why"
NONE = "no rule found anything"


@dataclass(frozen=True)
class Alerts:
    """Those of a lake at some version, or that there are none yet."""

    rows: tuple[Row, ...] = ()
    of: int | None = None
    """Version of the lake that they are of."""
    failed: int | None = None
    """The version of which they could not be counted."""
    kept: Kept = field(default_factory=Kept, compare=False)

    @classmethod
    def taken(cls, rows: pa.Table, of: int) -> Alerts:
        """Those that were counted."""
        return cls(tuple(Row(**row) for row in rows.to_pylist()), of)

    def state(self, now: int) -> str:
        """How they stand to the lake's version."""
        if self.of == now:
            return "counted"
        return "failed" if self.failed == now else "counting"

    def why(self, now: int) -> str | None:
        """Why there are none, or none of now."""
        state = self.state(now)
        if state == "failed":
            return FAILED
        if state == "counting":
            return NOT_YET if self.of is None else OLDER
        return None if self.rows else NONE

    def one(self, name: str) -> bytes | None:
        """An alert as JSON."""
        return next((_whole(row, cites=True) for row in self.rows if row.id == name), None)

    def page(self, asked: AlertPage, now: int) -> bytes:
        """A page of those that are asked for."""
        found = sorted(_wanted(self.rows, asked), key=ORDERS[asked.sort])
        begin = _place(found, asked) if asked.after is not None else 0
        shown = found[begin : begin + asked.limit]
        onward = str(_cursor(asked.sort, shown[-1])) if len(found) > begin + asked.limit else None
        tail = {
            "next": onward,
            "total": len(found),
            "state": self.state(now),
            "of": self.of,
            "why": self.why(now),
        }
        items = b",".join(_whole(row, cites=asked.cites != "false") for row in shown)
        return b'{"schema":%d,"items":[%b],' % (SCHEMA, items) + dumped(tail)[1:]


def _whole(row: Row, *, cites: bool) -> bytes:
    return row.light[:-1] + b',"cites":' + (row.cites if cites else b"null") + b"}"


ORDERS: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "raised": lambda row: (row.raised.toordinal(), row.id),
    "-raised": lambda row: (-row.raised.toordinal(), row.id),
    "since": lambda row: (row.since.toordinal(), row.id),
    "-since": lambda row: (-row.since.toordinal(), row.id),
    "tail": lambda row: (row.tail is None, row.tail or 0.0, row.id),
}
"""What alerts may be sorted by."""


def _cursor(sort: str, row: Row) -> Cursor:
    return Cursor.behind_row(sort, getattr(row, sort.removeprefix("-")), row.id)


def _place(found: Sequence[Row], asked: AlertPage) -> int:
    """Where to go on: behind that alert."""
    told = Cursor.told(asked.after or "", asked.sort)
    place = next((at for at, row in enumerate(found) if row.id == told.id), None)
    if place is None:
        raise UsageError("after: that alert is no longer among them; begin anew")
    return place + 1


def _wanted(rows: Iterable[Row], asked: AlertPage) -> Iterable[Row]:
    for row in rows:
        if _in_days(row, asked) and _is_sort(row, asked) and _is_about(row, asked):
            yield row


def _in_days(row: Row, asked: AlertPage) -> bool:
    return (asked.since is None or row.raised >= asked.since) and (asked.until is None or row.raised < asked.until)


def _is_sort(row: Row, asked: AlertPage) -> bool:
    quiet = asked.muted is None or (asked.muted == "true") == (row.muted is not None)
    return quiet and (not asked.kind or row.kind in asked.kind) and (not asked.rule or row.rule in asked.rule)


def _is_about(row: Row, asked: AlertPage) -> bool:
    return (
        (not asked.country or row.country in [name.upper() for name in asked.country])
        and (not asked.place or any(name == row.country or name.casefold() in row.called for name in asked.place))
        and (not asked.actor or any(_is_side(name, row.sides) for name in asked.actor))
        and (not asked.incident or not set(asked.incident).isdisjoint(row.incidents))
    )


def _is_side(name: str, sides: Iterable[str]) -> bool:
    return any(side == name or side.startswith(f"{name} ") for side in sides)
