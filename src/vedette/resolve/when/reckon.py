"""Lays a shape on the calendar: one function a kind of saying, and one table of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from vedette.resolve.when import absolute, relative, spans
from vedette.resolve.when.absolute import NO_DATE
from vedette.resolve.when.setting import ALL, ANY, FAR, HERE, NEAR, Reckoned, Setting
from vedette.resolve.when.shapes import (
    Anaphor,
    Beside,
    Between,
    Date,
    Edge,
    Era,
    Feast,
    Length,
    Month,
    Named,
    Numeric,
    Open,
    Part,
    Piece,
    Season,
    Shape,
    Shift,
    Vague,
    Weekday,
    Years,
)
from vedette.resolve.when.spans import Stretch
from vedette.resolve.when.units import COARSE, COUNTS_FROM_EVENT

_DAWN: Final = re.compile(r"dawn|daybreak|sunrise|early.morning|first light", re.IGNORECASE)
SENTENCES_BACK: Final = {"at-once": HERE, "hours": NEAR, "counted-day": HERE}
"""How far back an anaphor looks, where not far."""
COARSEST: Final = {"hours": "day", "that-day": "day", "the-counted-day": "day"}
"""How coarse the earlier time may be, where that is not open."""


def reckon(shape: Shape, setting: Setting) -> Reckoned:
    """Where on the calendar a shape lies in its setting."""
    try:
        return _BY_SHAPE[type(shape)](shape, setting)
    except (OverflowError, ValueError):
        return Reckoned(None, "off-the-calendar")


def _part(shape: Part, setting: Setting) -> Reckoned:
    """A part of a day is no shorter than its day: days are the grain of all times here."""
    if shape.of is None:
        return _part_alone(shape, setting)
    inner = reckon(shape.of, setting)
    if inner.stretch is None or isinstance(shape.of, Between):
        return _named(inner, "night" if inner.stretch else "")
    if spans.RANK.get(inner.stretch.precision, 9) > 0:
        return inner
    stretch = inner.stretch
    if shape.name in {"overnight", "night-to"}:
        first = stretch.since if shape.name == "overnight" else stretch.since - spans.ONE_DAY
        return replace(inner, stretch=spans.days(first, first + spans.ONE_DAY, "night"))
    return _named(inner, shape.name)


def _named(inner: Reckoned, precision: str) -> Reckoned:
    if inner.stretch is None or not precision:
        return inner
    return replace(inner, stretch=Stretch(inner.stretch.since, inner.stretch.until, precision))


def _part_alone(shape: Part, setting: Setting) -> Reckoned:
    """Thus "at noon", "that evening", "overnight": of the earlier day, else of the publication's."""
    if shape.name == "overnight":
        return _overnight(setting)
    if shape.which != "this":
        found = setting.earlier(setting, _reach_of(shape, setting), "day")
        if found and found.stretch and spans.RANK.get(found.stretch.precision, 9) == 0:
            return Reckoned(
                spans.day(found.stretch.last + timedelta(days=shape.by), shape.name),
                "part-of-earlier-day",
                found.passed_over,
            )
    if setting.published is None:
        return NO_DATE
    return Reckoned(spans.day(setting.published + timedelta(days=shape.by), shape.name), "part-of-publication-day")


def _reach_of(shape: Part, setting: Setting) -> int:
    """Thus "at dawn" is of the latest night unless its sentence says otherwise; "at 10:45" of the story's day."""
    before = setting.surroundings.text[max(0, setting.span.start - 12) : setting.span.start].lower()
    if shape.which == "that":
        return FAR
    if before.rstrip().endswith(("as of", "as from")) or setting.ahead:
        return HERE
    return HERE if _DAWN.search(setting.span.text) else ANY


def _overnight(setting: Setting) -> Reckoned:
    if setting.published is None:
        return NO_DATE
    by = 0 if setting.ahead else -1
    first = setting.published + timedelta(days=by)
    return Reckoned(spans.days(first, first + spans.ONE_DAY, "night"), "overnight")


def _between(shape: Between, setting: Setting) -> Reckoned:
    """From the start of the one to the end of the other; the second is taken not to lie before the first."""
    last = reckon(shape.last, setting)
    if isinstance(shape.first, Length):
        return relative.length_to(shape.first, last, setting)
    first = reckon(shape.first, setting)
    if first.stretch is None or last.stretch is None:
        return first if first.stretch is None else last
    since, until = first.stretch.since, last.stretch.until
    if since >= until:
        since, until = _in_order(shape, first.stretch, last.stretch, setting)
    return Reckoned(Stretch(since, until, "range"), "from-to", first.passed_over + last.passed_over)


