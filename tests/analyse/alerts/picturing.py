"""Events, forces and pictures for the tests of alerts, by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from vedette.analyse.alerts.picture import Picture, Told

DAY = date(2024, 3, 1)


def told(day_: int, /, **given: Any) -> Told:
    """An attack in Orvel on a day counted from `DAY`, published the same day."""
    when = DAY + timedelta(days=day_)
    plain: dict[str, Any] = {
        "id": f"e{day_}{given.get('report', '')}{given.get('type', '')}",
        "type": "ASSAULT",
        "mode": None,
        "status": "actual",
        "day": when,
        "published": when,
        "country": "MLI",
        "admin1": "Orvel",
        "place": "Orvel",
        "kind": "city",
        "latitude": None,
        "longitude": None,
        "actors": ("MLI REB",),
        "recipients": ("MLI CVL",),
        "killed": 3.0,
        "report": f"r{day_}",
        "truce": False,
    }
    return Told(**(plain | given))


def picture(rows: Sequence[Told], days: tuple[int, int] = (0, 60), read: int = 10, **given: Any) -> Picture:
    """A picture in which so many reports were read on each of the days."""
    covered = Counter({DAY + timedelta(days=day): read for day in range(*days)})
    ordered = sorted(rows, key=lambda row: (row.published, row.report))
    return Picture(events=ordered, read=covered, **given)
