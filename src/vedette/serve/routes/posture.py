"""Which force stands where."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from vedette.serve import forces
from vedette.serve.answer import dumped
from vedette.serve.filters import MovementsAsked, PostureAsked
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, answer, made
from vedette.serve.shapes.picture import Ledger, Movements

router = APIRouter(tags=["posture"])


@router.get("/posture", response_model=Ledger)
async def posture(request: Request, here: Here, asked: Query[PostureAsked]) -> Response:
    """Which force stands where at the end of a day, by what was published until then, each with the words it rests on. The
    lines of a day that nobody asked for yet take a while in a lake of many forces.
    """
    await made(request, forces.ready(here, asked), "the forces")
    return await run_in_threadpool(answer, request, here, lambda: dumped(forces.ledger(here, asked)))


@router.get("/posture/timeline", response_model=Movements)
async def timeline(request: Request, here: Here, asked: Query[MovementsAsked]) -> Response:
    """Each force's story: from when to when it had which status, as far as told; an open end is the last that is known."""
    await made(request, forces.book(here).wait(), "the forces")
    return await run_in_threadpool(answer, request, here, lambda: dumped(forces.movements(here, asked)))
