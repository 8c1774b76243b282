"""Binds a server and runs it until it is interrupted."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn

from vedette.analyse.alerts import mutes
from vedette.errors import UsageError
from vedette.serve.app import application
from vedette.serve.doors import bound
from vedette.serve.live import Live
from vedette.serve.settings import Settings, is_local

LEAST = 16
"""Characters of a token: fewer could be guessed."""

HEAD = 16 * 1024
"""Bytes of a request's first line and headers."""

GRACE = 2
"""Seconds for answers that are on their way when the server is stopped."""

TURN = 0.001
"""Seconds after which a thread that works makes way for another, a fifth of what is usual: answers wait less for what is made in the
background."""

KEEP = 20
"""Seconds for which a connection without a request is kept."""


def with_token(settings: Settings) -> tuple[Settings, bool]:
    """The settings with a token where others than this machine may ask; and whether it was made up just now."""
    if settings.token is None and not is_local(settings.host):
        return replace(settings, token=secrets.token_urlsafe(24)), True
    return settings, False


def read_token(path: Path) -> str:
    """The token that a file holds."""
    try:
        told = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the token in {path}: {error}") from None
    return checked(told, str(path))


def checked(token: str, where: str) -> str:
    """The token, if it is one."""
    if len(token) < LEAST or not token.isascii() or not token.isprintable() or set(token) & set(' ;,"\\'):
        raise UsageError(
            f"{where} holds no token: write {LEAST} letters and digits or more, without blanks, commas or quotes, such as "
            f"{secrets.token_urlsafe(24)}"
        )
    return token


def address(settings: Settings) -> str:
    """What to open in a browser. The token stands behind the #, which a browser sends to nobody."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - not bound here
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{settings.port}/" + (f"#token={settings.token}" if settings.token else "")


def serve(settings: Settings, ready: Callable[[Settings], None]) -> None:
    """Bind, open the lake, call `ready` with the settings (and the port that was found, where it is 0), and run."""
    if settings.mutes:
        mutes(Path(settings.mutes))  # what is wrong with them is told before anything is served
    sys.setswitchinterval(TURN)
    with contextlib.ExitStack() as held:
        # A large lake takes half a minute to open: that a port is taken is told before.
        doors = [held.enter_context(door) for door in bound(settings.host, settings.port)]
        live = Live(settings.lake, settings.poll, settings.mutes)
        _Server(_config(settings, live), live, lambda port: ready(replace(settings, port=port))).run(doors)


def _config(settings: Settings, live: Live) -> uvicorn.Config:
    logging.getLogger("uvicorn.error").addFilter(_Cut())
    return uvicorn.Config(
        application(settings, live),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=settings.limits.connections,
        timeout_keep_alive=KEEP,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=HEAD,
        http="h11",
        ws="none",
    )


class _Cut(logging.Filter):
    """An answer that is cut off since the server ends is no fault, and no news to whoever ends it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written."""
        return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


class _Server(uvicorn.Server):
    """Tells when it is bound, and lets listeners go before it waits for them."""

    def __init__(self, config: uvicorn.Config, live: Live, ready: Callable[[int], None]) -> None:
        super().__init__(config)
        self._live = live
        self._ready = ready

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """As its own, and then a word to whoever waits."""
        await super().startup(sockets)
        if self.started and self.servers:
            self._ready(self.servers[0].sockets[0].getsockname()[1])

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        """They would wait for news until the grace is over."""
        self._live.stop()
        await super().shutdown(sockets)
