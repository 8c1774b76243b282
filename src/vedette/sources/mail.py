"""Mail (.eml): one report a message, and what is attached to it as files of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from vedette.records import Location, Problem, Report
from vedette.sources import dates, document, find, limits, markup
from vedette.sources.decode import decoded
from vedette.sources.document import Document, Written
from vedette.sources.options import Options
from vedette.sources.stream import Around, Stream
from vedette.sources.unpack import TooLarge

_BOUNDARY = re.compile(rb"\bboundary\s*=", re.IGNORECASE)


def read(stream: Stream, options: Options) -> Iterator[Report | Problem | Stream]:
    """The report of one message."""
    yield from message(stream.read(limits.DOCUMENT), Location(stream.path), options, stream)


def message(given: bytes, where: Location, options: Options, stream: Stream) -> Iterator[Report | Problem | Stream]:
    """The report of a message, and each of its attachments as a stream; `stream` is what it was found in."""
    try:
        parsed = _parsed(given)
        parts = [part for _, part in zip(range(limits.MEMBERS), parsed.walk(), strict=False) if not part.is_multipart()]
        attached = [part for part in parts if _is_attached(part)]
        found = _document(parsed, [part for part in parts if not _is_attached(part)], where, stream)
    except Exception as error:  # noqa: BLE001 - whatever a message does to the library, it is only this message
        yield document.broken(where, "The message", error)
        return
    yield from document.reports(found, where, options)
    around = Around(source=found.source, date=dates.parsed(found.written.words), origin="header")
    for part in attached:
        yield from _attachment(part, where, stream, around)


def _parsed(given: bytes) -> Message:
    if len(_BOUNDARY.findall(given)) > limits.NESTED:
        raise TooLarge(f"it has more than {limits.NESTED} parts in parts")
    return message_from_bytes(given)


def _document(parsed: Message, parts: list[Message], where: Location, stream: Stream) -> Document:
    """Plain text goes before HTML, which mostly says the same."""
    plain = [_text(part, where) for part in parts if part.get_content_type() == "text/plain"]
    pages = (_text(part, where) for part in parts if part.get_content_type() == "text/html")
    text = "\n\n".join(filter(str.strip, plain)) or "\n\n".join(map(markup.plain, pages))
    return Document(
        text=text.replace("\r\n", "\n"),
        title=_header(parsed, "Subject"),
        source=_sender(parsed),
        id=_header(parsed, "Message-ID").strip("<> \t"),
        written=Written(_header(parsed, "Date"), "header"),
        otherwise=document.weaker(stream),
    )


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"


def _text(part: Message, where: Location) -> str:
    charset = part.get_content_charset()
    known = charset if charset and Options(encoding=charset).is_known_encoding() else None
    return decoded(_payload(part), where, known).text or ""


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(parsed: Message, name: str) -> str:
    """A header's words; as they stand, where their encoding does not hold."""
    found = str(parsed.get(name) or "")
    try:
        return document.one_line(str(make_header(decode_header(found))))
    except (ValueError, LookupError, UnicodeError):
        return document.one_line(found)


def _sender(parsed: Message) -> str:
    """The sender's name, else the domain of the address."""
    name, address = parseaddr(_header(parsed, "From"))
    return name or address.rpartition("@")[2]


def _attachment(part: Message, where: Location, stream: Stream, around: Around) -> Iterator[Problem | Stream]:
    """A file with a name is handed on; a picture in the text or a signature is not worth a word."""
    try:
        name = find.shown_name(str(make_header(decode_header(part.get_filename() or ""))))
    except (ValueError, LookupError, UnicodeError):
        name = ""
    if name:
        place = f"{where.record}!{name}" if where.record else name
        yield stream.inner(place, io.BytesIO(_payload(part)), around=around)
