"""An event with what its report says of itself: what each format of single events is given, and what all of them ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.export import Page
from vedette.records import Argument, Count, Engine, Event, Reading, Report, Resolved, When, Where, Who

HAPPENED = frozenset({"actual", "ongoing"})
"""Statuses of what took place. Tables that cannot say that an event is planned, only possible or denied take no others:
there, a row is a deed.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One event as its report tells it."""

    event: Event
    report: Report
    """Its text is empty where a format does not need it."""
    engine: Engine
    known_from: datetime | None = None
    """When the lake got to know it; None outside a lake."""
    superseded_at: datetime | None = None


def each(reading: Reading) -> Iterator[Told]:
    """The events of a reading, in its order."""
    return (Told(event, reading.report, reading.engine) for event in reading.events)


def actors(event: Event, role: str) -> tuple[tuple[Argument, Who], ...]:
    """The actors (or recipients) that could be told, with their words, in text order, each code once."""
    found = {
        argument.who.value.code: (argument, argument.who.value)
        for argument in reversed(event.role(role))
        if argument.who and argument.who.value
    }
    return tuple(reversed(found.values()))


def time(event: Event) -> tuple[Argument, When] | None:
    """The first time that could be told."""
    return next(((a, a.when.value) for a in event.role("time") if a.when and a.when.value), None)


def place(event: Event) -> tuple[Argument, Where] | None:
    """The first place that could be told."""
    return next(((a, a.where.value) for a in event.role("place") if a.where and a.where.value), None)


def number(event: Event, role: str) -> Count | None:
    """The first number in this role that could be told."""
    return next((a.count.value for a in event.role(role) if a.count and a.count.value), None)


def reasons(event: Event, role: str, kind: str) -> tuple[str, ...]:
    """Rules that say why the words in this role could not be told."""
    resolved: list[Resolved[Any] | None] = [getattr(argument, kind) for argument in event.role(role)]
    return tuple(each.rule for each in resolved if each and each.value is None)


def planned_or_denied(told: Told) -> str | None:
    """Why a table of deeds takes no such event; None where it does."""
    return None if told.event.status in HAPPENED else f"status {told.event.status}"


def takes_all(told: Told) -> None:
    """What a format leaves out that can hold every event: none."""
    del told


def no_head(page: Page) -> str:
    """What stands before the first event where nothing does."""
    del page
    return ""
