"""What is asked of the events of a lake: filters, order and page, as conditions whose values are always bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from vedette.errors import UsageError
from vedette.store.cursor import Condition, Cursor

ORDERS: dict[str, str] = {
    "published": "published",
    "when": "since",
    "known": "known_from",
    "score": "score",
    "intensity": "intensity",
    "type": "type",
}
"""What events may be sorted by -> the column. Rows without a value come last; equal ones are in the order of their ids."""

STORED = "stored"
"""The order in which they lie, which costs nothing and may change when the lake is compacted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events, in which order, how many. Of several values of one filter any will do; all filters must hold."""

    since: date | None = None
    """Events whose time ends after the begin of this day. Those whose time could not be told are not among them."""
    until: date | None = None
    """Events whose time begins before this day, likewise."""
    type: Sequence[str] = ()
    """A type, or a type and its mode: MOBILIZE.troops."""
    mode: Sequence[str] = ()
    status: Sequence[str] = ()
    context: Sequence[str] = ()
    actor: Sequence[str] = ()
    """A code with or without its sector: XKX is also XKX COP."""
    recipient: Sequence[str] = ()
    place: Sequence[str] = ()
    """Part of the name of the place or of its province, in any case."""
    country: Sequence[str] = ()
    """Of the place: ISO 3166 alpha-3."""
    min_score: float | None = None
    source: Sequence[str] = ()
    """The report's source, to the letter."""
    report: Sequence[str] = ()
    """The report's id, to the letter."""
    contains: Sequence[str] = ()
    """Words of the report's text or title, in any case."""
    bbox: Sequence[str] = ()
    """west,south,east,north in degrees; where west is the greater, over the date line."""
    known_at: date | datetime | None = None
    superseded: bool = False
    """Also what no longer stands."""
    sort: str = "published"
    """One of `ORDERS`, or `stored`; with a `-` before it, from the greatest."""
    limit: int | None = None
    offset: int = 0
    after: Cursor | None = None
    """Only what comes behind this place of the same order; the word for it will do."""

    def __post_init__(self) -> None:
        if self.sort.removeprefix("-") not in {*ORDERS, STORED}:
            raise UsageError(
                f"{self.sort!r} is no order; sort by {', '.join(ORDERS)} or {STORED}, perhaps with a - before"
            )
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise UsageError("limit and offset are numbers of events, from 0")
        if self.after and self.after.sort != self.sort:
            raise UsageError(
                f"this page goes on in the order {self.after.sort}: say so again, --sort={self.after.sort}"
            )

    @classmethod
    def of(cls, filters: dict[str, Any]) -> Wanted:
        """Filters as a caller writes them: one value or several, days as days or as YYYY-MM-DD."""
        known = {each.name: each for each in fields(cls)}
        for name in filters:
            if name not in known:
                raise UsageError(f"events have no filter {name!r}; there are {', '.join(known)}")
        return cls(**{name: _value(name, value, many=known[name].default == ()) for name, value in filters.items()})


def _bound(sql: str, value: Callable[[Any], object] = lambda value: value) -> Callable[[Any], Condition]:
    """A condition that a filter's value makes, bound wherever a `?` stands."""
    return lambda given: (sql, [value(given)] * sql.count("?"))


def of_type(given: str) -> Condition:
    """`ASSAULT` or `MOBILIZE.troops`."""
    name, dot, mode = given.partition(".")
    return ("type = ? AND mode = ?", [name.upper(), mode.lower()]) if dot else ("type = ?", [name.upper()])


def _box(given: str) -> Condition:
    """The condition that a point lies in the box."""
    try:
        west, south, east, north = map(float, given.split(","))
    except ValueError:
        raise UsageError(f"bbox: {given[:60]!r} is no box; write west,south,east,north in degrees") from None
    across = "OR" if west > east else "AND"
    sql = f"latitude BETWEEN ? AND ? AND (longitude >= ? {across} longitude <= ?)"
    return sql, [south, north, west, east]


CODE = "list_contains({0}, ?) OR len(list_filter({0}, lambda code: starts_with(code, ? || ' '))) > 0"
"""A code to the letter, or with a sector behind it."""

FILTERS: dict[str, Callable[[Any], Condition]] = {
    "since": _bound('"until" > ?'),
    "until": _bound("since < ?"),
    "type": of_type,
    "mode": _bound("mode = ?", str.lower),
    "status": _bound("status = ?", str.lower),
    "context": _bound("list_contains(contexts, ?)", str.lower),
    "actor": _bound(CODE.format("actors")),
    "recipient": _bound(CODE.format("recipients")),
    "place": _bound("contains(lower(concat_ws(chr(10), place, admin1)), ?)", str.lower),
    "country": _bound("country = ?", str.upper),
    "min_score": _bound("score >= ?"),
    "source": _bound("report_source = ?"),
    "report": _bound("report_id = ?"),
    "contains": _bound(
        "reading IN (SELECT reading FROM reports WHERE contains(lower(text), ?) OR contains(lower(title), ?))",
        str.lower,
    ),
    "bbox": _box,
}
"""Filter -> the condition for one value."""


def conditions(wanted: Wanted) -> Iterator[Condition]:
    """The condition of each filter that was set: of several values, any will do."""
    for name, condition in FILTERS.items():
        value = getattr(wanted, name)
        told = [condition(one) for one in (value if isinstance(value, list | tuple) else [value]) if one is not None]
        if told:
            yield " OR ".join(f"({sql})" for sql, _ in told), [each for _, values in told for each in values]


def order(wanted: Wanted) -> str:
    """The clause that sorts; nothing for the order in which they lie."""
    name = wanted.sort.removeprefix("-")
    if name == STORED:
        return ""
    return f"ORDER BY {ORDERS[name]} {'DESC' if wanted.sort.startswith('-') else 'ASC'} NULLS LAST, id, reading"


def page(wanted: Wanted) -> Condition:
    """The clause that takes a page."""
    words = ""
    values: list[object] = []
    for name, value in (("LIMIT", wanted.limit), ("OFFSET", wanted.offset or None)):
        if value is not None:
            words += f" {name} ?"
            values.append(value)
    return words, values


def _value(name: str, value: Any, *, many: bool) -> Any:  # noqa: ANN401 - a caller may write anything
    if many:
        return () if value is None else (value,) if isinstance(value, str) else tuple(value)
    if name in {"since", "until", "known_at"} and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise UsageError(f"{name}: {value!r} is no date; write it as YYYY-MM-DD") from None
    if name == "after" and isinstance(value, str):
        return Cursor.told(value)
    return value
