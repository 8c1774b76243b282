"""What may be asked, as query parameters: their names, kinds and bounds, from which the description follows."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from vedette import ontology

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,20})?([eE][+-]?\d{1,3})?")
DEGREES = r"-?\d{1,3}(\.\d{1,9})?"


@cache
def types() -> tuple[str, ...]:
    """The event types of the ontology."""
    return tuple(ontology.load().types)


def _day(given: object) -> object:
    """Only YYYY-MM-DD: the framework would take seconds since 1970 too, in words or as a number."""
    if not isinstance(given, date) and not (isinstance(given, str) and DAY.fullmatch(given)):
        raise ValueError(f"{str(given)[:40]!r} is no date; write it as YYYY-MM-DD")
    return given


def _number(given: object) -> object:
    if isinstance(given, str) and not NUMBER.fullmatch(given):
        raise ValueError(f"{given[:40]!r} is no number")
    return given


Day = Annotated[date, BeforeValidator(_day)]
Whole = Annotated[int, BeforeValidator(_number)]
Score = Annotated[float, Field(ge=0, le=1), BeforeValidator(_number)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Many = Annotated[list[Words], Field(max_length=20)]
Few = Annotated[list[Words], Field(max_length=4)]
"""Words that all texts are gone through for, each by itself."""
Kind = Annotated[str, Field(pattern=rf"^({'|'.join(types())})(\.[a-z-]{{1,40}})?$")]
Kinds = Annotated[list[Kind], Field(max_length=20)]
Box = Annotated[str, Field(pattern=rf"^{DEGREES}(,{DEGREES}){{3}}$")]
State = Literal["agreed", "ranging", "contradicted", "single source"]
Status = Literal["actual", "ongoing", "planned", "hypothetical", "negated"]

MOST = 1000
"""Rows of a page."""

USUAL = 100


class Asked(BaseModel):
    """A name that is misspelt is refused: a filter that is passed over in silence gives a wrong picture."""

    model_config = ConfigDict(extra="forbid")


class Filters(Asked):
    """What incidents and events share. Of several values of one filter any will do; all filters must hold."""

    type: Kinds = Field([], description="a type, or a type and its mode: MOBILIZE.troops")
    mode: Many = Field([], description="a mode")
    status: list[Status] = Field([], max_length=5, description="of an event; of an incident that of one of its events")
    actor: Many = Field([], description="a code with or without its sector: XKX is also XKX COP")
    recipient: Many = Field([], description="likewise")
    place: Many = Field([], description="part of the name of the place or of its province")
    country: Many = Field([], description="of the place, ISO 3166 alpha-3; XKX is Kosovo")
    source: Many = Field([], description="a publisher, to the letter")
    contains: Few = Field([], description="words of a report's text or title")
    since: Day | None = Field(None, description="what ends after the begin of this day")
    until: Day | None = Field(None, description="what begins before this day")
    min_score: Score | None = Field(None, description="of an event; of an incident that of one of its events")
    known_at: Day | None = Field(None, description="as the lake knew it at the end of that day (UTC)")
    bbox: Box | None = Field(
        None, description="west,south,east,north in degrees; west greater than east: over the date line"
    )


class Paged(Asked):
    """A page of a list."""

    limit: Whole = Field(USUAL, ge=1, le=MOST, description="rows of a page")
    after: str | None = Field(
        None, min_length=4, max_length=600, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the page before"
    )


IncidentSort = Literal[
    "published", "-published", "since", "-since", "killed", "-killed", "injured", "-injured", "voices", "-voices",
    "reports", "-reports", "type", "-type", "state", "-state", "place", "-place", "intensity", "-intensity",
]  # fmt: skip
EventSort = Literal[
    "published", "-published", "since", "-since", "when", "-when", "known", "-known", "score", "-score",
    "intensity", "-intensity", "type", "-type",
]  # fmt: skip


Undated = Literal["out", "published"]
UNDATED = "where no day was told: left out of what is asked by days, or the day of the first report stands in"


class IncidentFilters(Filters):
    """Which incidents."""

    undated: Undated = Field("out", description=UNDATED)

    state: list[State] = Field([], max_length=4, description="how the reports stand together")
    min_sources: Whole = Field(1, ge=1, le=1_000_000, description="told by so many voices, copies counted once")


class EventFilters(Filters):
    """Which events."""

    state: list[State] = Field([], max_length=4, description="of the incident that it is joined to")
    context: Many = Field([], description="what it is about")
    report: Many = Field([], description="a report's id, to the letter")


class IncidentPage(IncidentFilters, Paged):
    """Which incidents, in which order, how many."""

    sort: IncidentSort = Field("published", description="with a - before it from the greatest; rows without come last")


class EventPage(EventFilters, Paged):
    """Which events, likewise."""

    sort: EventSort = Field("published", description="with a - before it from the greatest; rows without come last")


class ReportPage(Paged):
    """Which reports."""

    source: Many = Field([], description="a publisher, to the letter")
    contains: Few = Field([], description="words of the text or title")
    since: Day | None = Field(None, description="published on this day or later")
    until: Day | None = Field(None, description="published before this day")
    sort: Literal["published", "-published"] = "published"


class StatementPage(Paged):
    """Which statements."""

    speaker: Many = Field([], description="a code (SRB is also SRB GOV) or words of the name")
    about: Many = Field([], description="an event type, or words of what is said")
    stance: list[
        Literal["accuses", "claims", "demands", "denies", "promises", "refuses", "reports", "supports", "threatens"]
    ] = Field([], max_length=9, description="how the speaker stands to it")
    state: list[Literal["open", "met", "withdrawn", "past"]] = Field(
        [], max_length=4, description="what became of a demand or threat"
    )
    open: Literal["true", "false", "1", "0"] | None = Field(None, description="only demands and threats that are open")
    since: Day | None = Field(None, description="published on this day or later")
    until: Day | None = Field(None, description="published before this day")


class PostureAsked(Asked):
    """Which lines of the ledger, as of which day."""

    as_of: Day | None = Field(None, description="a day; left out, the last on which anything was published")
    place: Many = Field([], description="part of the name of the place or its province, or a country's code or name")
    owner: Many = Field([], description="code or part of the name of whose force it is, or of who commands it")
    status: list[
        Literal["requested", "threatened", "authorised", "on_standby", "moving", "present", "rotated", "withdrawn", "denied"]
    ] = Field([], max_length=9)  # fmt: skip
    horizon: Whole = Field(30, ge=1, le=36500, description="days for which a state is assumed to go on")


class MovementsAsked(Asked):
    """Which forces' stories."""

    place: Many = []
    owner: Many = []


