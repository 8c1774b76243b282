"""A text read at once, and kept nowhere."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from vedette import pipeline
from vedette.export import jsonl
from vedette.serve.answer import PACKED_FROM, dumped, packed, takes_packed
from vedette.serve.filters import Day
from vedette.serve.problem import Refusal
from vedette.serve.segments import segments
from vedette.serve.settings import Limits, Settings
from vedette.serve.shapes.reports import ReadingMarked

router = APIRouter(tags=["read"])

MOST = Limits().text


class Given(BaseModel):
    """A text to read."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=MOST, description="as it was published")]
    published: Day | None = Field(None, description="its day; without it words such as Thursday stay unresolved")
    title: Annotated[str, Field(max_length=1000)] = ""

    @field_validator("text")
    @classmethod
    def _not_empty(cls, given: str) -> str:
        if not given.strip():
            raise ValueError("there is no word in it")
        return given


class Desk:
    """Reads one text after the other, each in a thread; so many may wait."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting = 0
        self._turn = asyncio.Lock()

    async def read(self, text: str, published: date | None, title: str) -> bytes:
        """The reading as JSON."""
        if self._waiting >= self._most:
            raise Refusal(503, "other texts are being read. Try again in a moment", {"Retry-After": "5"})
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.shield(asyncio.to_thread(_reading, text, published, title))
        finally:
            self._waiting -= 1


def _reading(text: str, published: date | None, title: str) -> bytes:
    """The reader itself is loaded at the first call."""
    reading = pipeline.read(text, published=published, title=title)
    return dumped({**jsonl.to_json(reading), "segments": segments(reading.report.text, reading.events)})


@router.post("/read", response_model=ReadingMarked)
async def read(request: Request, given: Given) -> Response:
    """What a text tells, with the text in pieces. Nothing of it is kept."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "send JSON, as Content-Type: application/json")
    desk: Desk = request.app.state.desk
    body = await desk.read(given.text, given.published, given.title)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if len(body) >= PACKED_FROM and takes_packed(request):
        body = await asyncio.to_thread(packed, body)
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers=headers, media_type="application/json")


def desk(settings: Settings) -> Desk:
    """The desk of one server."""
    return Desk(settings.limits.readings)
