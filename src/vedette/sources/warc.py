"""Web archives (WARC) as crawlers publish them: the page of each response. Only this module knows fastwarc.

fastwarc parses single records from memory: reading a file by itself it takes a cut one for whole, and breaks the
process where the file fails it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from vedette.records import Location, Problem
from vedette.sources import document, html, limits
from vedette.sources.document import Dated
from vedette.sources.options import Options
from vedette.sources.stream import Around, Stream, unreadable
from vedette.sources.unpack import GZIP, TooLarge
from vedette.sources.unparsed import Unparsed
from vedette.sources.warc_frames import Frame, frames, members

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MEDIA = {
    "application/atom+xml": "feed",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/xhtml+xml": "html",
    "text/html": "html",
    "text/plain": "text",
    "text/xml": "feed",
    "application/xml": "feed",
}
"""What a server calls its answer, and the form that reads it."""

_READ_TYPES = (b"response", b"resource")
_FOUND = 200


def read(stream: Stream, options: Options) -> Iterator[Problem | Unparsed | Stream]:
    """The reports of all responses, in order; requests, metadata and what the archive says of itself are passed over."""
    number = 0
    for number, frame in enumerate(_frames(stream), 1):
        where = Location(stream.path, record=number, byte=frame.byte)
        if frame.fault is not None:
            yield (
                unreadable(stream.path, frame.fault, where) if isinstance(frame.fault, TooLarge) else _cut(where, frame)
            )
        elif frame.type in _READ_TYPES:
            yield from _response(frame, where, options, stream)
    if not number:
        yield document.broken(Location(stream.path), "The web archive", ValueError("it holds no record"))


def _frames(stream: Stream) -> Iterator[Frame]:
    if stream.packed.peek(len(GZIP)).startswith(GZIP):
        yield from members(stream.packed, stream.meter)
    else:
        yield from frames(stream.handle)


def _response(frame: Frame, where: Location, options: Options, stream: Stream) -> Iterator[Problem | Unparsed | Stream]:
    try:
        record, body = _opened(frame.given)
    except TooLarge as error:
        yield unreadable(stream.path, error, where)
        return
    except Exception as error:  # noqa: BLE001 - whatever a record does to the library, it is only this record
        yield document.broken(where, "The record", error)
        return
    if record.headers.get("WARC-Truncated"):
        yield _truncated(where, str(record.headers.get("WARC-Truncated")))
    yield from _page(record, body, where, options, stream)


def _opened(given: bytes) -> tuple[WarcRecord, bytes]:
    """The record with its HTTP headers parsed, and the body as it was before it was sent."""
    try:
        record = _parsed(given, transferred=True)
        body = record.reader.read(limits.PAGE + 1)
    except OSError:  # many archives name a transfer encoding that they have taken off already
        record = _parsed(given, transferred=False)
        body = record.reader.read(limits.PAGE + 1)
    encoding = str(record.http_headers.get("Content-Encoding") or "").strip().lower() if record.is_http_parsed else ""
    body = _unpacked(body, encoding)
    if len(body) > limits.PAGE:
        raise TooLarge(f"the page holds more than {limits.PAGE / limits.MIB:g} MiB")
    return record, body


def _parsed(given: bytes, *, transferred: bool) -> WarcRecord:
    from fastwarc.warc import WarcRecord  # noqa: PLC0415 - only archives need it

    record = WarcRecord.from_bytes(given)
    if record.is_http:
        record.parse_http(auto_decode="transfer" if transferred else "none", strict_mode=False)
    return record


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The body unpacked, no further than one byte over the limit."""
    if encoding in {"gzip", "x-gzip", "deflate"} and body[:1] != b"<":
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32 if encoding != "deflate" or body[:1] == b"\x78" else -15)
        return unpack.decompress(body, limits.PAGE + 1)
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"} and body[:1] != b"<":
        raise ValueError(f"it is compressed by {encoding!r}, which nothing here unpacks")
    return body


def _page(
    record: WarcRecord, body: bytes, where: Location, options: Options, stream: Stream
) -> Iterator[Problem | Unparsed | Stream]:
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    day = _day(record)
    around = Around(url=url, source="", date=day, origin="crawl")
    status = record.http_headers.status_code if record.is_http_parsed else _FOUND
    media = _media(record)
    if status != _FOUND:
        yield _no_page(where, url, f"the server answered with {status}")
    elif MEDIA.get(media) == "html":
        fetched = html.Fetched(body, around, record.http_charset or "" if record.is_http_parsed else "")
        yield Unparsed(fetched, where, options, Dated(day, "crawl") if day else None)
    elif media in MEDIA:
        yield stream.inner(f"{where.record}", BytesIO(body), around=around, form=MEDIA[media])
    else:
        yield _no_page(where, url, f"it is {media or 'of no named kind'}")


def _media(record: WarcRecord) -> str:
    named = record.http_content_type if record.is_http_parsed else record.headers.get("Content-Type")
    return str(named or "").split(";")[0].strip().lower()


def _day(record: WarcRecord) -> date | None:
    """When the page was fetched."""
    try:
        return record.record_date.date()
    except (ValueError, AttributeError, OverflowError):
        return None


def _cut(where: Location, frame: Frame) -> Problem:
    return document.broken(where, "The record", frame.fault or ValueError("it is cut"))


def _truncated(where: Location, reason: str) -> Problem:
    return Problem(
        "cut-page",
        where,
        f"The crawler cut the page off ({document.shown(reason)}); what it kept is read.",
        "Fetch the page again if its end matters.",
    )


def _no_page(where: Location, url: str, reason: str) -> Problem:
    return Problem(
        "no-page",
        where,
        f"{document.shown(url)} is left out: {reason}.",
        "Nothing need be done, unless it should have been a page with text.",
    )
