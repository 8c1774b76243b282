"""Countries by months: what is forecast, and what it may be forecast from."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vedette.analyse.forecast.coded import Coded, Key
from vedette.analyse.forecast.predictive import Array, floats
from vedette.errors import SourceError

COLUMNS = ("country", "month", "deaths")


@dataclass(frozen=True, slots=True)
class Panel:
    """All arrays are countries by months; `months` follow one another without a gap."""

    countries: tuple[str, ...]
    months: tuple[str, ...]
    """YYYY-MM."""
    deaths: Array
    """What is forecast."""
    lake: tuple[Array, ...] = ()
    """What reports of the month told, of a thousand reports read; empty where there is no lake."""

    def until(self, month: int) -> Panel:
        """The same as it was known at the end of the month at this place: nothing later is in it."""
        end = month + 1
        told = tuple(each[:, :end] for each in self.lake)
        return Panel(self.countries, self.months[:end], self.deaths[:, :end], told)


def of_ucdp(path: Path, found: Coded | None = None) -> Panel:
    """Deaths as UCDP's file has them, with what a lake tells beside them."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        deaths = {(row["country"], row["month"]): float(row["deaths"]) for row in rows}
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}. Name a CSV file with {', '.join(COLUMNS)}") from None
    except (KeyError, ValueError, TypeError):
        raise SourceError(f"{path} has no usable columns {', '.join(COLUMNS)}. Name a CSV file with them") from None
    return made(deaths, found)


def of_coded(found: Coded) -> Panel:
    """Killed as a lake itself tells them, from its first to its last whole month."""
    return made(found.killed, found, months=sorted(found.read)[:-1])


def made(deaths: Mapping[Key, float], found: Coded | None, months: Sequence[str] = ()) -> Panel:
    """A panel of countries with anything; what is not there is zero."""
    told = {month for _, month in deaths}
    span = _span(min(months or told, default="2000-01"), max(months or told, default="2000-01"))
    names = tuple(sorted({country for country, _ in deaths}))
    lake = () if found is None else (_rate(found.killed, found, names, span), _rate(found.assaults, found, names, span))
    return Panel(names, span, _filled(deaths, names, span), lake)


def _span(first: str, last: str) -> tuple[str, ...]:
    ends = [12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last)]
    return tuple(f"{at // 12:04}-{at % 12 + 1:02}" for at in range(ends[0], ends[1] + 1))


def later(month: str, by: int) -> str:
    """The month so many after."""
    at = 12 * int(month[:4]) + int(month[5:]) - 1 + by
    return f"{at // 12:04}-{at % 12 + 1:02}"


def _filled(values: Mapping[Key, float], names: Sequence[str], span: Sequence[str]) -> Array:
    return floats([[values.get((country, month), 0.0) for month in span] for country in names])


def _rate(values: Mapping[Key, float], found: Coded, names: Sequence[str], span: Sequence[str]) -> Array:
    read = floats([max(found.read.get(month, 0), 1) for month in span])
    rate: Array = 1000 * _filled(values, names, span) / np.broadcast_to(read, (len(names), len(span)))
    return rate
