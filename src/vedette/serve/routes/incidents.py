"""Incidents: listed, by column, as files, and each with its evidence."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vedette.export import incident_csv
from vedette.serve import columns, evidence, geojson
from vedette.serve.answer import dumped
from vedette.serve.filters import MOST_ROWS, IncidentFilters, IncidentPage, KnownAt
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, answer, listed_bytes, unknown
from vedette.serve.shapes import incidents as shapes
from vedette.serve.snapshot import Snapshot

router = APIRouter(tags=["incidents"])


@router.get("/incidents", response_model=shapes.IncidentList)
def incidents(request: Request, here: Here, asked: Query[IncidentPage]) -> Response:
    """Incidents that all filters fit, a page at a time."""

    def make() -> bytes:
        page = here.index.page(asked, here.holding(asked.contains), asked.sort, asked.limit, asked.after)
        return listed_bytes(here.index.shapes(page.rows), page.next, page.total)

    return answer(request, here, make)


@router.get("/incidents/columns", response_model=shapes.Columns)
def by_column(request: Request, here: Here, asked: Query[IncidentFilters]) -> Response:
    """All incidents that fit, by column: for a map or a chart of all of them. 100,000 at most, of the latest; `total` says
    how many fit.
    """
    return answer(request, here, lambda: columns.columns(here.index, asked, here.holding(asked.contains)))


@router.get(
    "/incidents.geojson",
    response_model=shapes.Features,
    responses={
        200: {"content": {geojson.MEDIA: {"schema": {"type": "object"}}}, "description": "incidents as GeoJSON"}
    },
)
def as_geojson(request: Request, here: Here, asked: Query[IncidentFilters]) -> Response:
    """Incidents that fit as GeoJSON; no geometry where no place is known by degrees."""

    def make() -> bytes:
        return geojson.collection(geojson.of_incident(told) for told, _, _ in here.index.records(_all(here, asked)))

    return answer(request, here, make, media=geojson.MEDIA, name="incidents.geojson")


@router.get(
    "/incidents.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "incidents as CSV"}},
)
def as_csv(request: Request, here: Here, asked: Query[IncidentFilters]) -> Response:
    """Incidents that fit as CSV."""

    def make() -> bytes:
        lines = (incident_csv.line(told) for told, _, _ in here.index.records(_all(here, asked)))
        return "".join([incident_csv.head(), *lines]).encode("utf-8", "replace")

    return answer(request, here, make, media="text/csv; charset=utf-8", name="incidents.csv")


@router.get("/incidents/{id}", response_model=shapes.Incident)
def incident(request: Request, here: Here, id: str, asked: Query[KnownAt]) -> Response:  # noqa: A002 - the path's word
    """One incident: what is held of it, what each report claims, why its events were joined."""
    row = _row(here, id, asked)
    return answer(request, here, lambda: here.index.shapes([row])[0])


@router.get("/incidents/{id}/evidence", response_model=shapes.IncidentEvidence)
def proof(request: Request, here: Here, id: str, asked: Query[KnownAt]) -> Response:  # noqa: A002 - as above
    """Its reports side by side: their texts in pieces, with the words that each value rests on."""
    row = _row(here, id, asked)
    return answer(request, here, lambda: dumped(evidence.of_incident(here, row)))


def _row(here: Snapshot, name: str, asked: KnownAt) -> int:
    row = here.index.place_of(name, asked.known_at)
    if row is None:
        raise unknown("incident", name, "/api/v1/incidents")
    return row


def _all(here: Snapshot, asked: IncidentFilters) -> list[int]:
    return here.index.page(asked, here.holding(asked.contains), "published", MOST_ROWS, None).rows
