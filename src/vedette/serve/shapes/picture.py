"""The lake as a whole, forces, and what is counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from vedette.serve.filters import AlertKind
from vedette.serve.shapes.reports import Hit
from vedette.serve.shapes.values import Count, Engine, Shape, Span, Version, Where, Who


class LakeShape(Shape):
    """What is in the lake."""

    schema_: Version
    path_name: str
    version: int
    reports: int
    events: int
    statements: int
    postures: int
    incidents: int
    since: date | None
    until: date | None
    engine: Engine | None
    linked_at: datetime | None
    behind: str | None
    tables: dict[str, int]
    sources: list[str]


class Said(Span):
    """Words that a line rests on."""

    posture: str
    report: str = Field(description="the report's id")
    source: str
    published: date | None
    status: str


class Force(Shape):
    """A line of the ledger."""

    schema_: Version
    as_of: date
    owner: Who | None
    command: Who | None
    force: str
    kind: str
    count: Count | None
    status: str
    where: Where | None
    since: date | None
    last_confirmed: date | None
    by: Who | None
    by_words: str | None
    postures: list[str]
    reports: list[str]
    rule: str
    note: str | None
    evidence: list[Said]


class Ledger(Shape):
    """Which force stands where at the end of a day."""

    schema_: Version
    as_of: date | None
    horizon: int
    items: list[Force]


class Movement(Shape):
    """A stretch of days in which a force had one status, as far as told."""

    owner: Who | None
    force: str
    kind: str
    status: str
    since: date | None
    until: date | None
    count: Count | None
    where: Where | None
    rule: str
    track: int
    postures: list[str]


class Movements(Shape):
    """The stories of all forces that fit; `track` tells which entries are of one force."""

    schema_: Version
    items: list[Movement]


class Cell(Shape):
    """Who did to whom."""

    actor: str
    recipient: str
    n: int
    hostile: int
    mean_intensity: float | None


class Dyads(Shape):
    """Who did to whom, and how often."""

    schema_: Version
    actors: list[str]
    targets: list[str]
    cells: list[Cell]


class Run(Shape):
    """One value a stretch of days; null where nothing was read, or where there is nothing to take the mean of."""

    key: str
    values: list[float | None]
    high: list[float | None]
    read: list[int]


class Series(Shape):
    """What was counted, by day, week or month."""

    schema_: Version
    since: date | None
    until: date | None
    by: str
    measure: str
    days: list[date]
    series: list[Run]


class Somewhere(Shape):
    """Where an alert is about."""

    country: str | None = Field(description="ISO 3166 alpha-3")
    admin1: str | None
    place: str | None


class Cite(Shape):
    """A row that an alert rests on, with the words of its report. `start` and `end` are those of the words that were hit."""

    what: Literal["event", "statement", "posture", "incident"]
    id: str
    incident: str | None = Field(description="the incident that it is of")
    type: str | None
    mode: str | None
    day: date | None = Field(description="first day meant")
    report: str = Field(description="the report's id")
    key: str = Field(description="the report's key")
    source: str
    published: date | None
    title: str
    segments: list[Hit]
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Alert(Shape):
    """What to look at: what a rule found, since when, how unusual, by which rows."""

    schema_: Version
    id: str
    kind: AlertKind
    rule: str = Field(description="a name of the table in how-it-decides/alerts.md")
    since: date = Field(description="day of the first thing that it rests on")
    raised: date = Field(description="first day on which what had been published was enough")
    where: Somewhere
    country: str | None
    admin1: str | None
    place: str | None
    actors: list[str] = Field(description="codes of the sides that act")
    toward: list[str] = Field(description="codes of those whom it hits or threatens")
    why: str = Field(description="a sentence with the figures")
    expected: float | None = Field(description="what the baseline lets expect; null of a rule that counts nothing")
    seen: float | None
    tail: float | None = Field(description="probability of so much or more under the baseline")
    unit: str | None = Field(description="what is seen and expected: reports, events, dead, days")
    reason: str = Field(description="why there is such a rule")
    note: str | None = Field(description="what to know beside it")
    muted: str | None = Field(description="why nobody is to be alerted to it; null where nobody muted it")
    reports: list[str] = Field(description="ids of reports, the oldest first")
    events: list[str]
    incidents: list[str] = Field(description="those that it cites, and those that its events are of")
    statements: list[str]
    postures: list[str]
    cites: list[Cite] | None = Field(
        description="the rows, the oldest report first; null where they were not asked for"
    )


class Alerts(Shape):
    """A page of alerts, and how they stand to the lake."""

    schema_: Version
    items: list[Alert]
    next: str | None
    total: int
    state: Literal["counting", "counted", "failed"] = Field(
        description="counting: these are of the lake before it grew, or none were counted yet"
    )
    of: int | None = Field(description="version of the lake that they are of")
    why: str | None = Field(description="why there are none, or none of the lake as it is")
