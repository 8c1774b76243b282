"""Dates, months, years, seasons and feasts: which year they are of, when none was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from vedette.records import PassedOver
from vedette.resolve.when import spans
from vedette.resolve.when.feasts import eras, falls
from vedette.resolve.when.setting import Reckoned, Setting, day_first, full_dates
from vedette.resolve.when.shapes import Date, Era, Feast, Month, Numeric, Piece, Season, Years
from vedette.resolve.when.spans import Stretch

LOOSE_DAYS: Final = 31
"""A date without a year may lie this far on the unlikely side of the publication before another year is taken:
statuses describe the event, and a plan's date may be that of its announcement. Looked at on train's dates."""
NO_DATE: Final = Reckoned(None, "no-publication-date")
NO_SUCH_DAY: Final = Reckoned(None, "no-such-day")


def numeric(shape: Numeric, setting: Setting) -> Reckoned:
    """Thus "03/04/2015": by the text's other figures, by what is a date at all, else by what is not ahead of the report."""
    british, american = _day(shape.year, shape.second, shape.first), _day(shape.year, shape.first, shape.second)
    if british is None or american is None or british == american:
        only = british or american
        return Reckoned(spans.day(only), "figures") if only else NO_SUCH_DAY
    evidence = day_first(setting.surroundings.text)
    if evidence is None and setting.published is not None:
        fits = [not setting.ahead and one > setting.published for one in (british, american)]
        evidence = fits[1] if fits[0] != fits[1] else None
    chosen, other = (american, british) if evidence is False else (british, american)
    why = "the other order of day and month" + (
        "" if evidence is not None else "; nothing in the text speaks for either"
    )
    return Reckoned(spans.day(chosen), "figures-two-orders", (PassedOver(other.isoformat(), why),))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dated(shape: Date, setting: Setting) -> Reckoned:
    """A day of a month."""
    if shape.month is None:
        return _day_of_month(shape, setting)
    if shape.year is not None:
        found = _day(shape.year, shape.month, shape.day)
        return Reckoned(spans.day(found), "date") if found else NO_SUCH_DAY
    if shape.year_shift is not None and setting.published is not None:
        found = _day(setting.published.year + shape.year_shift, shape.month, shape.day)
        return Reckoned(spans.day(found), "date-of-said-year") if found else NO_SUCH_DAY
    told = full_dates(setting.surroundings.text).get((shape.month, shape.day))
    found = _day(told, shape.month, shape.day) if told else None
    if found:
        return Reckoned(spans.day(found), "year-told-in-text")
    month = shape.month
    return _nearest(setting, lambda year: _one(_day(year, month, shape.day)), "date-nearest-year", LOOSE_DAYS)


def _one(day: date | None) -> tuple[Stretch, ...]:
    return (spans.day(day),) if day else ()


def _day_of_month(shape: Date, setting: Setting) -> Reckoned:
    """Thus "the 12th": of this month, or of the one before or after it."""
    published = setting.published
    if published is None:
        return NO_DATE
    months = [spans.add_months(published.replace(day=1), by) for by in (-2, -1, 0, 1, 2)]
    days = [day for month in months if (day := _day(month.year, month.month, shape.day))]
    chosen = [day for day in days if (day >= published if setting.ahead else day <= published)]
    if not chosen:
        return NO_SUCH_DAY
    return Reckoned(spans.day(chosen[0] if setting.ahead else chosen[-1]), "day-of-month")


def month(shape: Month, setting: Setting) -> Reckoned:
    """A month: the last such by the publication, or the next for what lies ahead."""
    if shape.year is not None:
        return Reckoned(spans.month(shape.year, shape.month), "month")
    published = setting.published
    if published is None:
        return NO_DATE
    if shape.year_shift is not None:
        return Reckoned(spans.month(published.year + shape.year_shift, shape.month), "month-of-said-year")
    return _nearest(setting, lambda year: (spans.month(year, shape.month),), "month-nearest-year")


def named_month(shape: Month, setting: Setting, *, last: bool) -> Reckoned:
    """Thus "last July" is the latest one that is over; "next July" the first to come."""
    published = setting.published
    if published is None:
        return NO_DATE
    if last:
        year = published.year - (0 if shape.month < published.month else 1)
        return Reckoned(spans.month(year, shape.month), "last-month-named")
    year = published.year + (0 if shape.month > published.month else 1)
    return Reckoned(spans.month(year, shape.month), "next-month-named")


