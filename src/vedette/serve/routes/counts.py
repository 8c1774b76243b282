"""Who did to whom, and series."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vedette.serve import counting
from vedette.serve.answer import dumped
from vedette.serve.filters import DyadsAsked, SeriesAsked
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, answer
from vedette.serve.shapes.picture import Dyads, Series

router = APIRouter(tags=["counts"])


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
