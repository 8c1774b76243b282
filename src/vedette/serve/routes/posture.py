"""Which force stands where."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vedette.serve import forces
from vedette.serve.answer import dumped
from vedette.serve.filters import MovementsAsked, PostureAsked
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, answer
from vedette.serve.shapes.picture import Ledger, Movements

router = APIRouter(tags=["posture"])


@router.get("/posture", response_model=Ledger)
def posture(request: Request, here: Here, asked: Query[PostureAsked]) -> Response:
    """Which force stands where at the end of a day, by what was published until then, each with the words it rests on."""
    return answer(request, here, lambda: dumped(forces.ledger(here, asked)))


@router.get("/posture/timeline", response_model=Movements)
def timeline(request: Request, here: Here, asked: Query[MovementsAsked]) -> Response:
    """Each force's story: from when to when it had which status, as far as told; an open end is the last that is known."""
    return answer(request, here, lambda: dumped(forces.movements(here, asked)))
