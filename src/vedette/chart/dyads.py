"""Who does something to whom: a square for each two sides, and their course over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from vedette.analyse.series import Asked, asked_of, series
from vedette.chart import caption, unknown
from vedette.chart.alerts import Period
from vedette.chart.days import axis
from vedette.chart.library import Chart, Rows, altair, values
from vedette.chart.series import Shown, kind, shown, silent, subtitle, told_period, where
from vedette.chart.theme import FAINT, INK, WIDTH, finished, heading
from vedette.errors import UsageError
from vedette.store.opened import Lake

SIDES = 12
"""Sides that act, and sides that something befalls, in one picture; more could not be read."""

COURSES = 10
"""Dyads whose course is shown."""

SQUARE, ROW = 30, 19
"""Pixels of a square's height and of a course's."""

TILTED = {"labelAngle": -35, "labelAlign": "left", "labelBaseline": "middle"}
"""Names over narrow columns."""

LIGHT = 0.45
"""Share of the greatest number, on a scale of powers, above which a square is so dark that its number is white."""


def draw(lake: Lake, **wanted: Any) -> Chart:  # noqa: ANN401 - see `Lake.series`
    """Options are those of `Lake.series`, but for `by`."""
    if wanted.get("by"):
        raise UsageError("a picture of dyads is by dyad alone; leave by away, or draw a series")
    asked = asked_of(lake, wanted | {"by": "dyad"})
    rows = series(lake, asked).to_pylist()
    found = shown(rows, asked)
    period, everything = told_period(found, asked)
    cells, left = squares(found)
    courses = sorted(found, key=lambda one: (-one.total, one.name))[:COURSES]
    dark = silent(everything)
    panels = [_matrix(cells, asked), _courses(courses, period, dark, asked)]
    footer = _footer(sum(row["read"] for row in everything), len(found), left, len(courses), dark=bool(dark))
    title = f"{where(asked) or 'All places'}: {kind(asked)}, who to whom"
    return finished(panels, title, f"{caption.period(period.first, period.last)}. {subtitle(lake, asked)}", footer)


def squares(found: Sequence[Shown]) -> tuple[Rows, int]:
    """A row a dyad between the sides that count most, and how many dyads are between others."""
    by, to = Counter[str](), Counter[str]()
    for one in found:
        by[_first(one)["actor"]] += int(one.total)
        to[_first(one)["recipient"]] += int(one.total)
    acting, hit = ({name for name, _ in count.most_common(SIDES)} for count in (by, to))
    rows = [_square(one) for one in found if one.total]
    kept = [row for row in rows if row["actor"] in acting and row["recipient"] in hit]
    return sorted(kept, key=lambda row: -row["number"]), len(rows) - len(kept)


def _first(one: Shown) -> dict[str, Any]:
    return one.rows[0]


def _square(one: Shown) -> dict[str, Any]:
    low, high = (sum(row[end] or 0 for row in one.rows) for end in ("low", "high"))
    return {
        "actor": _first(one)["actor"],
        "recipient": _first(one)["recipient"],
        "number": int(one.total),
        "low": low,
        "high": high,
    }


def _matrix(cells: Rows, asked: Asked) -> Chart:
    alt = altair()
    most = max(row["number"] for row in cells)
    by, to = (_ordered(cells, side) for side in ("actor", "recipient"))
    base = alt.Chart(values(cells)).encode(
        x=alt.X("recipient:N", scale=alt.Scale(domain=to), title="to whom", axis=_names(orient="top", **TILTED)),
        y=alt.Y("actor:N", scale=alt.Scale(domain=by), title="who", axis=_names()),
        tooltip=["actor:N", "recipient:N", "number:Q", "low:Q", "high:Q"],
    )
    scale = alt.Scale(type="log", domain=[1, max(2, most)], scheme="blues")
    boxes = base.mark_rect(stroke="white", strokeWidth=1.5).encode(
        color=alt.Color("number:Q", scale=scale, legend=None)
    )
    bright = alt.condition(f"datum.number > {most**LIGHT + 1}", alt.value("white"), alt.value(INK))
    numbers = base.mark_text(fontSize=11).encode(text=alt.Text("number:Q", format=","), color=bright)
    both = set(by) & set(to)
    same = alt.Chart(values([{"side": side} for side in sorted(both)])).mark_rect(fill=FAINT)
    diagonal = same.encode(x="side:N", y="side:N")
    words = heading(f"{asked.of} in all; an empty square is none, and a side's dealings with itself are not counted")
    return alt.layer(boxes, diagonal, numbers).properties(width=WIDTH, height=SQUARE * len(by), title=words)


def _names(**given: Any) -> Any:  # noqa: ANN401 - altair's
    return altair().Axis(domain=False, ticks=False, labelLimit=120, grid=False, **given)


def _ordered(cells: Rows, side: str) -> list[str]:
    count = Counter[str]()
    for row in cells:
        count[row[side]] += row["number"]
    return [name for name, _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))]


def _courses(found: Sequence[Shown], period: Period, dark: list[unknown.Stretch], asked: Asked) -> Chart:
    """A row a dyad: paler is less, the palest is none; hatched where nothing was read."""
    alt = altair()
    rows = [row | {"dyad": one.name} for one in found for row in one.rows if row["number"] is not None]
    told = [row for row in rows if row["number"]]
    names = [one.name for one in found]
    most, height = max(row["number"] for row in told), ROW * len(names)
    line = alt.Y("dyad:N", scale=alt.Scale(domain=names), title=None, axis=_names(offset=4))
    x = axis("since", period.first, period.last)
    tooltip = ["dyad:N", "since:N", "until:N", "number:Q", "low:Q", "high:Q", "read:Q"]
    scale = alt.Scale(type="log", domain=[1, max(2, most)], scheme="blues")
    legend = alt.Legend(
        title=f"{asked.of} a {asked.every}", orient="right", gradientLength=min(120, height), format="~s"
    )
    none = (
        alt.Chart(values(rows)).mark_rect(fill=FAINT, height=ROW - 4).encode(x=x, x2="until:T", y=line, tooltip=tooltip)
    )
    some = alt.Chart(values(told)).mark_rect(height=ROW - 4).encode(
        x=x, x2="until:T", y=line, tooltip=tooltip, color=alt.Color("number:Q", scale=scale, legend=legend)
    )  # fmt: skip
    behind = unknown.layers(dark, period.first, period.last, height)
    words = heading(f"the {len(names)} with most, {asked.every} by {asked.every}" if len(names) > 1 else "its course")
    return alt.layer(none, some, *behind).properties(width=WIDTH, height=height, title=words)


def _footer(read: int, found: int, left: int, courses: int, *, dark: bool) -> str:
    return " ".join(
        [
            caption.read(read),
            *([caption.HATCHED] if dark else []),
            *([f"{left:,} of {found:,} dyads are between sides that are not shown."] if left else []),
            *([f"The course of {courses} is shown."] if courses < found else []),
            "Codes of sides: three letters are a state, others follow after a blank (REB rebels, CVL civilians).",
        ]
    )
