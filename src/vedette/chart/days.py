"""The axis of time, in days of UTC: whoever looks at a chart, wherever, sees the same days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from vedette.chart.library import altair
from vedette.chart.theme import WIDTH
from vedette.errors import UsageError

BETWEEN = 85
"""Pixels between two labels of an axis at least."""

FORMATS = ((5 * 366, "%Y"), (100, "%b %Y"), (0, "%-d %b"))
"""Days of an axis -> how its labels are written: years, months, days."""


def moment(day: date) -> int:
    """A day's begin, in milliseconds of UNIX time.

    >>> moment(date(1970, 1, 2))
    86400000
    """
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def parsed(day: date | str | None) -> date | None:
    """A day as a caller may write it.

    >>> parsed("2024-02-29")
    datetime.date(2024, 2, 29)
    """
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{day!r} is no date; write it as YYYY-MM-DD") from None


def axis(field: str, first: date, last: date, *, labelled: bool = True, width: int = WIDTH) -> Any:  # noqa: ANN401
    """Where things stand in time, from the first day up to the last."""
    alt = altair()
    scale = alt.Scale(type="utc", domain=[moment(first), moment(last)], nice=False)
    form = next(form for days, form in FORMATS if (last - first).days >= days)
    ticks = max(2, min(width // BETWEEN, (last - first).days))
    shown = alt.Axis(title=None, labels=labelled, ticks=labelled, tickCount=ticks, format=form, labelOverlap=True)
    return alt.X(f"{field}:T", scale=scale, axis=shown)
