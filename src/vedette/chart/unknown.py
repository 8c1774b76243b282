"""Time of which nothing was read: hatched, so that nobody takes silence for peace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from vedette.chart.library import Chart, Rows, altair, values
from vedette.chart.theme import FAINT, PALE, WIDTH

Stretch = tuple[date, date]
"""From a day up to another."""

STEP = 7
"""Pixels between two lines of a hatching."""

SLANT = 14
"""Pixels that a line leans over."""

MARKED = 12
"""Pixels of a stretch in which a question mark fits."""


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch made one."""
    found: list[Stretch] = []
    for since, until in sorted(set(stretches)):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(until, found[-1][1]))
        else:
            found.append((since, until))
    return found


def lines(stretches: Iterable[Stretch], first: date, last: date, width: int = WIDTH) -> Iterator[dict[str, str]]:
    """Slanting lines that fill the stretches of an axis from the first day up to the last; each from foot to head."""
    seconds = timedelta(days=1).total_seconds() * (last - first).days / width
    for since, until in stretches:
        begin = (since - first).days * 86400 / seconds
        end = (until - first).days * 86400 / seconds
        at = begin
        while at < end:
            head = min(at + SLANT, end)
            yield {"foot": _moment(first, at * seconds), "head": _moment(first, head * seconds)}
            at += STEP


def _moment(first: date, seconds: float) -> str:
    days, rest = divmod(round(seconds), 86400)
    return f"{first + timedelta(days=days)}T{rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}Z"


def layers(stretches: list[Stretch], first: date, last: date, height: int, width: int = WIDTH) -> list[Chart]:
    """What lies behind a plot whose axis goes from the first day up to the last; nothing where all is known."""
    if not stretches:
        return []
    alt = altair()
    whole: Rows = [{"since": str(since), "until": str(until), "what": "nothing was read"} for since, until in stretches]
    ground = alt.Chart(values(whole)).mark_rect(fill=FAINT).encode(
        x="since:T", x2="until:T", y=alt.value(height), y2=alt.value(0), tooltip=["what:N", "since:N", "until:N"]
    )  # fmt: skip
    hatch = alt.Chart(values(list(lines(stretches, first, last, width)))).mark_rule(stroke=PALE, strokeWidth=1).encode(
        x="foot:T", x2="head:T", y=alt.value(height), y2=alt.value(0)
    )  # fmt: skip
    return [ground, hatch, _marks(stretches, (last - first).days / width, height)]


def _marks(stretches: list[Stretch], days_a_pixel: float, height: int) -> Chart:
    alt = altair()
    wide = [
        {"at": str(since + (until - since) / 2)}
        for since, until in stretches
        if (until - since).days >= MARKED * days_a_pixel
    ]
    mark = alt.Chart(values(wide)).mark_text(text="?", fontSize=13, fontWeight="bold")
    return mark.encode(x="at:T", y=alt.value(height / 2))
