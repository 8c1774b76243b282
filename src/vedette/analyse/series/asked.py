"""Which series: of what, by what, how fine, and what counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from vedette.errors import UsageError

OF = ("events", "incidents", "postures")
BY = ("admin1", "cell", "country", "dyad", "type")
EVERY = ("day", "week", "month")
LONGEST_CELL = 15
"""The finest resolution of H3."""
CELL = 5
"""Resolution of H3 left to itself: cells about 17 km across, a district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which series. Of several values of one filter any will do; all filters must hold."""

    of: str = "events"
    """events, incidents (as `link` left them) or postures. `meant.asked_of` settles it for a caller who does not say."""
    by: Sequence[str] = ()
    """admin1, cell, country, dyad or type, also several; without, one series."""
    every: str = "month"
    """day, week (from Monday) or month."""
    country: Sequence[str] = ()
    """Codes of countries, ISO 3166 alpha-3."""
    admin1: Sequence[str] = ()
    """Names of provinces, to the letter but for capitals."""
    type: Sequence[str] = ()
    """Types, also with a mode: ASSAULT.drone. Of postures their kinds: armour."""
    status: Sequence[str] = ("actual", "ongoing")
    """Of events; of postures all but denied unless given."""
    actor: Sequence[str] = ()
    """Sides: KEN is also KEN MIL, and not KEN REB."""
    recipient: Sequence[str] = ()
    since: date | None = None
    """First day; left to itself, of the first report."""
    until: date | None = None
    """First day no longer meant; left to itself, the day after the last report."""
    known_at: date | datetime | None = None
    cell: int = CELL
    """Resolution of H3, 0 (continents) to 15."""
    min_score: float = 0.0

    @classmethod
    def of_call(cls, **wanted: Any) -> Asked:  # noqa: ANN401 - a caller may write anything
        """The same from single values or several of each, days as days or as YYYY-MM-DD; what is None is left out."""
        known = {each.name: each for each in fields(cls)}
        for name in wanted:
            if name not in known:
                raise UsageError(f"series have no option {name!r}; there are {', '.join(known)}")
        many = {name for name, each in known.items() if isinstance(each.default, tuple)}
        given = {name: value for name, value in wanted.items() if value is not None}
        asked = cls(**{name: _value(name, value, many=name in many) for name, value in given.items()})
        _possible(asked)
        return asked


def _value(name: str, value: Any, *, many: bool) -> Any:  # noqa: ANN401 - as above
    if many:
        return (value,) if isinstance(value, str) else tuple(value)
    if name in {"since", "until", "known_at"} and isinstance(value, str):
        return _day(name, value)
    return value


def _day(name: str, words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{name}: {words!r} is no date; write it as YYYY-MM-DD") from None


def _possible(asked: Asked) -> None:
    """Refuse what there is not."""
    for name, values, there in (
        ("of", (asked.of,), OF),
        ("by", asked.by, BY),
        ("every", (asked.every,), EVERY),
    ):
        for value in values:
            if value not in there:
                raise UsageError(f"{name}: there is no {value!r}; give {', '.join(there)}")
    if not 0 <= asked.cell <= LONGEST_CELL:
        raise UsageError(f"cell: {asked.cell} is no resolution of H3; give 0 to {LONGEST_CELL}")
    if asked.since and asked.until and asked.since >= asked.until:
        raise UsageError(f"there is no day from {asked.since} up to {asked.until}; give an earlier since")