def _in_order(shape: Between, first: Stretch, last: Stretch, setting: Setting) -> tuple[date, date]:
    """Thus "from November to July", "Friday to Sunday": the end in the other direction, else the nearest that fits."""
    behind = reckon(shape.first, replace(setting, ahead=False)).stretch
    beyond = reckon(shape.last, replace(setting, ahead=True)).stretch
    if not setting.ahead and behind and behind.since < last.until:
        return behind.since, last.until
    if beyond and first.since < beyond.until:
        return first.since, beyond.until
    if behind and behind.since < last.until:
        return behind.since, last.until
    return min(first.since, last.since), max(first.until, last.until)


def _open(shape: Open, setting: Setting) -> Reckoned:
    """Since and until reach to the publication; from, after and on keep the time itself."""
    if shape.lead in {"last-named", "next-named"} and isinstance(shape.of, Month):
        return absolute.named_month(shape.of, setting, last=shape.lead == "last-named")
    if shape.lead == "within" and isinstance(shape.of, Length):
        return reckon(replace(shape.of, side=shape.of.side or 1), setting)
    lead = _lead(shape, setting)
    inner = reckon(shape.of, replace(setting, ahead=setting.ahead and lead != "since"))
    published = setting.published
    if inner.stretch is None or published is None or isinstance(shape.of, Length | Anaphor):
        return inner
    if lead == "since" and inner.stretch.since <= published:
        return _reach(inner, inner.stretch.since, published + spans.ONE_DAY, "since-to-publication")
    if lead in {"until", "before", "within"} and inner.stretch.since > published:
        return _reach(inner, published, inner.stretch.until, "publication-to-limit")
    return inner


def _lead(shape: Open, setting: Setting) -> str:
    """The side that was said; "at least 4 May" is a limit behind "until"."""
    if shape.lead != "at-least":
        return shape.lead
    before = setting.surroundings.text[max(0, setting.span.start - 8) : setting.span.start].lower()
    return "until" if before.endswith(("until ", "till ")) else ""


def _reach(inner: Reckoned, since: date, until: date, rule: str) -> Reckoned:
    return replace(inner, stretch=Stretch(since, until, "range"), rule=rule)


def _edge(shape: Edge, setting: Setting) -> Reckoned:
    """The end of a month ahead is its last day; other edges say no more than the whole, with a note."""
    inner = reckon(shape.of, setting)
    if inner.stretch is None:
        return inner
    stretch = inner.stretch
    if shape.unit:
        return _counted_edge(shape, inner, stretch)
    if shape.edge in {"week", "weekend"}:
        return replace(inner, stretch=spans.unit(shape.edge, stretch.since), rule="unit-around-date")
    if spans.RANK.get(stretch.precision, 9) == 0:
        return _named(inner, "part-of-day")
    if shape.edge == "end" and (setting.ahead or not isinstance(shape.of, Month)):
        return replace(inner, stretch=spans.day(stretch.last), rule="last-day-of")
    precision = "part-of-month" if stretch.precision == "month" else stretch.precision
    note = f"said: {shape.edge} of it; kept as the whole, for the words draw no line within"
    return replace(inner, stretch=Stretch(stretch.since, stretch.until, precision), rule="part-kept-whole", note=note)


def _counted_edge(shape: Edge, inner: Reckoned, stretch: Stretch) -> Reckoned:
    """Thus "the first week of October", "the second half of May", "the first three weeks of June"."""
    part = _halved(shape, stretch) if shape.unit == "half" else _nth(shape, stretch)
    if part is None or part.since < stretch.since or part.since >= part.until:
        return Reckoned(None, "no-such-part")
    return replace(inner, stretch=part, rule="counted-part")


def _halved(shape: Edge, stretch: Stretch) -> Stretch:
    """A month is halved after its 15th; a year after June."""
    month = stretch.precision == "month"
    middle = stretch.since + timedelta(days=15) if month else stretch.since + (stretch.until - stretch.since) / 2
    if stretch.precision == "year":
        middle = date(stretch.since.year, 7, 1)
    first = shape.number == 1
    precision = "part-of-month" if month else "range"
    return Stretch(stretch.since if first else middle, middle if first else stretch.until, precision)


