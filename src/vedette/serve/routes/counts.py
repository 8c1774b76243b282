"""Who did to whom, series, alerts."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vedette.records import SCHEMA
from vedette.serve import counting
from vedette.serve.answer import dumped
from vedette.serve.filters import AlertsAsked, DyadsAsked, SeriesAsked
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, answer
from vedette.serve.shapes.picture import Alerts, Dyads, Series

router = APIRouter(tags=["counts"])

NO_ALERTS = "this lake has no alerts: nothing has looked for breaks in its series yet"


@router.get("/dyads", response_model=Dyads)
def dyads(request: Request, here: Here, asked: Query[DyadsAsked]) -> Response:
    """Who did to whom, over incidents: how many, how many of them hostile (intensity below 0), the mean intensity."""
    return answer(request, here, lambda: dumped(counting.dyads(here, asked)))


@router.get("/series", response_model=Series)
def series(request: Request, here: Here, asked: Query[SeriesAsked]) -> Response:
    """Incidents by the first day meant. `values` are least and `high` greatest numbers; null is unknown: nothing was read
    that was published in that stretch. `read` is how many reports were.
    """
    return answer(request, here, lambda: dumped(counting.series(here, asked)))


@router.get("/alerts", response_model=Alerts)
def alerts(request: Request, here: Here, asked: Query[AlertsAsked]) -> Response:
    """Alerts, as far as the lake has them."""
    del asked
    return answer(request, here, lambda: dumped({"schema": SCHEMA, "items": [], "why": NO_ALERTS}))
