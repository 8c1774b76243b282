"""Weekdays, "last week", "two days ago" and lengths of time: told from the day of publication or an earlier time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from vedette.records import PassedOver
from vedette.resolve.when import spans
from vedette.resolve.when.absolute import NO_DATE
from vedette.resolve.when.setting import ALL, FAR, HERE, NEAR, Reckoned, Setting
from vedette.resolve.when.shapes import Length, Shift, Weekday
from vedette.resolve.when.spans import Stretch

_WEEK: Final = 7
_BEGINS: Final = re.compile(
    r"\b(?:begin\w*|start\w*|launch\w*|declar\w*|announc\w*|impos\w*|extend\w*|suspend\w*|agree\w*|order\w*|give\w*|gave)\b",
    re.IGNORECASE,
)


_CONCLUDES: Final = re.compile(r"\b(?:conclud\w+|end(?:ed|s|ing)|wrapp\w+ up|finish\w+|complet\w+)\b", re.IGNORECASE)
_SENTENCED: Final = re.compile(r"\b(?:sentenc\w+|jail\w*|condemn\w+|get|gets|got|term|face|faces)\b", re.IGNORECASE)
_TO_SERVE: Final = re.compile(
    r"^(?:'s?)?[ -](?:of |in |more |jail |prison |behind )*(?:prison|jail|imprisonment|probation|ban|mandate|term|sentence|suspension|contract|extension|bars|deal|agreement|plan)\b",
    re.IGNORECASE,
)
_OF_EVENT: Final = re.compile(r"^[\"”']? (?:of|after|following|from) (?:an?|the|its|his|their|receiv|being)\b")
_AFTER_ALONE: Final = re.compile(r"(?:after|before|prior|following)$", re.IGNORECASE)
_EVENT_FOLLOWS: Final = re.compile(r"\s(?:to )?(?:the|an?|his|her|its|their|this|that|[A-Z]|\w+ing\b)")
"""Words behind "a day after" that name what it comes after."""
_LASTS_FOR: Final = re.compile(
    r"\b(?:exten[ds]\w*|prolong\w*|renew\w*|impos\w+|declar\w+|suspend\w*|clos\w+|bans?|banned|shut\w*|postpon\w+|delay\w*"
    r"|state of emergency|curfew|lockdown|truce|ceasefire|strike)\b[^.;]*\bfor (?:at least |another |up to )?$",
    re.IGNORECASE,
)
"""What is done or said to hold for a time to come."""
_STEP: Final = re.compile(r"\s(?P<side>ago|earlier|later|before|prior|after)\b(?P<alone>\s?(?:[.;!?)”\"]|$))?")
"""Behind a length; `alone` where nothing follows that it could come before or after."""
_IN_ONE: Final = re.compile(
    r"(?:\b(?:in|within|inside|over|during) |^)(?:just |only |less than |barely |under )*$", re.IGNORECASE
)
"""Before "one day": so long it took, on some day."""
_IN: Final = re.compile(r"(?:^|\W)in (?!the|a )")
_CLAUSE: Final = 110
"""Code points before a length in which that verb stands."""
_LEAD: Final = 40
"""Code points before a length in which a verb says whether it begins or ends."""


def weekday(shape: Weekday, setting: Setting) -> Reckoned:
    """A day of the week: the last one, the publication's own day included, or the next for what lies ahead."""
    published = setting.published
    if published is None:
        return NO_DATE
    if shape.week is not None or shape.which in {"week-on", "week-back"}:
        return _weekday_off(shape, published)
    back, ahead = (published.weekday() - shape.weekday) % _WEEK, (shape.weekday - published.weekday()) % _WEEK
    if shape.which == "last":
        return _weekday(published - timedelta(days=back or _WEEK), -_WEEK, "last-weekday")
    if shape.which == "next":
        return _weekday(published + timedelta(days=ahead or _WEEK), _WEEK, "next-weekday")
    if setting.ahead:
        return _weekday(published + timedelta(days=ahead), -_WEEK, "weekday-after-publication")
    return _weekday(published - timedelta(days=back), _WEEK, "weekday-before-publication")


def _weekday_off(shape: Weekday, published: date) -> Reckoned:
    """Thus "Monday last week", "Wednesday week"."""
    step = shape.weekday - published.weekday()
    if shape.week is not None:
        return Reckoned(spans.day(published + timedelta(days=step + _WEEK * shape.week)), "weekday-of-said-week")
    by = step % _WEEK + _WEEK if shape.which == "week-on" else step % -_WEEK - _WEEK
    return Reckoned(spans.day(published + timedelta(days=by)), "weekday-a-week-off")


def _weekday(chosen: date, other: int, rule: str) -> Reckoned:
    passed = PassedOver((chosen + timedelta(days=other)).isoformat(), "the same weekday of the week beside")
    return Reckoned(spans.day(chosen), rule, (passed,))


