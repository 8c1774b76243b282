"""What all routes need: the lake as it stands, and a way to answer."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Request, Response

from vedette.records import SCHEMA
from vedette.serve.answer import JSON, Make, answered, dumped
from vedette.serve.live import Live
from vedette.serve.problem import Refusal
from vedette.serve.snapshot import Snapshot

Json = dict[str, Any]


async def _live(request: Request) -> Live:
    live: Live = request.app.state.live
    return live


async def _here(request: Request) -> Snapshot:
    live: Live = request.app.state.live
    return live.now


Here = Annotated[Snapshot, Depends(_here)]
Lives = Annotated[Live, Depends(_live)]


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
