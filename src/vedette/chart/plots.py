"""The plots of a series, which lie over one another on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from vedette.chart import alerts, unknown
from vedette.chart.alerts import Period
from vedette.chart.days import axis
from vedette.chart.library import Chart, Rows, altair, values
from vedette.chart.theme import BLUE, GREY, INK, PALE_VERMILION, VERMILION, WIDTH, counted, heading

STEEP = 30
"""How many times the median that is not zero the greatest may be before an axis goes up in powers of ten: a month in which a
report sums up a war would leave nothing to see of all others."""

BAR = 5
"""Pixels of a bar at least for a gap between it and the next."""

TOLD = ["since:N", "until:N", "number:Q", "low:Q", "high:Q", "voices:Q", "intensity:Q", "read:Q"]
"""What is told of a bin under the pointer."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all plots of a picture share."""

    period: Period
    marks: Rows
    """Alerts."""
    dark: list[unknown.Stretch]
    """Time of which nothing was read."""


def bars(rows: Rows, label: str, ground: Ground, size: tuple[int, int], *, labelled: bool = True) -> Chart:
    """How many in each bin. Where it is zero a line lies on the ground; where it is unknown there is none."""
    alt = altair()
    told = [row for row in rows if row["number"] is not None]
    x = _x(ground, size, labelled=labelled)
    drawn = alt.Chart(values(told)).mark_rect(fill=BLUE, stroke="white", strokeWidth=_gap(told, size))
    shown = drawn.encode(
        x=x, x2="until:T", y=counted("number", label, _most(told, "number")), y2=alt.datum(0), tooltip=TOLD
    )
    return _plot([shown, _zero(told, x)], ground, size)


def span(rows: Rows, label: str, ground: Ground, size: tuple[int, int], *, labelled: bool = True) -> Chart:
    """At least so many, and pale on top of it at most so many."""
    told = [row for row in rows if row["low"] is not None]
    steep = _steep(told)
    words = f"{label} (powers of ten)" if steep and size[1] > WIDTH // 8 else label
    x, y = _x(ground, size, labelled=labelled), counted("low", words, _most(told, "high"), steep=steep)
    base = altair().Chart(values(told))
    least = base.mark_rect(fill=VERMILION).encode(x=x, x2="until:T", y=y, y2=altair().datum(0), tooltip=TOLD)
    most = base.mark_rect(fill=PALE_VERMILION).encode(x=x, x2="until:T", y=y, y2="high:Q", tooltip=TOLD)
    return _plot([least, most, _zero(told, x)], ground, size)


def read(rows: Rows, label: str, ground: Ground, height: int) -> Chart:
    """What was read at all, of all places."""
    alt = altair()
    size = (WIDTH, height)
    drawn = alt.Chart(values(rows)).mark_rect(fill=GREY, stroke="white", strokeWidth=_gap(rows, size))
    told = ["since:N", "until:N", "read:Q"]
    shown = drawn.encode(
        x=_x(ground, size), x2="until:T", y=counted("read", label, _most(rows, "read")), y2=alt.datum(0), tooltip=told
    )
    plain = Ground(ground.period, [], ground.dark)
    return _plot([shown], plain, size).properties(title=heading("reports read, of all places"))


def _x(ground: Ground, size: tuple[int, int], *, labelled: bool = True) -> Any:  # noqa: ANN401 - altair's
    return axis("since", ground.period.first, ground.period.last, labelled=labelled, width=size[0])


def _zero(told: Rows, x: object) -> Chart:
    """The line on the ground, as far as something was read."""
    alt = altair()
    known = unknown.joined((date.fromisoformat(row["since"]), date.fromisoformat(row["until"])) for row in told)
    lines: Rows = [{"since": str(since), "until": str(until)} for since, until in known]
    return alt.Chart(values(lines)).mark_rule(stroke=INK, strokeWidth=1).encode(x=x, x2="until:T", y=alt.datum(0))


def _plot(marks: Sequence[Chart], ground: Ground, size: tuple[int, int]) -> Chart:
    width, height = size
    first, last = ground.period.first, ground.period.last
    behind = [*unknown.layers(ground.dark, first, last, height, width), *alerts.bands(ground.marks, height)]
    return altair().layer(*behind, *marks).properties(width=width, height=height)


def _gap(rows: Rows, size: tuple[int, int]) -> float:
    """Pixels between bars: none where they are thin."""
    return 1.0 if len(rows) * BAR < size[0] else 0.0


def _most(rows: Rows, field: str) -> float:
    return max((row[field] or 0 for row in rows), default=0)


def _steep(told: Rows) -> bool:
    """Whether the greatest number is so great that an axis must go up in powers of ten."""
    numbers = [row["high"] for row in told if row["high"]]
    return bool(numbers) and max(numbers) > STEEP * median(numbers)