def shift(shape: Shift, setting: Setting) -> Reckoned:
    """So many calendar units from the publication or from an earlier time."""
    if shape.anchored:
        return _from_earlier(shape, setting)
    if setting.published is None:
        return NO_DATE
    if shape.unit == "weekend" and shape.by == 0:
        return _weekend(setting, setting.published)
    stretch = spans.unit(shape.unit, spans.move(setting.published, shape.unit, shape.by))
    if shape.unit == "fortnight":
        stretch = spans.week(spans.move(setting.published, shape.unit, shape.by))
    return Reckoned(_cut(shape, stretch, setting), f"{shape.unit}-from-publication")


def _cut(shape: Shift, stretch: Stretch, setting: Setting) -> Stretch:
    """Thus "this week" is over at the publication for what has happened; "later this week" begins there."""
    published = setting.published
    if published is None or shape.unit != "week" or shape.by != 0:
        return (
            Stretch(stretch.since, stretch.until, f"part-of-{shape.unit}")
            if shape.cut and shape.unit == "month"
            else stretch
        )
    if shape.cut == "later":
        return Stretch(published, stretch.until, "week")
    if shape.cut == "earlier" or not (
        setting.ahead or setting.surroundings.status in {"negated", "planned", "hypothetical"}
    ):
        return Stretch(stretch.since, published + spans.ONE_DAY, "week")
    return stretch


def _weekend(setting: Setting, published: date) -> Reckoned:
    coming = spans.weekend(published)
    past = coming if coming.since <= published else spans.weekend(published - timedelta(days=_WEEK))
    chosen, other = (coming, past) if setting.ahead else (past, coming)
    over = () if chosen == other else (PassedOver(other.since.isoformat(), "the weekend on the other side"),)
    return Reckoned(chosen, "weekend", over)


def _from_earlier(shape: Shift, setting: Setting) -> Reckoned:
    """Thus "the next day", "two weeks later": no finer than the time it hangs on."""
    if _AFTER_ALONE.search(setting.span.text) and _EVENT_FOLLOWS.match(setting.after):
        return Reckoned(None, "counts-from-another-event")
    found = setting.earlier(setting, FAR, "month" if shape.unit in {"day", "night", "week"} else ALL)
    if found is None or found.stretch is None:
        if setting.published is None:
            return NO_DATE
        moved = spans.unit(shape.unit, spans.move(setting.published, shape.unit, shape.by))
        return Reckoned(moved, "from-publication-for-want-of-an-earlier-time")
    anchor, unit = found.stretch, shape.unit if shape.unit in spans.RANK else "day"
    since, last = spans.move(anchor.since, shape.unit, shape.by), spans.move(anchor.last, shape.unit, shape.by)
    coarse = anchor.precision if spans.RANK.get(anchor.precision, 0) > spans.RANK[unit] else unit
    coarse = "month" if coarse == "part-of-month" else coarse
    first, final = spans.unit(coarse, since), spans.unit(coarse, last)
    return Reckoned(
        Stretch(first.since, final.until, coarse if first == final else "range"), "from-earlier-time", found.passed_over
    )


def length(shape: Length, setting: Setting) -> Reckoned:
    """A length of time, laid from or to the day of publication, or on the earlier day when it is of hours."""
    beside = _beside(shape, setting) or _without_place(shape, setting) or _in_so_long(shape, setting)
    if beside is not None:
        return beside
    if shape.unit in {"minute", "hour"} and shape.side == 0:
        return _hours(shape, setting)
    ended = _ended(shape, setting)
    if ended is not None:
        return Reckoned(ended, "length-to-said-day")
    published = setting.published
    if published is None:
        return NO_DATE
    return Reckoned(_laid(shape, setting, published), "length-past" if _side(shape, setting) < 0 else "length-ahead")


def _in_so_long(shape: Length, setting: Setting) -> Reckoned | None:
    """Thus "will leave in two weeks": a point ahead, not the time up to it."""
    text = setting.surroundings.text
    said_in = text[max(0, setting.span.start - 4) : setting.span.start + 3].lower()
    if not setting.ahead or shape.side or shape.unit in {"minute", "hour"} or not _IN.search(said_in):
        return None
    return shift(Shift(shape.unit, round(shape.number or 0)), setting)


def _without_place(shape: Length, setting: Setting) -> Reckoned | None:
    """A length that nothing ties to the calendar."""
    if shape.number is None:
        return Reckoned(None, "how-many-not-said")
    if _OF_EVENT.match(setting.after) and (shape.side > 0 or setting.ahead):
        return Reckoned(None, "counts-from-another-event")
    if setting.surroundings.status == "negated" and "-" in setting.span.text:
        return Reckoned(None, "length-of-what-was-not")
    if _took_a_day(shape, setting):
        return Reckoned(None, "how-long-it-took")
    return None


def _took_a_day(shape: Length, setting: Setting) -> bool:
    """Thus "forty died in one day" says how long it took, and not which day."""
    lead = setting.surroundings.text[max(0, setting.span.start - _LEAD) : setting.span.start]
    one = shape.unit == "day" and shape.number == 1 and shape.side == 0
    return one and not setting.ahead and _IN_ONE.search(lead) is not None


