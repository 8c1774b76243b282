"""What a chart says beside the plot: place, period, source, and how many reports were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from vedette.analyse.series.coverage import coverage
from vedette.resolve.countries import countries
from vedette.store.opened import Lake

NAMED = 2
"""Sources that are named one by one; more are counted."""

HATCHED = "Hatched: nothing was read, so what happened is unknown, and not zero."


def places(codes: Sequence[str], others: Sequence[str] = ()) -> str:
    """Countries by their names, and other places as they are called.

    >>> places(["SDN", "TCD"])
    'Sudan, Chad'
    """
    named = [countries()[code.upper()].name if code.upper() in countries() else code for code in codes]
    return ", ".join([*others, *named])


def period(since: date, until: date) -> str:
    """First to last day; `until` is the first day no longer meant.

    >>> period(date(2024, 2, 1), date(2024, 3, 1))
    '2024-02-01 to 2024-02-29'
    """
    last = until - timedelta(days=1)
    return str(since) if since == last else f"{since} to {last}"


def sources(lake: Lake) -> str:
    """Who published what was read."""
    query = lake.query()
    names = (
        query.rows("SELECT DISTINCT source FROM reports WHERE error IS NULL ORDER BY 1").column("source").to_pylist()
    )
    told = [name or "unnamed" for name in names]
    return f"Source: {' and '.join(told)}" if len(told) <= NAMED else f"Sources: {len(told):,}, such as {told[0]}"


def read(number: int, *, all_places: bool = True) -> str:
    """How much the chart rests on.

    >>> read(1)
    '1 report read in this time, of all places.'
    """
    return f"{number:,} report{'' if number == 1 else 's'} read in this time{', of all places' if all_places else ''}."


def reports(lake: Lake, since: date | None, until: date | None, known_at: Any = None) -> int:  # noqa: ANN401 - a day
    """Reports that were read of what was published in a period."""
    rows = coverage(lake, known_at).to_pylist()
    return sum(
        row["read"] for row in rows if (since is None or row["day"] >= since) and (until is None or row["day"] < until)
    )


def said(filters: Mapping[str, object], names: Sequence[str]) -> str:
    """Filters in words, so that a picture tells what it leaves out.

    >>> said({"type": ("ASSAULT",), "actor": ()}, ("type", "actor"))
    'type ASSAULT'
    """
    told = ((name, filters.get(name)) for name in names)
    return "; ".join(f"{name.replace('_', ' ')} {_words(value)}" for name, value in told if value)


def _words(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
