"""News of the lake, as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from vedette.serve.live import Live
from vedette.serve.problem import Refusal
from vedette.serve.routes.here import Lives
from vedette.serve.settings import Settings

router = APIRouter(tags=["lake"])

QUIET = 15.0
"""Seconds after which a comment is sent where there is no news, so that nobody between takes the line for dead."""


@router.get(
    "/stream",
    response_class=Response,
    responses={
        200: {
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
            "description": "events `lake` and `alerts`",
        }
    },
)
async def stream(request: Request, live: Lives) -> Response:
    """An event `lake` at once, and one whenever rows were added: `{"version": n, "reports": …, "incidents": …}`. An event
    `alerts` when those of the lake have been counted: `{"state": "counted", "of": n, "alerts": …}`.
    """
    settings: Settings = request.app.state.settings
    if live.listeners >= settings.limits.streams:
        raise Refusal(503, "too many listen already. Look at /api/v1/lake every now and then", {"Retry-After": "30"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(news(live), headers=headers, media_type="text/event-stream")


async def news(live: Live) -> AsyncIterator[str]:
    """The events."""
    async with live.listening():
        sent: set[str] = set()
        while not live.stopping:
            events = [event for event in (told(live), counted(live)) if event]
            fresh = [event for event in events if event not in sent]
            if fresh:
                sent = set(events)
                yield "".join(fresh)
            elif not await live.change(QUIET):
                yield ": nothing new\n\n"


def told(live: Live) -> str:
    """What is in the lake."""
    now = live.now
    body = {"version": now.version, "reports": now.counts["reports"], "incidents": now.counts["incidents"]}
    return f"event: lake\nid: {now.version}\ndata: {json.dumps(body)}\n\n"


def counted(live: Live) -> str:
    """That its alerts are counted, or could not be."""
    state = live.alerts.state(live.now.version)
    if state == "counting":
        return ""
    body = {"state": state, "of": live.now.version, "alerts": len(live.alerts.rows)}
    return f"event: alerts\ndata: {json.dumps(body)}\n\n"