def _nth(shape: Edge, stretch: Stretch) -> Stretch | None:
    precision = {"day": "day", "week": "week", "quarter": "quarter", "weekend": "weekend"}.get(shape.unit, "range")
    if shape.edge in {"first", "last"}:
        edge = stretch.since if shape.edge == "first" else stretch.until
        other = spans.move(edge, shape.unit, shape.number if shape.edge == "first" else -shape.number)
        return Stretch(min(edge, other), max(edge, other), "range")
    if shape.number < 0:
        return Stretch(spans.move(stretch.until, shape.unit, -1), stretch.until, precision)
    since = spans.move(stretch.since, shape.unit, shape.number - 1)
    until = spans.move(since, shape.unit, 1)
    return Stretch(since, min(until, stretch.until), precision) if since < stretch.until else None


def _beside(shape: Beside, setting: Setting) -> Reckoned:
    """Thus "a week after the vote of 3 June": so many units from the time that the words hold."""
    inner = reckon(shape.of, setting)
    unit = shape.shift.unit
    if inner.stretch is None and isinstance(shape.of, Named):
        return _beside_untold(unit, setting)
    if inner.stretch is None:
        return inner
    moved = spans.move(inner.stretch.since, unit, shape.shift.by)
    grain = "day" if unit in {"week", "fortnight"} else unit
    rule = "beside-named-event" if isinstance(shape.of, Named) else "beside-said-time"
    return replace(inner, stretch=spans.unit(grain, moved), rule=rule)


def _beside_untold(unit: str, setting: Setting) -> Reckoned:
    """Hours beside an event that has no time of its own are of the first day that the report tells."""
    if unit not in {"hour", "minute"}:
        return _vague(Vague(COUNTS_FROM_EVENT, COARSE.get(unit, "")), setting)
    found = setting.first(setting)
    return replace(found, rule="first-day-told") if found else _anaphor(Anaphor("that-day"), setting)


def _told(shape: Named, setting: Setting) -> Reckoned:
    """The day at which the report told the event of that name."""
    return setting.told(setting, shape.noun) or Reckoned(None, COUNTS_FROM_EVENT)


def _anaphor(shape: Anaphor, setting: Setting) -> Reckoned:
    """Words that repeat a time told before."""
    found = setting.earlier(setting, SENTENCES_BACK.get(shape.rule, FAR), COARSEST.get(shape.rule, ALL))
    if found and found.stretch:
        if shape.rule == "later":
            return Reckoned(None, "after-an-earlier-time", note=f"after {found.stretch.since.isoformat()}")
        return Reckoned(_repeated(shape, found.stretch, setting), shape.rule, found.passed_over)
    if not shape.fallback:
        return Reckoned(None, "no-earlier-time")
    return Reckoned(spans.day(setting.published), "publication-day") if setting.published else NO_DATE


def _repeated(shape: Anaphor, stretch: Stretch, setting: Setting) -> Stretch:
    """Thus "meanwhile" runs from the earlier time to the publication, in units of the earlier time."""
    if shape.rule != "meanwhile" or setting.published is None or stretch.since > setting.published:
        return stretch
    unit = "month" if stretch.precision == "part-of-month" else stretch.precision
    return Stretch(stretch.since, spans.unit(unit, setting.published).until, "range")


def _opens_report(setting: Setting) -> bool:
    """True in the first sentence, which tells what happened about the day of the report."""
    sentences = setting.surroundings.sentences
    return bool(sentences) and setting.span.start < sentences[0][1] and setting.surroundings.status == "actual"


def _vague(shape: Vague, setting: Setting) -> Reckoned:
    if not shape.unit or (shape.rule == COUNTS_FROM_EVENT and not _opens_report(setting)):
        return Reckoned(None, shape.rule)
    if setting.published is None:
        return NO_DATE
    return Reckoned(spans.unit(shape.unit, setting.published + timedelta(days=shape.days)), shape.rule)


_BY_SHAPE: Final[dict[type[Shape], Callable[..., Reckoned]]] = {
    Anaphor: _anaphor,
    Beside: _beside,
    Between: _between,
    Date: absolute.dated,
    Edge: _edge,
    Era: absolute.era,
    Feast: absolute.feast,
    Length: relative.length,
    Month: absolute.month,
    Named: _told,
    Numeric: absolute.numeric,
    Open: _open,
    Part: _part,
    Piece: absolute.piece,
    Season: absolute.season,
    Shift: relative.shift,
    Vague: _vague,
    Weekday: relative.weekday,
    Years: absolute.years,
}
