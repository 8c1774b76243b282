"""What to look at."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vedette.serve.answer import Make, answered
from vedette.serve.filters import AlertPage, Nothing
from vedette.serve.problem import Refusal
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, Lives, unknown
from vedette.serve.shapes.picture import Alert, Alerts
from vedette.serve.snapshot import Snapshot
from vedette.serve.warned import NOT_YET
from vedette.serve.warned import Alerts as Warned

router = APIRouter(tags=["alerts"])

SOON = "10"
"""Seconds after which to ask again."""


@router.get("/alerts", response_model=Alerts)
def alerts(request: Request, here: Here, live: Lives, asked: Query[AlertPage]) -> Response:
    """What rules find that an analyst should look at, a page at a time. It is counted in the background after the lake grew;
    `state` says whether that is done, and the stream tells when.
    """
    now = live.alerts
    return _answer(request, here, now, lambda: now.page(asked, here.version))


@router.get("/alerts/{id}", response_model=Alert)
def alert(request: Request, here: Here, live: Lives, id: str, asked: Query[Nothing]) -> Response:  # noqa: A002 - the path's word
    """One alert with the rows that it rests on."""
    del asked
    now = live.alerts
    if now.of is None:
        raise Refusal(503, NOT_YET, {"Retry-After": SOON})
    found = now.one(id)
    if found is None:
        raise unknown("alert", id, "/api/v1/alerts")
    return _answer(request, here, now, lambda: found)


def _answer(request: Request, here: Snapshot, now: Warned, make: Make) -> Response:
    """They change when they are counted, and not only when the lake does."""
    stand = (*here.versions, -1 if now.of is None else now.of, int(now.failed == here.version))
    return answered(request, stand, now.kept, make, of=(here.version, now.state(here.version)))
