"""Forces over time: since when each has its status, when that was last confirmed, and the reports that tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from vedette.analyse.ledger import HORIZON_DAYS, Asked, Told, answer
from vedette.chart import caption
from vedette.chart.days import axis, parsed
from vedette.chart.library import Chart, Rows, altair, values
from vedette.chart.theme import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, SKY, VERMILION, WIDTH, finished, heading, short
from vedette.errors import VedetteError
from vedette.export import phrases
from vedette.records import Count, Force, Resolved
from vedette.store import standing
from vedette.store.opened import Lake

STATUSES = {
    "requested": "#F0E442",
    "threatened": VERMILION,
    "authorised": ORANGE,
    "on_standby": "#CC79A7",
    "moving": SKY,
    "present": BLUE,
    "rotated": GREEN,
    "withdrawn": GREY,
    "denied": PURPLE,
}
"""Status -> colour, in the order in which a force passes through them."""

MOST = 30
"""Forces in one picture: those that were confirmed last. How many are left out is said."""

ROW = 21
"""Pixels of a force's row."""

NAMED, WIDEST = 46, 300
"""Characters and pixels of a force's name."""

MARGIN = timedelta(days=1)


def draw(
    lake: Lake,
    *,
    as_of: date | str | None = None,
    horizon: int | None = None,
    known_at: date | None = None,
    **wanted: Any,  # noqa: ANN401 - see `Lake.posture`
) -> Chart:
    """Options are those of `Lake.posture`."""
    day, days = parsed(as_of), HORIZON_DAYS if horizon is None else horizon
    ends = {name: parsed(wanted[name]) for name in ("since", "until") if name in wanted}
    asked = Asked.of(**wanted | ends)
    found = answer(standing.entries(lake, known_at), asked, as_of=day, horizon=days)
    dated = [told for told in found.lines if _dates(told)]
    if found.as_of is None or not dated:
        raise VedetteError(
            f"there is nothing to draw: no report tells of a force{_at(asked)} on a day. Ask for other places or days"
        )
    drawn = sorted(sorted(dated, key=lambda told: _dates(told)[-1], reverse=True)[:MOST], key=_order)
    forces = rows(drawn, found.as_of, days)
    period = _period(drawn, asked.since, found.as_of)
    title = f"{caption.places(asked.place) or 'All places'}: forces as of {found.as_of}"
    number = caption.reports(lake, None, found.as_of + MARGIN, known_at)
    footer = _footer(number, len(found.lines) - len(drawn), days)
    return finished(
        [_rows(forces, stretches(drawn, forces, days), marks(drawn, forces), period)],
        title,
        _subtitle(lake, asked, period),
        footer,
    )


def rows(drawn: Sequence[Told], as_of: date, horizon: int) -> Rows:
    """A row a force: `from` and `to` are known, `assumed` is how far it is taken to go on."""
    names = Counter[str]()
    return [_row(told, as_of, horizon, names) for told in drawn]


def _row(told: Told, as_of: date, horizon: int, names: Counter[str]) -> dict[str, Any]:
    force = told.force
    days = _dates(told)
    begin, end = force.since or days[0], force.last_confirmed or days[-1]
    return {
        "force": _named(force, names),
        "status": force.status,
        "from": str(min(begin, end)),
        "to": str(end + MARGIN),
        "assumed": str(max(end + MARGIN, min(as_of + MARGIN, end + timedelta(days=horizon)))),
        "since": str(force.since) if force.since else "not told",
        "last_confirmed": str(force.last_confirmed) if force.last_confirmed else "not told",
        "strength": strength(force.count),
        "where": force.where.name if force.where else "not told",
        "by": force.by.code if force.by else "the report itself",
        "rule": force.rule,
        "note": force.note or "",
    }


def strength(count: Count | None) -> str:
    """How many: `400`, `500–650`, `≥24`; a question mark where it was not told.

    >>> strength(None)
    '?'
    """
    return phrases.count(Resolved(count, "")) if count else phrases.UNKNOWN


def stretches(drawn: Sequence[Told], forces: Rows, horizon: int) -> Rows:
    """What is drawn of each force: stretches that are `told`, and those after a report longer ago than the horizon that
    are not.
    """
    return [
        row | {"begin": str(begin), "end": str(end), "told": told}
        for one, row in zip(drawn, forces, strict=True)
        for begin, end, told in _stretches(one, row, horizon)
    ]


def _stretches(one: Told, row: Mapping[str, str], horizon: int) -> Iterator[tuple[date, date, bool]]:
    """From report to report. What the first of them tells since a day is told from that day on."""
    begin, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) - MARGIN
    told = _dates(one)
    days = sorted({end, *(day for day in told if begin < day < end)})
    at = begin
    for day in days:
        if (day - at).days <= horizon or (at == begin and begin not in told):
            yield at, day + MARGIN, True
        else:
            yield at, at + MARGIN, True
            yield at + MARGIN, day, False
            yield day, day + MARGIN, True
        at = day
    assumed = date.fromisoformat(row["assumed"])
    if assumed > end + MARGIN:
        yield end + MARGIN, assumed, False