def years(shape: Years, setting: Setting) -> Reckoned:
    """A year or decade."""
    del setting
    return Reckoned(spans.years(shape.first, shape.count), "year" if shape.count == 1 else "decade")


def season(shape: Season, setting: Setting) -> Reckoned:
    """Three months of the northern year."""
    if shape.year is not None:
        return Reckoned(spans.season(shape.name, shape.year), "season")
    published = setting.published
    if published is None:
        return NO_DATE
    if shape.year_shift is not None:
        return Reckoned(spans.season(shape.name, published.year + shape.year_shift), "season-of-said-year")
    if shape.which:
        return _season_beside(shape, published)
    return _nearest(setting, lambda year: (spans.season(shape.name, year),), "season-nearest-year")


def _season_beside(shape: Season, published: date) -> Reckoned:
    """Thus "last spring" is the latest that is over, "next winter" the first to begin, "this summer" the year's own."""
    own = [spans.season(shape.name, published.year + by) for by in (-2, -1, 0, 1)]
    if shape.which == "this":
        running = next((one for one in own if one.since <= published < one.until), None)
        return Reckoned(running or spans.season(shape.name, published.year), "this-season")
    if shape.which == "next":
        return Reckoned(next(one for one in own if one.since > published), "next-season")
    return Reckoned([one for one in own if one.until <= published][-1], "last-season")


def piece(shape: Piece, setting: Setting) -> Reckoned:
    """A quarter or half of a year: of the year said, else of the publication's."""
    lay: Callable[[int, int], Stretch] = spans.quarter if shape.of == 4 else spans.half  # noqa: PLR2004 quarters
    if shape.year is not None:
        return Reckoned(lay(shape.year, shape.number), "quarter" if shape.of == 4 else "half-year")  # noqa: PLR2004 as above
    published = setting.published
    if published is None:
        return NO_DATE
    if shape.year_shift is not None:
        return Reckoned(lay(published.year + shape.year_shift, shape.number), "quarter-of-said-year")
    return _nearest(setting, lambda year: (lay(year, shape.number),), "quarter-nearest-year")


def feast(shape: Feast, setting: Setting) -> Reckoned:
    """A holiday: in the year said, else the nearest one on the side that the event lies."""
    published, year = setting.published, shape.year
    if year is None and published is None:
        return NO_DATE
    if year is None and published is not None and shape.year_shift is not None:
        year = published.year + shape.year_shift
    if year is not None:
        found = falls(shape.name, year)
        return _moved(Reckoned(found[0], "feast"), shape.shift) if found else Reckoned(None, "feast-not-in-table")
    return _moved(_nearest(setting, lambda one: falls(shape.name, one), "feast-nearest", reach=4), shape.shift)


def _moved(reckoned: Reckoned, by: int) -> Reckoned:
    if not by or reckoned.stretch is None:
        return reckoned
    edge = reckoned.stretch.since if by < 0 else reckoned.stretch.last
    return Reckoned(spans.day(edge + timedelta(days=by)), reckoned.rule, reckoned.passed_over)


def era(shape: Era, setting: Setting) -> Reckoned:
    """A war or time with a name."""
    del setting
    return Reckoned(eras()[shape.name], "named-time")


def _nearest(
    setting: Setting, lay: Callable[[int], Iterable[Stretch]], rule: str, loose: int = 0, reach: int = 2
) -> Reckoned:
    """Of the years around the publication's: the last that has begun, or the first that is not over.

    `loose` is how many days on the other side are taken rather than a year's distance; `reach` how many years are tried.
    """
    published = setting.published
    if published is None:
        return NO_DATE
    options = [one for year in range(published.year - reach, published.year + reach + 1) for one in lay(year)]
    behind = [one for one in options if one.since <= published]
    ahead = [one for one in options if one.until > published]
    if not behind or not ahead:
        return Reckoned(None, "feast-not-in-table")
    last, first = behind[-1], ahead[0]
    near = (published - last.last).days if setting.ahead else (first.since - published).days
    take_ahead = setting.ahead != (0 < near <= loose)
    chosen, other = (first, last) if take_ahead else (last, first)
    over = (
        ()
        if chosen == other
        else (PassedOver(other.since.isoformat(), "the one on the other side of the publication"),)
    )
    return Reckoned(chosen, rule, over)
