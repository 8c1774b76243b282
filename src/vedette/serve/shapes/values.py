"""Words and the four kinds of value."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid")


Version = Annotated[int, Field(alias="schema", description="version of the shapes")]


class Span(Shape):
    """A stretch of a report's text; offsets are half-open and count code points."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Who(Shape):
    """An actor. Without a code nobody could be told; the rule says why."""

    code: str | None
    country: str | None = Field(description="ISO 3166 alpha-3; XKX is Kosovo")
    sector: str | None
    name: str | None
    rule: str = ""


class When(Shape):
    """Days, half-open."""

    since: date | None
    until: date | None
    precision: str | None
    rule: str = ""


class Where(Shape):
    """A place, in degrees (WGS 84)."""

    name: str | None
    country: str | None
    admin1: str | None
    kind: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None = Field(description="kilometres around it that the words leave open")
    geoname: int | None
    rule: str = ""


class Count(Shape):
    """How many. Equal bounds are an exact number; null is an open bound."""

    low: float | None
    high: float | None
    approximate: bool | None
    unit: str | None
    rule: str = ""


class Engine(Shape):
    """What read it."""

    version: str
    model: str
    ontology: str
