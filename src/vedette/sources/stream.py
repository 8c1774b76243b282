"""An input as a stream of bytes, decompressed where it is compressed."""

from __future__ import annotations

import io
import lzma
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import IO, cast

from vedette.records import Location, Problem
from vedette.sources import limits
from vedette.sources.encodings import BOMS
from vedette.sources.unpack import Meter, TooLarge, peeking, unpacked

READ_ERRORS = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading bytes may raise."""

HEAD = 1 << 16
"""Bytes of an input that are looked at before it is read."""

_JSON_ARRAY = re.compile(r"\[\s*(?:\{|\])")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of an input from what holds it: a mail of its attachment, a web archive of its record."""

    url: str = ""
    source: str = ""
    date: date | None = None
    origin: str = ""
    """What the date rests on, as in `Report.date_origin`."""


NOTHING_AROUND = Around()


@dataclass(frozen=True, slots=True)
class Stream:
    """An open input. `path` is "-" for standard input."""

    path: str
    handle: io.BufferedReader
    """Its bytes, decompressed."""
    packed: io.BufferedReader
    """Its bytes as they came. Only one of the two may be read."""
    meter: Meter = field(default_factory=Meter)
    around: Around = NOTHING_AROUND
    depth: int = 0
    """In how many other files it lies."""
    form: str = ""
    """Name of its form, where what holds it says so."""

    @staticmethod
    @contextmanager
    def open(path: str, stdin: IO[bytes] | None) -> Iterator[Stream]:
        """The input, open for the length of a `with`; standard input is left open."""
        if path == "-":
            yield Stream.of(path, _given(stdin))
            return
        with open(path, "rb", buffering=HEAD) as handle:  # noqa: PTH123 - the path may be a pipe's name
            yield Stream.of(path, handle)

    @staticmethod
    def of(path: str, handle: IO[bytes]) -> Stream:
        """An input that is open already."""
        meter, packed = Meter(), peeking(handle, HEAD)
        return Stream(path, unpacked(packed, meter, HEAD), packed, meter)

    def inner(self, name: str, handle: IO[bytes], *, around: Around | None = None, form: str = "") -> Stream:
        """An input that lies in this one; what it unpacks counts with what this one does."""
        packed = peeking(handle, HEAD)
        return Stream(
            f"{self.path}!{name}",
            unpacked(packed, self.meter, HEAD),
            packed,
            self.meter,
            around or self.around,
            self.depth + 1,
            form,
        )

    def head(self) -> bytes:
        """The first bytes, which are still there to read; as many as one look gives."""
        return self.handle.peek(HEAD)

    def head_text(self) -> str:
        """The first characters, as far as UTF-8 or a byte order mark tells; U+FFFD for others."""
        head = self.head()
        name = next((name for mark, name in BOMS if head.startswith(mark)), "utf-8")
        return head.decode(name, "replace")

    def read(self, limit: int) -> bytes:
        """All bytes that are left, which must be no more than `limit`."""
        given = self.handle.read(limit + 1)
        if len(given) > limit:
            raise TooLarge(f"it holds more than {limit / limits.MIB:g} MiB")
        return given

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """All bytes as a file in which one may go back: the file itself, or a copy that is put aside."""
        if self.handle is self.packed and self.handle.seekable():
            yield self.handle
            return
        with tempfile.SpooledTemporaryFile(limits.IN_MEMORY) as aside:
            for block in iter(lambda: self.handle.read(limits.MIB), b""):
                if aside.tell() > limits.SPOOLED:
                    raise TooLarge(f"it holds more than {limits.SPOOLED / limits.MIB:g} MiB")
                aside.write(block)
            aside.seek(0)
            yield cast("IO[bytes]", aside)

    def sniffed_form(self) -> str:
        """JSON lines, JSON or text, by the first characters that are not blank."""
        start = self.head_text().lstrip()
        if start.startswith("{"):
            return "json" if start.split("\n", 1)[0].strip() == "{" else "jsonl"
        return "json" if _JSON_ARRAY.match(start) else "text"


def unreadable(path: str, error: BaseException, where: Location | None = None) -> Problem:
    """What is said of an input whose bytes cannot be had, or not to their end."""
    if isinstance(error, FileNotFoundError):
        return missing(path)
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    if isinstance(error, TooLarge):
        return too_large(where or Location(path), reason)
    return Problem(
        "unreadable",
        where or Location(path),
        f"{path} cannot be read to its end: {reason}.",
        "Look at its permissions, and whether it was copied or compressed whole.",
    )


def too_large(where: Location, reason: str) -> Problem:
    """What is said of what is over a limit, and is not read."""
    return Problem(
        "too-large",
        where,
        f"It is left out: {reason}, which no report does.",
        "Cut it into smaller files, or look at where it came from.",
    )


def missing(path: str) -> Problem:
    """What is said of an input that is not there."""
    if path == "-":
        return Problem("missing-file", Location("-"), "There is no standard input.", "Pipe a report into the command.")
    return Problem("missing-file", Location(path), f"There is no file {path}.", "Look at its name and folder.")


def _given(stdin: IO[bytes] | None) -> IO[bytes]:
    if stdin is None:
        raise FileNotFoundError("-")
    return stdin
