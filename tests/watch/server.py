"""A real HTTP server on loopback that does as it is told: serves, lags, breaks off, leads astray."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came; names of headers in small letters."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass(slots=True)
class Given:
    """An answer."""

    body: bytes | str = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    lag: float = 0.0
    whole: bool = True
    """Whether Content-Length is right; else it says 100 bytes more."""
    raw: bytes | None = None
    """Sent as it is, in place of an answer."""
    endless: bytes | None = None
    """Sent over and over until the other end hangs up."""


Script = Callable[[Seen], Given]


class Server:
    """Answers by path: with one answer, with one after the other (the last stays), or with what a function says."""

    def __init__(self) -> None:
        self.answers: dict[str, Given | list[Given] | Script] = {}
        self.seen: list[Seen] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def asked(self, path: str) -> list[Seen]:
        """Requests for one path."""
        return [each for each in self.seen if each.path == path]

    def answer(self, seen: Seen) -> Given:
        self.seen.append(seen)
        found = self.answers.get(seen.path, Given(status=404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found if isinstance(found, Given) else found(seen)

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            named = {name.lower(): value for name, value in self.headers.items()}
            given = server.answer(Seen(self.path, named, self.rfile.read(length), time.monotonic()))
            time.sleep(given.lag)
            with contextlib.suppress(OSError):
                self._give(given)
            self.close_connection = True

        do_POST = do_GET  # noqa: N815 - as above

        def _give(self, given: Given) -> None:
            if given.raw is not None:
                self.wfile.write(given.raw)
                return
            body = given.body.encode() if isinstance(given.body, str) else given.body
            self.send_response(given.status)
            if given.endless is None and given.status != 304:
                self.send_header("Content-Length", str(len(body) + (0 if given.whole else 100)))
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body if given.status != 304 else b"")
            while given.endless is not None:
                self.wfile.write(given.endless)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def rss(*items: str, title: str = "The Wire") -> bytes:
    """A feed of these items."""
    told = f"<rss version='2.0'><channel><title>{title}</title><link>https://wire.example/</link>{''.join(items)}"
    return f"<?xml version='1.0' encoding='utf-8'?>{told}</channel></rss>".encode()


def item(name: str, text: str, link: str = "", day: str = "Wed, 06 Mar 2024 09:00:00 GMT") -> str:
    """An item of a feed."""
    link = link or f"https://wire.example/{name}"
    return (
        f"<item><title>Report {name}</title><guid>{name}</guid><link>{link}</link><pubDate>{day}</pubDate>"
        f"<description>{text}</description></item>"
    )


def shelled(place: str) -> str:
    """A sentence that the stand-in reader marks."""
    return f"Rebels shelled the village of {place} on Monday."
