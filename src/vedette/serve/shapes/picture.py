"""The lake as a whole, forces, and what is counted."""

from __future__ import annotations

from datetime import date, datetime

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
    report: str
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


class Alert(Shape):
    """A break in a series."""

    id: str
    kind: str


class Alerts(Shape):
    """Alerts, or why there are none."""

    schema_: Version
    items: list[Alert]
    why: str | None
