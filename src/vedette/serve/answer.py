"""A resource as an answer: with a tag of the lake's state, not sent again where it is known, and packed where that is
understood.
"""

from __future__ import annotations

import gzip
import json
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from fastapi import Request, Response

from vedette import __version__
from vedette.records import digest

PACKED_FROM = 1000
"""Bytes from which packing is worth it: an answer below fits one packet anyhow."""

LEVEL = 2
"""Of gzip: 115 kB of columns take 1.4 ms and 30 kB; level 4 takes 2.4 ms for a tenth less, level 9 five times as long."""

KEPT = 64 * 1024 * 1024
"""Bytes of answers that are kept while the lake stands as it is."""

JSON = "application/json"

Make = Callable[[], bytes]


class Kept:
    """What was made last, by name, up to so many bytes. Several threads may ask; two may make the same."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._size = 0
        self._by_name: OrderedDict[object, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, name: object, make: Make) -> bytes:
        """What is kept under the name, or is made now."""
        with self._lock:
            if name in self._by_name:
                self._by_name.move_to_end(name)
                return self._by_name[name]
        made = make()
        self.put(name, made)
        return made

    def put(self, name: object, made: bytes) -> None:
        """Keep what was made elsewhere."""
        with self._lock:
            self._put(name, made)

    def has(self, name: object) -> bool:
        """Whether it is kept."""
        with self._lock:
            return name in self._by_name

    def _put(self, name: object, made: bytes) -> None:
        if len(made) > self._most // 4 or name in self._by_name:
            return
        self._by_name[name] = made
        self._size += len(made)
        while self._size > self._most:
            self._size -= len(self._by_name.popitem(last=False)[1])


def dumped(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """The value as JSON."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a pair, which no encoding has
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def tag(versions: tuple[int, ...], request: Request) -> str:
    """The tag of an answer: it follows from the lake's tables and what is asked, so that it can be told before anything
    is looked up. Weak, since packed and plain bytes share it.
    """
    asked = f"{request.url.path}?{_asked(request)}"
    return f'W/"{digest(__version__, repr(versions), asked)}"'


def answered(  # noqa: PLR0913 - each is a header or a way to make it
    request: Request,
    versions: tuple[int, ...],
    kept: Kept,
    make: Make,
    *,
    media: str = JSON,
    name: str | None = None,
    of: object = None,
) -> Response:
    """The answer; `name` is that of the file under which a browser keeps it, `of` what else than the request it follows from."""
    mine = tag(versions, request)
    headers = {"ETag": mine, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if is_known(request, mine):
        return Response(status_code=304, headers=headers)
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    url = (request.url.path, _asked(request), of)
    body = kept.get(url, make)
    if len(body) >= PACKED_FROM and takes_packed(request):
        body = kept.get((*url, "gzip"), lambda: packed(body))
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers=headers, media_type=media)


def is_known(request: Request, mine: str) -> bool:
    """Whether who asks has this answer already."""
    theirs = request.headers.get("if-none-match", "")
    return mine.removeprefix("W/") in {each.strip().removeprefix("W/") for each in theirs.split(",")}


def packed(body: bytes) -> bytes:
    """The same bytes for the same body, whenever it is packed."""
    return gzip.compress(body, LEVEL, mtime=0)


def takes_packed(request: Request) -> bool:
    """Whether gzip is understood."""
    for each in request.headers.get("accept-encoding", "").split(","):
        name, _, quality = each.partition(";")
        if name.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _asked(request: Request) -> str:
    return urlencode(sorted(parse_qsl(request.url.query, keep_blank_values=True)))
