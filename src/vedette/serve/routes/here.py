"""What all routes need: the lake as it stands, and a way to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response

from vedette.records import SCHEMA
from vedette.serve.answer import JSON, Make, answered, dumped
from vedette.serve.live import Live
from vedette.serve.problem import Refusal
from vedette.serve.settings import Settings
from vedette.serve.snapshot import Snapshot

Json = dict[str, Any]
T = TypeVar("T")

PATIENCE = 0.8
"""Share of a request's time for which it waits."""


async def _live(request: Request) -> Live:
    live: Live = request.app.state.live
    return live


async def _here(request: Request) -> Snapshot:
    live: Live = request.app.state.live
    return live.now


Here = Annotated[Snapshot, Depends(_here)]
Lives = Annotated[Live, Depends(_live)]


async def made(request: Request, coming: Awaitable[T], what: str) -> T:
    """What is made in the background; whoever asks before it is there waits for most of the time that a request has."""
    settings: Settings = request.app.state.settings
    try:
        return await asyncio.wait_for(coming, settings.limits.seconds * PATIENCE)
    except TimeoutError:
        told = f"{what} of the lake are still being put together. Ask again in a moment"
        raise Refusal(503, told, {"Retry-After": "10"}) from None


def answer(request: Request, here: Snapshot, make: Make, *, media: str = JSON, name: str | None = None) -> Response:
    """What `make` makes, unless it is known already."""
    return answered(request, here.versions, here.kept, make, media=media, name=name)


def listed(items: list[Any], onward: str | None, total: int) -> bytes:
    """A page of a list."""
    return dumped({"schema": SCHEMA, "items": items, "next": onward, "total": total})


def listed_bytes(items: list[bytes], onward: str | None, total: int) -> bytes:
    """The same of rows that are JSON already."""
    tail = dumped({"next": onward, "total": total})[1:]
    return b'{"schema":%d,"items":[' % SCHEMA + b",".join(items) + b"]," + tail


def unknown(what: str, name: str, listed_at: str) -> Refusal:
    """That there is no such row."""
    return Refusal(404, f"the lake has no {what} {name[:80]!r}. {listed_at} lists what there is")
