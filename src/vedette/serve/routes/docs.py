"""The description of the API, for programs and for people."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from vedette.serve import describe
from vedette.serve.answer import dumped

router = APIRouter(include_in_schema=False)


@router.get("/api/v1/openapi.json")
async def openapi(request: Request) -> Response:
    """The description."""
    return Response(dumped(describe.openapi(request.app)), media_type="application/json")


@router.get("/docs")
@router.get("/api/v1/docs")
async def docs(request: Request) -> Response:
    """The same as a page."""
    return Response(describe.page(describe.openapi(request.app)), media_type="text/html")


@router.get("/api/v1/docs.css")
async def style() -> Response:
    """How it looks."""
    return Response(describe.STYLE, media_type="text/css")
