"""Alerts beside a series: a band from the first thing each rests on to the day it was raised, and a row for each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vedette.chart.days import axis
from vedette.chart.library import Chart, Rows, altair, values
from vedette.chart.theme import PURPLE, WIDTH, heading
from vedette.records import Alert
from vedette.store.opened import Lake

ROW = 17
"""Pixels of a kind's row."""

LEGEND = "Bands: alerts, from the first thing that each rests on to the day on which it was raised."


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to another."""

    first: date
    last: date


def of_lake(lake: Lake, wanted: Mapping[str, Any], period: Period, mutes: Path | None = None) -> list[Alert]:
    """Those of the places and sides of a series that were raised in its time; muted ones are left out."""
    from vedette.analyse import alerts  # noqa: PLC0415 - other pictures, and series without alerts, need no rules

    asked = alerts.Asked(
        since=period.first,
        until=period.last,
        place=tuple(wanted.get("admin1") or [code.upper() for code in wanted.get("country") or ()]),
        actor=(*(wanted.get("actor") or ()), *(wanted.get("recipient") or ())),
    )
    known_at = wanted.get("known_at")
    if known_at is None:
        found = alerts.asked_of_lake(lake, asked)
    else:
        found = alerts.answer(alerts.picture_of_lake(lake, known_at), asked)
    rows = alerts.mutes(mutes) if mutes else ()
    return [alert for alert in alerts.muted(found, rows) if not alert.muted]


def rows(alerts: Sequence[Alert], period: Period) -> Rows:
    """One row an alert; a band that begins before the period is cut there."""
    return [
        {
            "id": alert.id,
            "alert": alert.rule,
            "from": str(max(alert.since, period.first)),
            "to": str(min(alert.raised + timedelta(days=1), period.last)),
            "since": str(alert.since),
            "raised": str(alert.raised),
            "at": f"{alert.raised}T12:00:00Z",
            "why": alert.why,
            "note": alert.note or "",
        }
        for alert in alerts
    ]


def bands(found: Rows, height: int) -> list[Chart]:
    """What lies behind a plot."""
    if not found:
        return []
    alt = altair()
    band = alt.Chart(values(found)).mark_rect(fill=PURPLE, fillOpacity=0.13, stroke=PURPLE, strokeOpacity=0.25)
    return [band.encode(x="from:T", x2="to:T", y=alt.value(height), y2=alt.value(0))]


def strip(found: Rows, period: Period) -> list[Chart]:
    """A row for each kind of alert, so that every band says what it is."""
    if not found:
        return []
    alt = altair()
    kinds = list(dict.fromkeys(row["alert"] for row in found))
    told = ["alert:N", "since:N", "raised:N", "why:N", "note:N", "id:N"]
    row = alt.Y("alert:N", sort=kinds, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=140))
    base = alt.Chart(values(found), title=heading("alerts"))
    line = base.mark_rule(strokeWidth=4, color=PURPLE, opacity=0.55).encode(
        x=axis("from", period.first, period.last, labelled=False), x2="to:T", y=row, tooltip=told
    )
    raised = base.mark_point(shape="triangle-up", size=50, color=PURPLE, filled=True, opacity=0.9).encode(
        x=axis("at", period.first, period.last, labelled=False), y=row, tooltip=told
    )
    return [(line + raised).properties(width=WIDTH, height=ROW * len(kinds))]