def _beside(shape: Length, setting: Setting) -> Reckoned | None:
    """Thus "two days" before "later" or "ago" is a step, not a length; and so before an "after" that ends its clause."""
    match = _STEP.match(setting.after)
    if not match or shape.number is None or shape.unit in {"minute", "hour"}:
        return None
    number, alone = int(shape.number), match["alone"] is not None
    if match["side"] in {"ago", "earlier", "later"} or alone:
        sign = 1 if match["side"] in {"later", "after"} else -1
        return shift(Shift(shape.unit, sign * number, anchored=match["side"] != "ago"), setting)
    trigger = setting.surroundings.trigger
    if match["side"] == "after" and trigger is not None and trigger.start >= setting.span.end:
        weeks = shape.unit == "week"
        step = Shift("day" if weeks else shape.unit, -number * (_WEEK if weeks else 1), anchored=True)
        return shift(step, setting)
    return Reckoned(None, "counts-from-another-event")


def _ended(shape: Length, setting: Setting) -> Stretch | None:
    """Thus "concluded a two-day visit on 13 December" ends on the day told in its sentence."""
    lead = setting.surroundings.text[max(0, setting.span.start - _LEAD) : setting.span.start]
    if shape.unit != "day" or shape.side or not _CONCLUDES.search(lead):
        return None
    found = setting.earlier(setting, HERE, "day")
    if found is None or found.stretch is None or spans.RANK.get(found.stretch.precision, 9) > 0:
        return None
    return spans.days(found.stretch.last - timedelta(days=max(0, round(shape.number or 0) - 1)), found.stretch.last)


def length_to(shape: Length, last: Reckoned, setting: Setting) -> Reckoned:
    """Thus "24 hours to Tuesday evening" ends there; "the next two weeks until 28 June" begins with the publication."""
    if last.stretch is None:
        return last
    days = timedelta(days=_days(shape.unit, shape.number or 0, explicit=True))
    ahead = setting.published is not None and last.stretch.last > setting.published
    since = setting.published if ahead and setting.published else last.stretch.last - days
    return Reckoned(Stretch(since, last.stretch.until, "range"), "length-to-said-day", last.passed_over)


def _hours(shape: Length, setting: Setting) -> Reckoned:
    found = setting.earlier(setting, NEAR, "day")
    hours = (shape.number or 0) / (60 if shape.unit == "minute" else 1)
    if found and found.stretch and spans.RANK.get(found.stretch.precision, 9) == 0 and hours <= 12:  # noqa: PLR2004 half a day
        return Reckoned(found.stretch, "hours-of-earlier-day", found.passed_over)
    if setting.published is None:
        return NO_DATE
    if hours <= 12:  # noqa: PLR2004 as above
        return Reckoned(spans.day(setting.published), "hours-of-publication-day")
    return Reckoned(_laid(shape, setting, setting.published), "hours-over-days")


def _side(shape: Length, setting: Setting) -> int:
    """Back from the publication or on from it."""
    if shape.side:
        return shape.side
    if setting.ahead:
        return 1
    trigger = setting.surroundings.trigger
    lead = setting.surroundings.text[max(0, setting.span.start - _LEAD) : setting.span.start]
    clause = setting.surroundings.text[max(0, setting.span.start - _CLAUSE) : setting.span.start]
    if _LASTS_FOR.search(clause) or _TO_SERVE.match(setting.after) or _SENTENCED.search(lead):
        return 1
    begins = _BEGINS.search(lead) or (trigger is not None and _BEGINS.match(trigger.text))
    return 1 if begins else -1


def _laid(shape: Length, setting: Setting, published: date) -> Stretch:
    side, number = _side(shape, setting), shape.number or 0
    if shape.unit in {"year", "decade", "century"}:
        years = round(number * {"year": 1, "decade": 10, "century": 100}[shape.unit])
        low, high = sorted((published.year, published.year + side * years))
        if shape.side > 0:
            return spans.days(published, spans.add_months(published, round(12 * number)))
        until_now = side < 0 and shape.side == 0 and "-" not in setting.span.text
        return Stretch(date(low, 1, 1), published + spans.ONE_DAY if until_now else date(high + 1, 1, 1), "range")
    if shape.unit == "month":
        return _months(round(number), side, published)
    days = _days(shape.unit, number, explicit=bool(shape.side))
    return spans.days(published, published + timedelta(days=side * days))


def _months(number: int, side: int, published: date) -> Stretch:
    """Back by calendar months; ahead to the day."""
    if side > 0:
        return spans.days(published, spans.add_months(published, number))
    first = spans.add_months(published.replace(day=1), -number)
    return Stretch(first, spans.add_months(published.replace(day=1), 1), "range")


def _days(unit: str, number: float, *, explicit: bool) -> int:
    """Days from the first to the last: "six days" has its last day five after its first; "the past six days" six."""
    if unit in {"minute", "hour"}:
        return max(1, round(number / (1440 if unit == "minute" else 24)))
    if unit in {"week", "fortnight", "weekend"}:
        return round(number * (14 if unit == "fortnight" else 7))
    return round(number) if explicit else max(0, round(number) - 1)
