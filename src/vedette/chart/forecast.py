"""The fan of a forecast: what was told month by month, and how many may be killed in the months to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from vedette.analyse.forecast.asked import of_lake
from vedette.analyse.forecast.kept import kept
from vedette.analyse.forecast.panel import Panel, later, of_coded, of_ucdp
from vedette.analyse.forecast.predictive import quantile
from vedette.chart import caption, unknown
from vedette.chart.alerts import Period
from vedette.chart.days import axis
from vedette.chart.library import Chart, Rows, altair, values
from vedette.chart.theme import BLUE, INK, PALE_BLUE, SKY, VERMILION, WIDTH, counted, finished, heading
from vedette.errors import VedetteError
from vedette.store.opened import Lake

BEFORE = 36
"""Months before the forecast that are shown: enough to see how unlike each other months are."""

MOST = 6
"""Countries in one picture, those of whom most is forecast."""

ALONE, EACH = 260, 130
"""Pixels of a plot alone, and among others."""

Fan = Sequence[Mapping[str, Any]]
"""Rows of `Lake.forecast` of one country."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the forecast goes out from."""

    panel: Panel
    read: Mapping[str, int] | None
    """Month -> reports read; None where the deaths are not the lake's."""

    def rows(self, country: str, last: str) -> Rows:
        """The months up to the last that is known; `killed` is None where nothing was read."""
        end = self.panel.months.index(last) + 1
        deaths = self.panel.deaths[self.panel.countries.index(country)]
        return [
            _month(month) | {"killed": float(deaths[at]) if self.read is None or self.read.get(month) else None}
            for at, month in enumerate(self.panel.months[:end])
            if at >= end - BEFORE
        ]


def draw(lake: Lake, **wanted: Any) -> Chart:  # noqa: ANN401 - see `Lake.forecast`
    """Options are those of `Lake.forecast`."""
    found = of_lake(lake, wanted).to_pylist()
    if not found:
        raise VedetteError("there is nothing to draw: nothing is forecast. Ask for other countries")
    known = _known(lake, wanted.get("ucdp"))
    fans = [list(group) for _, group in groupby(found, key=lambda row: row["country"])]
    drawn = sorted(fans, key=lambda fan: -sum(row["mean"] for row in fan))[:MOST]
    first = drawn[0][0]
    codes = [fan[0]["country"] for fan in drawn]
    panels = [_plot(fan, known, ALONE if len(drawn) == 1 else EACH) for fan in drawn]
    title = f"{caption.places(codes)}: {_of(known)}, forecast from the end of {first['from']}"
    return finished(panels, title, _subtitle(lake, known, drawn[0]), _footer(known, len(fans), drawn[0]))


def _known(lake: Lake, ucdp: str | Path | None) -> Known:
    if ucdp:
        return Known(of_ucdp(Path(ucdp)), None)
    told = kept(lake)
    return Known(of_coded(told), told.read)


def _of(known: Known) -> str:
    return "killed a month as the lake tells" if known.read is not None else "deaths a month as UCDP counts"


def _month(month: str) -> dict[str, Any]:
    return {"month": month, "since": f"{month}-01", "until": f"{later(month, 1)}-01"}


def fan_rows(fan: Fan) -> Rows:
    """The middle 90 % and the middle 50 % of each month, its median, and the chance of any."""
    return [
        _month(row["month"])
        | {"low": row["low"], "high": row["high"], "median": row["median"]}
        | {"quarter": _quantile(row, 0.25), "three_quarters": _quantile(row, 0.75), "any": row["any"]}
        for row in fan
    ]


def _quantile(row: Mapping[str, Any], level: float) -> float:
    return float(quantile(np.asarray(row["samples"]), level))


def _plot(fan: Fan, known: Known, height: int) -> Chart:
    alt = altair()
    country = fan[0]["country"]
    past, to_come = known.rows(country, fan[0]["from"]), fan_rows(fan)
    period = Period(date.fromisoformat(past[0]["since"]), date.fromisoformat(to_come[-1]["until"]))
    dark = unknown.joined(
        (date.fromisoformat(row["since"]), date.fromisoformat(row["until"])) for row in past if row["killed"] is None
    )
    most = max([row["killed"] or 0 for row in past] + [row["high"] for row in to_come])
    behind = unknown.layers(dark, period.first, period.last, height)
    layers = [*behind, *_past(past, period, most), *_ahead(to_come, period, most)]
    drawn = alt.layer(*layers).properties(width=WIDTH, height=height)
    return drawn if height == ALONE else drawn.properties(title=heading(caption.places([country])))


def _past(past: Rows, period: Period, most: float) -> list[Chart]:
    alt = altair()
    told = [row for row in past if row["killed"] is not None]
    x = axis("since", period.first, period.last)
    base = alt.Chart(values(told))
    bars = base.mark_rect(fill=VERMILION, stroke="white", strokeWidth=1).encode(
        x=x, x2="until:T", y=counted("killed", "killed a month", most), y2=alt.datum(0), tooltip=["month:N", "killed:Q"]
    )
    return [bars, base.mark_rule(stroke=INK, strokeWidth=1).encode(x=x, x2="until:T", y=alt.datum(0))]


def _ahead(to_come: Rows, period: Period, most: float) -> list[Chart]:
    alt = altair()
    x = axis("since", period.first, period.last)
    tooltip = [
        "month:N",
        "low:Q",
        "quarter:Q",
        "median:Q",
        "three_quarters:Q",
        "high:Q",
        alt.Tooltip("any:Q", format=".0%"),
    ]
    base = alt.Chart(values(to_come)).encode(x=x, x2="until:T", tooltip=tooltip)
    wide = base.mark_rect(fill=PALE_BLUE, stroke=PALE_BLUE, strokeWidth=0.6).encode(
        y=counted("low", "killed a month", most), y2="high:Q"
    )
    narrow = base.mark_rect(fill=SKY, stroke=SKY, strokeWidth=0.6).encode(y="quarter:Q", y2="three_quarters:Q")
    middle = base.mark_rule(stroke=BLUE, strokeWidth=2.5).encode(y="median:Q")
    return [wide, narrow, middle]


def _subtitle(lake: Lake, known: Known, fan: Fan) -> str:
    months = f"{fan[0]['month']} to {fan[-1]['month']}"
    source = caption.sources(lake) if known.read is not None else "Source: UCDP's file"
    return f"{months}. {source}. Model: {fan[0]['model']}"


def _footer(known: Known, found: int, fan: Fan) -> str:
    last = known.panel.months.index(fan[0]["from"]) + 1
    shown = known.panel.months[:last][-BEFORE:]
    dark = known.read is not None and not all(known.read.get(month) for month in shown)
    read = sum((known.read or {}).get(month, 0) for month in shown)
    return " ".join(
        [
            *([caption.read(read)] if known.read is not None else []),
            "Red: what was told, by the month in which it was. Blue: pale, 9 months of 10 fall within it; darker, 1 of 2;",
            "the line is the median.",
            *([caption.HATCHED] if dark else []),
            *([f"{MOST} of {found:,} countries are shown, those of whom most is forecast."] if found > MOST else []),
        ]
    )
