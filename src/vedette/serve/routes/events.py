"""Events: listed, one by one, and as files."""

from __future__ import annotations

from itertools import islice
from typing import Any

from fastapi import APIRouter, Request, Response

from vedette.export import Page, Writer
from vedette.serve.answer import dumped
from vedette.serve.eventbody import ABOUT, shaped, told
from vedette.serve.filters import MOST_ROWS, EventFilters, EventPage, KnownAt, given
from vedette.serve.geojson import MEDIA
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, Json, answer, listed_bytes, unknown
from vedette.serve.shapes import incidents as features
from vedette.serve.shapes import reports as shapes
from vedette.serve.snapshot import Snapshot
from vedette.store.found import Found
from vedette.store.known import stood
from vedette.store.wanted import Wanted

router = APIRouter(tags=["events"])

NAMED = (
    "type", "mode", "status", "context", "actor", "recipient", "place", "country", "source", "report", "contains", "since",
    "until", "min_score", "known_at", "bbox",
)  # fmt: skip
"""Filters that the store has by the same name."""

ONE = """
SELECT e.*, r.title AS title, r.url AS url FROM events AS e JOIN reports AS r USING (reading)
WHERE e.id = ? AND {stands} LIMIT 1
"""


@router.get("/events", response_model=shapes.EventList)
def events(request: Request, here: Here, asked: Query[EventPage]) -> Response:
    """Events that all filters fit, a page at a time."""

    def make() -> bytes:
        holding, sort = here.holding(asked.contains), _sort(asked.sort)
        rows, onward, total = here.deeds.get().page(asked, holding, sort, asked.limit, asked.after)
        return listed_bytes([_body(here, row) for row in rows], onward, total)

    return answer(request, here, make)


@router.get(
    "/events.geojson",
    response_model=features.Features,
    responses={200: {"content": {MEDIA: {"schema": {"type": "object"}}}, "description": "events as GeoJSON"}},
)
def as_geojson(request: Request, here: Here, asked: Query[EventFilters]) -> Response:
    """Events that fit as GeoJSON, 100,000 at most."""
    return answer(request, here, lambda: _written(here, asked, "geojson"), media=MEDIA, name="events.geojson")


@router.get(
    "/events.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "events as CSV"}},
)
def as_csv(request: Request, here: Here, asked: Query[EventFilters]) -> Response:
    """Events that fit as CSV, 100,000 at most."""
    media = "text/csv; charset=utf-8"
    return answer(request, here, lambda: _written(here, asked, "csv"), media=media, name="events.csv")


@router.get("/events/{id}", response_model=shapes.EventTold)
def event(request: Request, here: Here, id: str, asked: Query[KnownAt]) -> Response:  # noqa: A002 - the path's word
    """One event, with its report."""
    stands = stood(asked.known_at).replace("known_from", "e.known_from").replace("superseded_at", "e.superseded_at")
    rows = here.rows(ONE.format(stands=stands), [id]).to_pylist()
    if not rows:
        raise unknown("event", id, "/api/v1/events")
    return answer(request, here, lambda: dumped(shaped(rows[0])))


def _wanted(asked: EventFilters, **page: Any) -> Wanted:  # noqa: ANN401 - fields of `Wanted`
    return Wanted.of({**given(asked, *NAMED), **page})


def _body(here: Snapshot, number: int) -> bytes:
    """A row as JSON."""
    deeds = here.deeds.get()

    def make() -> bytes:
        row = deeds.row(number)
        return dumped(shaped({**here.event(row), **row}))

    return deeds.ready.body(number) or deeds.kept.get(number, make)


def _with_reports(here: Snapshot, rows: list[Json]) -> list[Json]:
    """The rows with what is shown of their reports, where they lack it."""
    if not rows or "title" in rows[0]:
        return rows
    names = list({row["reading"] for row in rows})
    found = here.rows(
        "SELECT reading, title, url FROM told SEMI JOIN (SELECT unnest(?) AS reading) USING (reading)", [names]
    )
    known = {each["reading"]: each for each in found.to_pylist()}
    return [row | known.get(row["reading"], {}) for row in rows]


def _sort(name: str) -> str:
    """The store calls the first day meant `when`."""
    return name.replace("since", "when")


def _written(here: Snapshot, asked: EventFilters, form: str) -> bytes:
    writer = Writer(form, Page(), whole=False)
    rows = _with_reports(here, _all(here, asked))
    return "".join([writer.head(), *map(writer.event, map(told, rows)), writer.tail()]).encode("utf-8", "replace")


def _all(here: Snapshot, asked: EventFilters) -> list[Json]:
    """The rows as the store has them."""
    about = ABOUT if asked.known_at else ()  # of what stands, memory has it
    if not asked.state:
        return Found(here.lake, _wanted(asked, limit=MOST_ROWS), about=about).rows()
    named = here.deeds.get().named(asked, here.holding(asked.contains))
    rows = Found(here.lake, _wanted(asked), about=about)
    return list(islice((row for row in rows if (row["id"], row["reading"]) in named), MOST_ROWS))
