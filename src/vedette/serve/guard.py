"""What each request passes before it is looked at: is this server meant, from which site, by whose token, how often, how
large; and the headers that each answer carries.
"""

from __future__ import annotations

import asyncio
import hmac
import math
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.serve import problem
from vedette.serve.rate import Rate
from vedette.serve.settings import Settings

API = "/api/"

COOKIE = "vedette-token"
"""Holds the token for what a browser asks by itself and cannot put a header on: the stream of news."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What the page may load: its own files, and nothing that stands in a report."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer."""

SLOW = ("/api/v1/read",)
ENDLESS = ("/api/v1/stream",)


class Guard:
    """Around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._rate = Rate(settings.limits.rate, settings.limits.burst, time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answering = Answering(send, self._cookie(headers))
        try:
            self._check(scope, headers)
            await self._in_time(scope, self._limited(receive), answering)
        except problem.Refusal as refusal:
            await answering.refuse(scope, refusal)

    async def _in_time(self, scope: Scope, receive: Receive, answering: Answering) -> None:
        """The application's answer, or none of it: a thread that is busy with it cannot be stopped, only left alone."""
        task = asyncio.ensure_future(self._app(scope, receive, answering))
        try:
            done, _ = await asyncio.wait({task}, timeout=self._seconds(scope["path"]))
        except asyncio.CancelledError:
            task.cancel()
            raise
        if done:
            task.result()
            return
        await answering.refuse(scope, problem.Refusal(504, "it took too long. Ask for less: fewer days, a filter"))
        answering.close()
        task.add_done_callback(_forgotten)

    def _check(self, scope: Scope, headers: Headers) -> None:
        """Raises `Refusal` where the request is not answered."""
        wait = self._rate.take(scope["client"][0] if scope.get("client") else "")
        if wait:
            told = "too many requests from this address. Wait a moment"
            raise problem.Refusal(429, told, {"Retry-After": str(max(1, math.ceil(wait)))})
        self._named(headers)
        _same_site(headers)
        if not headers.get("content-length", "0").isdigit():
            raise problem.Refusal(400, "Content-Length is no number")
        if int(headers.get("content-length", "0")) > self._settings.limits.body:
            raise self._too_large()
        if self._settings.token and scope["path"].startswith(API) and not self._has_token(headers):
            told = "send the token that `vedette serve` printed: Authorization: Bearer TOKEN"
            raise problem.Refusal(401, told, {"WWW-Authenticate": "Bearer"})

    def _named(self, headers: Headers) -> None:
        host = name_of(headers.get("host", ""))
        if not self._settings.may_be_called(host):
            told = (
                f"{host[:80]!r} is no name of this server. Call it by its address, or start it with --name {host[:80]}"
            )
            raise problem.Refusal(421, told)

    def _has_token(self, headers: Headers) -> bool:
        kind, _, told = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self._is_token(told.strip())
        cookies = (each.strip().partition("=") for each in headers.get("cookie", "").split(";"))
        return any(name == COOKIE and self._is_token(value) for name, _, value in cookies)

    def _is_token(self, told: str) -> bool:
        return hmac.compare_digest(told.encode("utf-8", "replace"), (self._settings.token or "").encode())

    def _cookie(self, headers: Headers) -> str | None:
        """What a browser is given that sent the right token in a header, so that it can listen to the stream too."""
        told = f"{COOKIE}={self._settings.token}"
        known = told in headers.get("cookie", "")
        if known or not (self._settings.token and "authorization" in headers and self._has_token(headers)):
            return None
        return f"{told}; HttpOnly; SameSite=Strict; Path=/api/"

    def _seconds(self, path: str) -> float | None:
        if path in ENDLESS:
            return None
        return self._settings.limits.reading_seconds if path in SLOW else self._settings.limits.seconds

    def _limited(self, receive: Receive) -> Receive:
        came = 0

        async def some() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._settings.limits.body:
                told = self._too_large()
                raise HTTPException(told.status, told.detail, told.headers)  # the one kind that the framework lets pass
            return message

        return some

    def _too_large(self) -> problem.Refusal:
        most = self._settings.limits.body
        return problem.Refusal(413, f"a request may have {most:,} bytes. Send less", {"Connection": "close"})


class Answering:
    """Sends an answer with the headers that all have; knows whether it has begun."""

    def __init__(self, send: Send, cookie: str | None) -> None:
        self._send = send
        self._cookie = cookie
        self._begun = False
        self._closed = False

    async def __call__(self, message: Message) -> None:
        """A part of it."""
        if self._closed:
            return
        if message["type"] == "http.response.start":
            self._begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if self._cookie:
                headers["Set-Cookie"] = self._cookie
        await self._send(message)

    async def refuse(self, scope: Scope, refusal: problem.Refusal) -> None:
        """A problem, unless something else is being sent already."""
        if not self._begun:
            answer = problem.response(refusal.status, refusal.detail, refusal.headers)
            await answer(scope, _nothing, self)

    def close(self) -> None:
        """What comes from now on comes too late."""
        self._closed = True


def _forgotten(task: asyncio.Future[None]) -> None:
    """Look at how it ended, so that nobody complains that nobody looked."""
    if not task.cancelled():
        task.exception()


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def name_of(host: str) -> str:
    """A `Host` header without its port."""
    end = host.rfind("]")
    return host[: end + 1] if end >= 0 else host.partition(":")[0].lower()


def _same_site(headers: Headers) -> None:
    """Refuse what a page of another site asks; a person who follows a link from there is let in."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        raise problem.Refusal(403, f"{origin[:80]} may not ask: only the page that comes from here")
    site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "")
    if site in ("cross-site", "same-site") and mode != "navigate":
        raise problem.Refusal(403, "another site may not ask: only the page that comes from here")
