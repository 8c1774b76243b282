"""Readings as the tests write them: `ASSAULT.explosives:went off@Orvel=2024-05-06 killed:four` is an event of a text."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.records import Argument, Count, Engine, Event, Reading, Report, Resolved, Span, When, Where, digest

MARK = re.compile(
    r"(?P<type>[A-Z]+)(?:\.(?P<mode>[a-z-]+))?:(?P<trigger>[^@=]+?)(?:@(?P<place>\w+))?(?:=(?P<day>[\d-]+))?"
    r"(?: (?P<status>planned|negated|ongoing))?(?: killed:(?P<killed>.+))?$"
)

PLACES = {
    "Orvel": Where("Orvel", "FRA", "Nord", "city", 50.0, 3.0, 3.0, 1),
    "Tessin": Where("Tessin", "FRA", "Nord", "city", 49.0, 3.0, 3.0, 2),
    "FarTessin": Where("Tessin", "TUR", "Van", "city", 38.5, 43.0, 3.0, 3),
    "Qamarat": Where("the village of Qamarat", "SYR", None, "city", 35.0, 38.0, 250.0),
    "Kamarat": Where("Kamarat", "SYR", None, "city", 35.0, 38.0, 250.0),
}

NUMBERS = {"four": 4, "six": 6, "two": 2, "Two": 2}


def reading(name: str, day: str, text: str, marks: str = "", source: str = "") -> Reading:
    report = Report(name, text, date.fromisoformat(day), source=source or name)
    events = tuple(_event(report, mark) for mark in marks.split(" | ") if mark)
    return Reading(report, Engine("", "test", ""), events)


def _event(report: Report, mark: str) -> Event:
    told = MARK.match(mark)
    assert told, mark
    trigger = _span(report.text, told["trigger"])
    arguments = []
    if told["place"]:
        name = told["place"].removeprefix("Far")
        place = _span(report.text, name) if name in report.text else trigger
        arguments.append(Argument("place", place, 1.0, where=Resolved(PLACES[told["place"]], "test")))
    if told["day"]:
        since = date.fromisoformat(told["day"])
        when = When(since, since + timedelta(days=1), "day")
        arguments.append(Argument("time", trigger, 1.0, when=Resolved(when, "test")))
    if told["killed"]:
        number = float(NUMBERS.get(told["killed"], 1))
        span = _span(report.text, told["killed"])
        arguments.append(Argument("killed", span, 1.0, count=Resolved(Count(number, number), "test")))
    return Event(
        id=digest(*report.key, told["trigger"], told["type"]),
        type=told["type"],
        mode=told["mode"],
        status=told["status"] or "actual",
        contexts=(),
        score=1.0,
        intensity=0.0,
        trigger=trigger,
        arguments=tuple(arguments),
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(words, start, start + len(words))