def _named(force: Force, names: Counter[str]) -> str:
    """Each row a name of its own."""
    owner = force.owner.code if force.owner else "?"
    name = short(f"{owner}: {force.force}", NAMED)
    names[name] += 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def marks(drawn: Sequence[Told], forces: Rows) -> Rows:
    """A row for each report that tells of a force, on the day on which it was published."""
    return [
        {
            "force": row["force"],
            "status": entry.posture.status,
            "day": f"{entry.published}T12:00:00Z",
            "published": str(entry.published),
            "report": entry.report_id,
            "words": short(entry.posture.force.text, NAMED),
            "strength": strength(entry.posture.count.value),
        }
        for told, row in zip(drawn, forces, strict=True)
        for entry in told.entries
        if entry.published
    ]


def _dates(told: Told) -> list[date]:
    """Days on which it was told, in order; none where nobody dates it."""
    return sorted(entry.published for entry in told.entries if entry.published)


def _order(told: Told) -> tuple[str, date]:
    return (told.force.owner.code if told.force.owner else "~", told.force.since or _dates(told)[0])


def _period(drawn: Sequence[Told], since: date | None, as_of: date) -> tuple[date, date]:
    begins = [min(told.force.since or _dates(told)[0], _dates(told)[0]) for told in drawn]
    first = max(min(begins), since) if since else min(begins)
    return min(first, as_of) - MARGIN, as_of + 2 * MARGIN


def _rows(forces: Rows, spans: Rows, told: Rows, period: tuple[date, date]) -> Chart:
    alt = altair()
    names = [row["force"] for row in forces]
    there = {row["status"] for row in (*forces, *told)}
    order = [status for status in STATUSES if status in there]
    scale = alt.Scale(domain=order, range=[STATUSES[status] for status in order])
    color = alt.Color(
        "status:N", scale=scale, legend=alt.Legend(title="status", orient="top", symbolType="square", offset=4)
    )
    line = alt.Axis(domain=False, ticks=False, grid=True, labelLimit=WIDEST, labelPadding=8)
    y = alt.Y("force:N", scale=alt.Scale(domain=names), title=None, axis=line)
    x = axis("begin", *period)
    tooltip = ["force", "status", "strength", "where", "since", "last_confirmed", "by", "rule", "note"]
    base = alt.Chart(values(forces)).encode(y=y, tooltip=[f"{name}:N" for name in tooltip])
    parts = alt.Chart(values(spans)).encode(
        x=x, x2="end:T", y=y, color=color, tooltip=[f"{name}:N" for name in tooltip]
    )
    sure = parts.transform_filter("datum.told").mark_rule(strokeWidth=9, clip=True)
    on = parts.transform_filter("!datum.told").mark_rule(strokeWidth=1.5, strokeDash=[2, 3], clip=True)
    seen = alt.Chart(values(told)).mark_point(size=34, filled=True, stroke=INK, strokeWidth=0.8, opacity=1, clip=True).encode(
        x=axis("day", *period), y=y, color=color, tooltip=[f"{name}:N" for name in told[0] if name != "day"]
    )  # fmt: skip
    many = base.mark_text(align="left", dx=6, fontSize=10.5, color=INK).encode(
        x=alt.value(WIDTH), text=alt.Text("label:N")
    ).transform_calculate(label="datum.status + ', ' + datum.strength")  # fmt: skip
    words = heading("whose force; at the right its status and how many, ? where it was not told")
    return alt.layer(sure, on, seen, many).properties(width=WIDTH, height=ROW * len(names), title=words)


def _at(asked: Asked) -> str:
    return f" at {caption.places(asked.place)}" if asked.place else ""


def _subtitle(lake: Lake, asked: Asked, period: tuple[date, date]) -> str:
    names = ("actor", "type", "since", "until")
    told = caption.said({name: getattr(asked, name) for name in names}, names)
    days = caption.period(period[0] + MARGIN, period[1] - MARGIN)
    return ". ".join(filter(None, (days, caption.sources(lake), told[:1].upper() + told[1:])))


def _footer(number: int, left: int, horizon: int) -> str:
    length = f"{horizon} day{'' if horizon == 1 else 's'}"
    return " ".join(
        [
            f"{number:,} reports read to that day, of all places.",
            f"Points: reports. Bar: told, from report to report where they are {length} apart or less.",
            f"Dots: between reports longer apart, or assumed to go on, {length} at most. After them nothing is known.",
            *([f"{left:,} forces confirmed earlier, or on no day that is told, are not shown."] if left else []),
        ]
    )
