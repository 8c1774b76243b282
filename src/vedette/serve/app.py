"""The application: routes below `/api/v1`, the page below `/`, problems as JSON, and the guard around all of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from vedette import __version__
from vedette.errors import VedetteError
from vedette.serve import page, problem
from vedette.serve.guard import Guard
from vedette.serve.live import Live
from vedette.serve.routes import (
    alerts,
    counts,
    docs,
    events,
    incidents,
    lake,
    posture,
    read,
    reports,
    search,
    statements,
    stream,
)
from vedette.serve.settings import Settings

BASE = "/api/v1"

ROUTERS = tuple(
    each.router
    for each in (lake, reports, events, incidents, posture, statements, alerts, counts, search, read, stream)
)
"""In the order in which the reference lists them."""

THREADS = 8
"""Requests that are worked on at a time: each keeps a connection to the database, and two cores are busy with four."""


def bare(settings: Settings, live: Live | None) -> FastAPI:
    """The application without its guard; `live` may be missing where only its description is asked for."""
    app = FastAPI(
        title="Vedette", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan
    )
    app.state.settings, app.state.live, app.state.desk = settings, live, read.desk(settings)
    for router in ROUTERS:
        app.include_router(router, prefix=BASE)
    app.include_router(docs.router)
    app.add_exception_handler(problem.Refusal, problem.refused)
    app.add_exception_handler(HTTPException, problem.from_framework)
    app.add_exception_handler(RequestValidationError, problem.from_validation)
    app.add_exception_handler(VedetteError, problem.from_vedette)
    app.add_exception_handler(Exception, problem.from_fault)
    app.router.redirect_slashes = False
    app.router.default = _elsewhere
    return app


def application(settings: Settings, live: Live) -> ASGIApp:
    """The whole."""
    return Guard(bare(settings, live), settings)


async def _elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    """What is no path of the API is a file of the page. A route of the API that is asked otherwise than it may be never comes
    here: it answers 405 itself.
    """
    if scope["path"].startswith("/api/"):
        raise HTTPException(404)
    response = await to_thread.run_sync(page.page, Request(scope, receive))
    await response(scope, receive, send)


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    live: Live = app.state.live
    tasks = [asyncio.ensure_future(each) for each in (live.watch(), live.prepare())]
    try:
        yield
    finally:
        live.stop()
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
