"""The picture of a series: how many, how many killed, which alerts, and how much was read at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from vedette.analyse.series import Asked, asked_of, series
from vedette.analyse.series.made import GROUPS
from vedette.chart import alerts, caption, plots, unknown
from vedette.chart.alerts import Period
from vedette.chart.library import Chart, Rows, altair
from vedette.chart.plots import Ground
from vedette.chart.theme import WIDTH, finished, heading
from vedette.errors import VedetteError
from vedette.store.opened import Lake

MOST = 12
"""Series in one picture, the greatest; more would be no picture. How many are left out is said."""

TALL, MIDDLE, EACH, LOW = 190, 120, 60, 44
"""Pixels of a plot alone, of the one under it, of one among others, and of what was read."""

BETWEEN = 76
"""Pixels between two plots side by side, for the numbers of the right one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn of a series."""

    name: str
    rows: Rows
    """One a bin, as `Lake.series` gives them, days as YYYY-MM-DD."""

    @property
    def total(self) -> float:
        """All that was counted."""
        return sum(row["number"] or 0 for row in self.rows)


def draw(lake: Lake, *, with_alerts: bool = True, mutes: Path | None = None, **wanted: Any) -> Chart:  # noqa: ANN401
    """Options are those of `Lake.series`; `with_alerts=False` spares the rules, `mutes` names a file of alerts to leave out."""
    asked = asked_of(lake, wanted)
    found = shown(series(lake, asked).to_pylist(), asked)
    period, everything = told_period(found, asked)
    raised = alerts.of_lake(lake, _plain(asked), period, mutes) if with_alerts else []
    marks = alerts.rows(raised, period)
    dark = silent(everything)
    drawn = sorted(found, key=lambda one: -one.total)[:MOST]
    ground = Ground(period, marks, dark)
    panels = _one(drawn[0], asked, ground) if len(found) == 1 else _many(drawn, asked, ground)
    footer = _footer(everything, found, dark, marks=bool(marks), killed=any(map(_killed, drawn)))
    return finished(
        panels, title(asked), f"{caption.period(period.first, period.last)}. {subtitle(lake, asked)}", footer
    )


def shown(rows: Rows, asked: Asked) -> list[Shown]:
    """Rows of `Lake.series` as one or more series, days written out."""
    names = list(dict.fromkeys(column for by in asked.by for column in GROUPS[by]))
    groups = groupby(rows, key=lambda row: [row[name] for name in names])
    return [Shown(_name(dict(zip(names, key, strict=True))), [_dated(row) for row in group]) for key, group in groups]


def _name(group: Mapping[str, str | None]) -> str:
    told = {name: value or "unknown" for name, value in group.items()}
    dyad = f"{told.pop('actor')} → {told.pop('recipient')}" if "actor" in told else ""
    return " ".join(filter(None, (dyad, ", ".join(reversed(told.values())))))


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    low, high = (row.get(f"killed_{end}", row.get(f"strength_{end}")) for end in ("low", "high"))
    return row | {"since": str(row["since"]), "until": str(row["until"]), "low": low, "high": high}


def told_period(found: Sequence[Shown], asked: Asked) -> tuple[Period, Rows]:
    """The time that a picture shows, with the bins of one of its series; refuses to draw what is not there."""
    what = f"{kind(asked)} of {place}" if (place := where(asked)) else kind(asked)
    if not found:
        raise VedetteError(
            f"there is nothing to draw: the lake tells of no {what}. Ask for other places, types or days"
        )
    rows = found[0].rows
    period = Period(date.fromisoformat(rows[0]["since"]), date.fromisoformat(rows[-1]["until"]))
    number = sum(row["read"] for row in rows)
    if not number and not any(one.total for one in found):
        when = caption.period(period.first, period.last)
        raise VedetteError(f"there is nothing to draw: no report was read of {when}. Ask for other days")
    if not any(one.total for one in found):
        raise VedetteError(
            f"there is nothing to draw: of {number:,} reports none tells of {what}. Ask for other places, types or days"
        )
    return period, rows


def silent(rows: Rows) -> list[unknown.Stretch]:
    """The time of which nothing was read."""
    gaps = [row for row in rows if not row["read"]]
    return unknown.joined((date.fromisoformat(row["since"]), date.fromisoformat(row["until"])) for row in gaps)


def _plain(asked: Asked) -> dict[str, Any]:
    names = ("country", "admin1", "actor", "recipient", "known_at")
    return {name: getattr(asked, name) for name in names}


def _one(one: Shown, asked: Asked, ground: Ground) -> list[Chart]:
    """Plots of one series, under one another."""
    every = asked.every
    killed = [plots.span(one.rows, f"{_of(asked)} a {every}", ground, (WIDTH, MIDDLE))] if _killed(one) else []
    return [
        plots.bars(one.rows, f"{asked.of} a {every}", ground, (WIDTH, TALL)),
        *killed,
        *alerts.strip(ground.marks, ground.period),
        plots.read(one.rows, f"a {every}", ground, LOW),
    ]


def _many(drawn: Sequence[Shown], asked: Asked, ground: Ground) -> list[Chart]:
    """A plot a series, each with a scale of its own; beside it how many were killed, if most tell of any."""
    beside = 2 * sum(map(_killed, drawn)) > len(drawn)
    size = ((WIDTH - BETWEEN) // 2 if beside else WIDTH, EACH)
    panels = [_row(one, asked, ground, size, last=one is drawn[-1], beside=beside) for one in drawn]
    return [
        *panels,
        *alerts.strip(ground.marks, ground.period),
        plots.read(drawn[0].rows, f"a {asked.every}", ground, LOW),
    ]


def _row(  # noqa: PLR0913 - what a plot is made of
    one: Shown, asked: Asked, ground: Ground, size: tuple[int, int], *, last: bool, beside: bool
) -> Chart:
    bars = plots.bars(one.rows, asked.of, ground, size, labelled=last).properties(title=heading(one.name))
    if not beside or not _killed(one):
        return bars
    killed = plots.span(one.rows, _of(asked), ground, size, labelled=last).properties(title=heading(_of(asked)))
    return altair().hconcat(bars, killed, spacing=BETWEEN // 4)


def _killed(one: Shown) -> bool:
    return any(row["high"] for row in one.rows)


def _of(asked: Asked) -> str:
    return "strength told" if asked.of == "postures" else "killed"


def title(asked: Asked) -> str:
    """What is counted, where, how fine."""
    place = where(asked) or "All places"
    by = f" by {' and '.join(asked.by)}" if asked.by else ""
    return f"{place}: {kind(asked)} a {asked.every}{by}"


def where(asked: Asked) -> str:
    """The places that are asked for, by their names; nothing for all."""
    return caption.places(tuple(asked.country), tuple(asked.admin1))


def kind(asked: Asked) -> str:
    """What is counted, in words."""
    of = "force entries" if asked.of == "postures" else asked.of
    return f"{' and '.join(asked.type)} {of}" if asked.type else of


def subtitle(lake: Lake, asked: Asked) -> str:
    """Whose word it is, and what is left out."""
    names = ("actor", "recipient", "min_score", "known_at", *(("status",) if asked.of != "incidents" else ()))
    filters = caption.said({name: getattr(asked, name) for name in names}, names)
    return ". ".join(filter(None, (caption.sources(lake), filters[:1].upper() + filters[1:])))


def _footer(rows: Rows, found: Sequence[Shown], dark: object, *, marks: bool, killed: bool) -> str:
    left = len(found) - MOST
    return " ".join(
        [
            caption.read(sum(row["read"] for row in rows)),
            *([caption.HATCHED] if dark else []),
            *(["Dark: at least; pale: at most."] if killed else []),
            *([alerts.LEGEND] if marks else []),
            *(["Each plot has a scale of its own."] if len(found) > 1 else []),
            *([f"The {MOST} greatest are shown; {left:,} smaller ones are not."] if left > 0 else []),
        ]
    )
