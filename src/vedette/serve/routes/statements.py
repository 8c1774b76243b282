"""Who says what, and which demands and threats are still open."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from vedette.serve.filters import StatementPage
from vedette.serve.routes.asked import Query
from vedette.serve.routes.here import Here, answer, listed_bytes, made
from vedette.serve.shapes.reports import StatementList

router = APIRouter(tags=["statements"])


@router.get("/statements", response_model=StatementList)
async def statements(request: Request, here: Here, asked: Query[StatementPage]) -> Response:
    """Statements that all filters fit, by day of publication, with stance and, of demands and threats, what became of them.
    After the lake grew, all its reports are gone through before the first answer.
    """
    said = await made(request, here.said.wait(), "the statements")
    return await run_in_threadpool(answer, request, here, lambda: listed_bytes(*said.page(asked)))
