"""Happenings of one kind on following days that were grouped as one: told apart where a report itself tells both.

Bombs in one town on Friday and on Saturday share the place, the kind, the words, and the reports: each report of the second
recalls the first. Pairs of reports are then alike whichever they are of. What parts them is that one report tells both days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from vedette.link.compare import DEEDS
from vedette.link.telling import Telling

TEXTS = 2
"""Reports that must tell a day as its own, beside one that tells both, for a happening of its own to be of it. By judgement."""


def parted(group: Sequence[Telling]) -> list[tuple[Telling, ...]]:
    """The group, or its parts by day, in order of the days; what tells no day is of the day of its report, or goes with the rest of it."""
    days = _days_apart(group)
    if len(days) < 2:  # noqa: PLR2004 - one day is one happening
        return [tuple(group)]
    of_report = _by_report(group, days)
    parts: dict[int, list[Telling]] = {day: [] for day in days}
    for telling in group:
        parts[_day_of(telling, days, of_report)].append(telling)
    return [tuple(part) for part in parts.values() if part]


def _days_apart(group: Iterable[Telling]) -> list[int]:
    """Days that enough reports tell, and some report tells beside another of them."""
    told: dict[int, set[str]] = defaultdict(set)
    for telling in group:
        day = _own(telling)
        if day is not None:
            told[day].add(telling.report)
    known = {day: reports for day, reports in told.items() if len(reports) >= TEXTS}
    return sorted(day for day in known if any(known[day] & known[other] for other in known if other != day))


def _own(telling: Telling) -> int | None:
    """The one day that a deed itself tells."""
    exact = "days" in telling.own and telling.kin in DEEDS and telling.status != "negated"
    return telling.days[0].since if exact and telling.days[0].length == 1 else None


def _by_report(group: Iterable[Telling], days: Sequence[int]) -> dict[str, int]:
    """Report -> the day that most of its events tell, of those told as often the last."""
    told: dict[str, Counter[int]] = defaultdict(Counter)
    for telling in group:
        day = _told(telling, days)
        if day is not None:
            told[telling.report][day] += 1
    return {report: max(counts, key=lambda day: (counts[day], day)) for report, counts in told.items()}


def _told(telling: Telling, days: Sequence[int]) -> int | None:
    """The first of the days that an event tells or borrows."""
    return next((day for day in days for span in telling.days if span.since <= day < span.until), None)


def _day_of(telling: Telling, days: Sequence[int], of_report: dict[str, int]) -> int:
    told = _told(telling, days)
    if told is not None:
        return told
    published = telling.published or 0
    if published in days:
        return published
    return of_report.get(telling.report) or max((day for day in days if day <= published), default=days[0])
