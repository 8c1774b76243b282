"""Reports, with what was taken from them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from vedette.serve.shapes.values import Count, Engine, Shape, Span, Version, When, Where, Who


class Argument(Span):
    """Words that fill a role; what they mean stands under the one key that fits."""

    role: str
    score: float
    who: Who | None = None
    when: When | None = None
    where: Where | None = None
    count: Count | None = None


class Event(Shape):
    """One report's claim that somebody did something."""

    id: str
    type: str
    mode: str | None
    status: str
    contexts: list[str]
    score: float
    intensity: float
    trigger: Span
    arguments: list[Argument]


class ReportName(Shape):
    """Which report."""

    id: str
    source: str
    published: date | None
    title: str
    url: str
    key: str


class EventTold(Event):
    """An event by itself, with its report and since when the lake knew it."""

    schema_: Version
    report: ReportName = Field(description="an object here: its key leads to /reports/{key}")
    engine: Engine
    known_from: datetime | None
    superseded_at: datetime | None


class EventList(Shape):
    """A page of events."""

    schema_: Version
    items: list[EventTold]
    next: str | None
    total: int


class Speaker(Span):
    """Who speaks."""

    who: Who


class Statement(Shape):
    """Somebody's words in a report."""

    id: str
    speaker: Speaker
    anonymous: bool
    cue: Span | None
    content: Span
    quoted: bool
    events: list[str]


class Stance(Shape):
    """How a speaker stands to an event."""

    event: str | None
    stance: str
    rule: str


class StatementStanding(Statement):
    """A statement with how its speaker stands to what it tells."""

    stance: str | None
    stances: list[Stance]


class StatementHeard(StatementStanding):
    """The same, with its report and what became of a demand or threat."""

    schema_: Version
    report: str = Field(description="the report's id")
    published: date | None
    source: str
    state: str | None
    state_rule: str | None
    deadline: date | None
    rests_on: list[str]


class StatementList(Shape):
    """A page of statements."""

    schema_: Version
    items: list[StatementHeard]
    next: str | None
    total: int


class Posture(Shape):
    """A force somewhere, as one report tells it."""

    id: str
    owner: Who | None
    command: Who | None
    force: Span
    kind: str
    count: Count
    status: str
    where: Where | None
    origin: Where | None
    when: When | None
    source: Who | None
    event: str


class Place(Shape):
    """Where an input stood."""

    path: str
    line: int | None
    record: int | None = None
    byte: int | None = None


class Trouble(Shape):
    """What was not read, or not as well as it could have been."""

    kind: str
    where: Place
    message: str
    next: str


class Report(Shape):
    """A dated document."""

    key: str
    id: str
    source: str
    published: date | None
    title: str
    url: str
    language: str
    text: str
    known_from: datetime


class ReportList(Shape):
    """A page of reports."""

    schema_: Version
    items: list[Report]
    next: str | None
    total: int


class Reading(Shape):
    """A report with all that was taken from it."""

    schema_: Version
    id: str
    published: date | None
    title: str
    source: str
    offset: int
    text: str
    engine: Engine
    events: list[Event]
    statements: list[Statement]
    postures: list[Posture]
    problems: list[Trouble]
    url: str
    date_origin: str
    language: str


class ReportRead(Reading):
    """The same of a lake."""

    key: str


class Mark(Shape):
    """Words that fill a role of an event."""

    event: str
    role: str
    label: str
    value: str | None
    rule: str | None


class Segment(Shape):
    """A piece of a text. Put together the pieces are the text."""

    text: str
    marks: list[Mark]


class ReadingMarked(Reading):
    """What a text that is kept nowhere tells."""

    segments: list[Segment]


class Hit(Shape):
    """A piece of a snippet."""

    text: str
    hit: bool


class Match(Shape):
    """A report that holds the words."""

    key: str
    id: str
    source: str
    published: date | None
    title: str
    url: str
    segments: list[Hit]


class Matches(Shape):
    """Reports that hold all words, the newest first."""

    schema_: Version
    items: list[Match]
    total: int
