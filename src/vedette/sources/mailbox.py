"""Mailboxes (mbox): one message after another, each behind a line that begins with `From `."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vedette.records import Location, Problem, Report
from vedette.sources import document, limits, mail
from vedette.sources.options import Options
from vedette.sources.stream import Stream, too_large

_BEGIN = re.compile(rb"From \S+ .*\d\d:\d\d.*\b\d{4}")
"""The line before a message. Its moment tells it from a sentence that begins so, which not every writer quotes."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message's bytes, and where it begins; None where it is over the limit."""

    byte: int
    given: bytes | None


def read(stream: Stream, options: Options) -> Iterator[Report | Problem | Stream]:
    """The reports of all messages, in order."""
    number = 0
    for number, found in enumerate(_messages(stream), 1):
        where = Location(stream.path, record=number, byte=found.byte)
        if found.given is None:
            yield too_large(where, f"the message holds more than {limits.DOCUMENT / limits.MIB:g} MiB")
        else:
            yield from mail.message(_QUOTED.sub(rb"\1", found.given), where, options, stream)
    if not number:
        yield document.no_text(Location(stream.path))


def _messages(stream: Stream) -> Iterator[_Message]:
    """Cut at each line `From …` after a blank one, or at the begin."""
    lines: list[bytes] = []
    at = begun = size = 0
    blank = True
    for line in iter(lambda: stream.handle.readline(limits.LINE), b""):
        if (not at and line.startswith(b"From ")) or (blank and _BEGIN.match(line)):
            if size:
                yield _Message(begun, b"".join(lines) if size <= limits.DOCUMENT else None)
            lines, size, begun = [], 0, at
        else:
            size += len(line)
            if size <= limits.DOCUMENT:
                lines.append(line)
        at += len(line)
        blank = not line.strip()
    if size and b"".join(lines).strip():
        yield _Message(begun, b"".join(lines) if size <= limits.DOCUMENT else None)
