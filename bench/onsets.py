"""Onsets of organised violence by UCDP, and how alerts stand to them: lead or lag, and false alarms."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

DEATHS = 25
"""Deaths of a month that make an onset, after `QUIET` months with fewer each."""
QUIET = 12
SAME = {"ISR": "PSE"}
"""Countries that carry another's figures: their alerts count for it, and they have no onsets of their own."""

MONTH = 31
"""Days of a month at most."""

EARLY, LATE = 60, 60
"""Days before and after the first day of the month of an onset in which an alert is about it."""


@dataclass(frozen=True, slots=True)
class Onset:
    """The first month of violence after a quiet year."""

    country: str
    month: date
    """Its first day."""
    deaths: int


@dataclass(frozen=True)
class History:
    """Deaths by country and month."""

    deaths: Mapping[str, Mapping[date, int]]

    @classmethod
    def of(cls, path: Path) -> History:
        """The file of UCDP's figures."""
        found: dict[str, dict[date, int]] = defaultdict(dict)
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["country"] not in SAME:
                    found[row["country"]][date.fromisoformat(row["month"] + "-01")] = int(row["deaths"])
        return cls(found)

    def onsets(self, since: date, until: date) -> list[Onset]:
        """All of the months from `since` on and before `until`."""
        return sorted(
            (
                Onset(country, month, deaths)
                for country, months in self.deaths.items()
                for month, deaths in months.items()
                if since <= month < until and deaths >= DEATHS and self.quiet(country, month)
            ),
            key=lambda one: (one.month, one.country),
        )

    def quiet(self, country: str, month: date) -> bool:
        """Whether each of the twelve months before had fewer deaths; of months without a figure that cannot be said."""
        before = [self.deaths.get(country, {}).get(back(month, number)) for number in range(1, QUIET + 1)]
        return all(deaths is not None and deaths < DEATHS for deaths in before)

    def at_risk(self, since: date, until: date) -> set[tuple[str, date]]:
        """Country-months in which there was no war, and none in the year before: an alarm there is a false one."""
        return {
            (country, month)
            for country, months in self.deaths.items()
            for month, deaths in months.items()
            if since <= month < until and deaths < DEATHS and self.quiet(country, month)
        }


Raised = tuple[str, date]
"""Country and day of an alert."""


@dataclass(frozen=True, slots=True)
class Told:
    """How alerts stand to onsets."""

    onsets: int
    leads: Mapping[Onset, int]
    """Onset that was told -> days from the first day of its month to the first alert about it; below zero before it."""
    false: int
    years: float
    """Country-years in which an alarm would have been false."""
    wars: int
    """Alerts in wars that went on, which are neither."""

    @property
    def in_time(self) -> int:
        """Onsets told of before the end of their month."""
        return sum(lead < MONTH for lead in self.leads.values())

    @property
    def rate(self) -> float:
        """False alarms a country-year."""
        return self.false / self.years


def told(history: History, raised: Iterable[Raised], since: date, until: date) -> Told:
    """Hold alerts of a stretch of time against its onsets."""
    onsets = history.onsets(since, until)
    risk = history.at_risk(since, until)
    days: dict[str, list[date]] = defaultdict(list)
    for country, day in raised:
        days[SAME.get(country, country)].append(day)
    leads, about = _leads(onsets, days)
    rest = [(country, day) for country, found in days.items() for day in found if since <= day < until]
    rest = [one for one in rest if one not in about]
    false = sum((country, day.replace(day=1)) in risk for country, day in rest)
    return Told(len(onsets), leads, false, len(risk) / 12, len(rest) - false)


def _leads(
    onsets: Sequence[Onset], days: Mapping[str, Sequence[date]]
) -> tuple[dict[Onset, int], set[tuple[str, date]]]:
    leads: dict[Onset, int] = {}
    about: set[tuple[str, date]] = set()
    for onset in onsets:
        span = onset.month - timedelta(days=EARLY), onset.month + timedelta(days=LATE)
        near = [day for day in days.get(onset.country, ()) if span[0] <= day < span[1]]
        about |= {(onset.country, day) for day in near}
        if near:
            leads[onset] = (min(near) - onset.month).days
    return leads, about


def back(month: date, number: int) -> date:
    """The first day of so many months before."""
    place = month.year * 12 + month.month - 1 - number
    return date(place // 12, place % 12 + 1, 1)