class DyadsAsked(Asked):
    """Which incidents who did to whom is counted over."""

    since: Day | None = None
    until: Day | None = None
    place: Many = []
    country: Many = []
    type: Kinds = []
    undated: Undated = Field("published", description=UNDATED)
    limit: Whole = Field(30, ge=1, le=200, description="actors, and targets, at most: those of the most incidents")


class SeriesAsked(IncidentFilters):
    """Which incidents are counted, by what."""

    by: Literal["day", "week", "month"] = Field("day", description="weeks begin on Monday")
    undated: Undated = Field("published", description=UNDATED)
    measure: Literal["incidents", "killed", "injured", "intensity", "voices"] = "incidents"
    split: Literal["type", "mode", "country", "state"] | None = Field(
        None, description="one series a value; else one, `all`"
    )


AlertSort = Literal["raised", "-raised", "since", "-since", "tail"]
AlertKind = Literal["rise", "outbreak", "warning", "breach", "contradiction"]


class AlertPage(Paged):
    """Which alerts, in which order, how many."""

    since: Day | None = Field(None, description="raised on this day or later")
    until: Day | None = Field(None, description="raised before this day")
    place: Many = Field([], description="a country's code, or part of the name of the place or its province")
    country: Many = Field([], description="ISO 3166 alpha-3")
    actor: Many = Field([], description="who acts or is hit: KEN is also KEN MIL")
    kind: list[AlertKind] = Field([], max_length=5, description="what sort of thing was found")
    rule: Many = Field([], description="the name of a rule, to the letter")
    incident: Many = Field([], description="the id of an incident that it rests on")
    muted: Literal["true", "false"] | None = Field(None, description="only those that are muted, or only others")
    cites: Literal["true", "false"] = Field("true", description="false: without the rows that each rests on")
    sort: AlertSort = Field(
        "-raised", description="with a - before it the latest first; tail: the least likely first, those without last"
    )


class SearchAsked(Asked):
    """Which words."""

    q: Annotated[str, Field(min_length=1, max_length=200, description="words: all must be in the text or title")]
    limit: Whole = Field(20, ge=1, le=100)


class KnownAt(Asked):
    """As of which knowledge."""

    known_at: Day | None = Field(None, description="as the lake knew it at the end of that day (UTC)")


class Nothing(Asked):
    """No parameter."""


def given(asked: BaseModel, *names: str) -> dict[str, Any]:
    """Those of the filters that are set."""
    told = asked.model_dump(exclude_defaults=True)
    return {name: told[name] for name in names if name in told}


MOST_ROWS = 100_000
"""Rows of an answer that has no pages."""
