"""What went wrong, as `application/problem+json` (RFC 9457): one sentence that names it, and the next step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from vedette.errors import StoreError, UsageError, VedetteError

MEDIA = "application/problem+json"

TITLES: Mapping[int, str] = {
    400: "The request cannot be read",
    401: "A token is needed",
    403: "Another site may not ask",
    404: "There is no such thing",
    405: "That cannot be done here",
    413: "The request is too large",
    415: "The body is of another kind",
    421: "This server has another name",
    422: "A value cannot be meant",
    429: "Too many requests",
    500: "A fault of the server",
    503: "The server is busy",
    504: "It took too long",
}
"""Status -> title: the same for all problems of a kind."""


class Problem(BaseModel):
    """Why a request was not answered."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field("about:blank", description="always about:blank: the status says which kind it is")
    title: str
    status: int
    detail: str = Field(description="what is wrong, and what to do")


class Refusal(Exception):  # noqa: N818 - what is refused is no error of the server
    """Ends a request with a problem."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


def body(status: int, detail: str) -> bytes:
    """The problem as JSON."""
    told = {"type": "about:blank", "title": TITLES.get(status, "It did not work"), "status": status, "detail": detail}
    return json.dumps(told).encode()


def response(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as an answer."""
    return Response(body(status, detail), status, {**(headers or {}), "Cache-Control": "no-store"}, MEDIA)


async def refused(_: Request, error: Exception) -> Response:
    """Of a `Refusal`."""
    assert isinstance(error, Refusal)  # noqa: S101 - it is bound to this class
    return response(error.status, error.detail, error.headers)


async def from_framework(request: Request, error: Exception) -> Response:
    """Of what routing finds: no such path, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    told = {
        404: f"nothing is at {request.url.path[:200]}. /api/v1/docs lists what there is",
        405: f"{request.method} is not for {request.url.path[:200]}: this API only shows what a lake holds",
    }
    return response(error.status_code, told.get(error.status_code, str(error.detail)), error.headers)


async def from_validation(request: Request, error: Exception) -> Response:
    """Of values that a route does not take: which, and why."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    if any(each["loc"] == ("body",) for each in error.errors()) and not _is_json(request):
        return response(415, "send JSON, as Content-Type: application/json")
    told = [_told(each) for each in error.errors()[:5]]
    return response(422, "; ".join(told) or "a value is off")


async def from_vedette(_: Request, error: Exception) -> Response:
    """Of what Vedette refuses: a filter that cannot be meant, a lake that cannot be read."""
    assert isinstance(error, VedetteError)  # noqa: S101 - as above
    return response(_status(error), str(error))


async def from_fault(_: Request, error: Exception) -> Response:
    """Of a slip of ours; what it was stands in the server's log and goes to nobody else."""
    del error
    return response(500, "this is a fault of Vedette; the server's log tells which. Please report it")


def _status(error: VedetteError) -> int:
    if isinstance(error, UsageError):
        return 422
    return 503 if isinstance(error, StoreError) else 500


WORDS: Mapping[str, str] = {
    "date_from_datetime_parsing": "{input} is no day of the calendar",
    "dict_type": 'the body is a JSON object, such as {{"text": …}}',
    "greater_than_equal": "{input} is too little; {ge} at least",
    "json_invalid": "the body is no JSON ({error})",
    "less_than_equal": "{input} is too much; {le} at most",
    "literal_error": "{input} is none of {expected}",
    "missing": "it is needed",
    "model_attributes_type": 'the body is a JSON object, such as {{"text": …}}',
    "string_pattern_mismatch": "{input} does not fit; /docs says how it is written",
    "string_too_long": "it is too long; {max_length} characters at most",
    "string_too_short": "it is empty",
    "too_long": "{actual_length} values are too many; {max_length} at most",
}
"""Kind of slip -> what is said of it, in fewer and plainer words than the framework's."""


def _told(each: Mapping[str, Any]) -> str:
    if each["type"] == "extra_forbidden":
        return f"{_place(each['loc'])} is no parameter here; /docs lists them"
    plain = WORDS.get(each["type"])
    if plain is None:
        return f"{_place(each['loc'])}: {each['msg'].removeprefix('Value error, ')}"
    given = {"input": repr(str(each.get("input"))[:40]), **each.get("ctx", {})}
    return f"{_place(each['loc'])}: {plain.format(**given)}"


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def _place(where: tuple[int | str, ...] | list[int | str]) -> str:
    """`query.since` -> `since`; which of several values it is can be told from the value."""
    names = [str(part) for part in where if not isinstance(part, int)]
    return ".".join(names[1:] or names)[:100]
