"""Incidents: what several reports tell, and what each claims."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from vedette.serve.shapes.reports import Event, Segment, StatementStanding
from vedette.serve.shapes.values import Shape, Version, When, Where, Who


class Claim(Shape):
    """What one report says about one thing, in its words."""

    report: str = Field(description="the report's id")
    event: str
    source: Who | None
    published: date | None
    superseded_by: str | None
    source_words: str | None
    words: str
    start: int
    end: int
    voice: str
    part: str | None
    denied: bool
    rule: str
    low: float | None = None
    high: float | None = None
    approximate: bool | None = None
    unit: str | None = None
    when: When | None = None
    where: Where | None = None
    who: Who | None = None


class Standing(Shape):
    """How the claims of a thing stand together."""

    state: str
    voices: int
    rule: str
    claims: list[Claim]


class Toll(Standing):
    """A range with its claims."""

    low: float | None
    high: float | None
    approximate: bool | None
    unit: str | None


class Finding(Standing):
    """What is held of a thing that is no count."""

    when: When | None = None
    where: Where | None = None
    who: list[Who] | None = None


class Findings(Shape):
    """By what they are about; only those that something is claimed of."""

    deed: Finding | None = None
    time: Finding | None = None
    place: Finding | None = None
    actor: Finding | None = None
    recipient: Finding | None = None


class Part(Shape):
    """One comparison of two events."""

    part: str
    level: str
    weight: float


class Joined(Shape):
    """Why an event was joined."""

    event: str
    to: str
    score: float
    parts: list[Part]


class Incident(Shape):
    """What several events are about: one happening."""

    schema_: Version
    id: str
    type: str
    mode: str | None
    since: date | None
    until: date | None
    where: Where | None
    actors: list[Who]
    recipients: list[Who]
    killed: Toll | None
    injured: Toll | None
    counts: list[Toll]
    state: str
    voices: int
    reports: list[str]
    copies: list[list[str]]
    events: list[str]
    known_from: date | None
    superseded_at: date | None
    findings: Findings
    sources: list[str]
    joined: list[Joined]
    history: list[str]


class IncidentList(Shape):
    """A page of incidents."""

    schema_: Version
    items: list[Incident]
    next: str | None
    total: int


class ClaimMade(Claim):
    """A claim with what it is about."""

    about: str


class Copy(Shape):
    """Another report of the same text."""

    id: str
    source: str
    title: str


class Evidence(Shape):
    """A report with its text in pieces, and what it says of what is asked about."""

    key: str
    id: str
    title: str
    source: str
    published: date | None
    url: str
    copy_of: str | None
    copies: list[Copy]
    segments: list[Segment]
    events: list[Event]
    statements: list[StatementStanding]
    joined: list[Joined]
    claims: list[ClaimMade]


class IncidentEvidence(Shape):
    """An incident's reports."""

    schema_: Version
    incident: Incident
    reports: list[Evidence]


class ReportEvidence(Shape):
    """One report, with all its events."""

    schema_: Version
    reports: list[Evidence]


class Table(Shape):
    """One entry an incident in each; what no incident has is null, or -1 where the entry points into a list."""

    id: list[str]
    type: list[int]
    mode: list[int]
    since: list[int | None]
    until: list[int | None]
    published: list[int | None] = Field(description="of the first report")
    lat: list[float | None]
    lon: list[float | None]
    radius: list[float | None]
    kind: list[int]
    place: list[int]
    country: list[str | None]
    killed_low: list[float | None]
    killed_high: list[float | None]
    injured_low: list[float | None]
    injured_high: list[float | None]
    intensity: list[float | None]
    voices: list[int]
    reports: list[int]
    state: list[int]
    actors: list[list[str]]
    recipients: list[list[str]]


class Columns(Shape):
    """Incidents by column; days count from 1970-01-01."""

    schema_: Version
    n: int
    total: int
    types: list[str]
    modes: list[str]
    places: list[str]
    states: list[str]
    kinds: list[str]
    columns: Table


class Point(Shape):
    """East before north."""

    type: Literal["Point"]
    coordinates: list[float]


class Feature(Shape):
    """One row."""

    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: dict[str, str | float | bool | None]


class Features(Shape):
    """GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"]
    features: list[Feature]
