"""An input as a stream of bytes, decompressed where it is compressed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, cast

from vedette.records import Location, Problem
from vedette.sources.encodings import BOMS

READ_ERRORS = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading bytes may raise."""

HEAD = 1 << 16
"""Bytes of an input that are looked at before it is read."""

_DECOMPRESSORS: Mapping[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": lambda handle: cast("IO[bytes]", gzip.GzipFile(fileobj=handle)),
    b"BZh": lambda handle: cast("IO[bytes]", bz2.BZ2File(handle)),
    b"\xfd7zXZ\x00": lambda handle: cast("IO[bytes]", lzma.LZMAFile(handle)),  # noqa: SIM115 - closed with its stream
}
"""What opens bytes that begin so; a file's name does not matter."""

_JSON_ARRAY = re.compile(r"\[\s*(?:\{|\])")


@dataclass(frozen=True, slots=True)
class Stream:
    """An open input. `path` is "-" for standard input."""

    path: str
    handle: io.BufferedReader

    @staticmethod
    @contextmanager
    def open(path: str, stdin: IO[bytes] | None) -> Iterator[Stream]:
        """The input, open for the length of a `with`; standard input is left open."""
        if path == "-":
            yield Stream(path, _decompressed(_given(stdin)))
            return
        with open(path, "rb", buffering=HEAD) as handle:  # noqa: PTH123 - the path may be a pipe's name
            yield Stream(path, _decompressed(handle))

    def head(self) -> bytes:
        """The first bytes, which are still there to read; as many as one look gives."""
        return self.handle.peek(HEAD)

    def head_text(self) -> str:
        """The first characters, as far as UTF-8 or a byte order mark tells; U+FFFD for others."""
        head = self.head()
        name = next((name for mark, name in BOMS if head.startswith(mark)), "utf-8")
        return head.decode(name, "replace")

    def read(self) -> bytes:
        """All bytes that are left."""
        return self.handle.read()

    def sniffed_form(self) -> str:
        """JSON lines, JSON or text, by the first characters that are not blank."""
        start = self.head_text().lstrip()
        if start.startswith("{"):
            return "json" if start.split("\n", 1)[0].strip() == "{" else "jsonl"
        return "json" if _JSON_ARRAY.match(start) else "text"


def unreadable(path: str, error: Exception) -> Problem:
    """What is said of an input whose bytes cannot be had, or not to their end."""
    if isinstance(error, FileNotFoundError):
        return missing(path)
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Problem(
        "unreadable",
        Location(path),
        f"{path} cannot be read to its end: {reason}.",
        "Look at its permissions, and whether it was copied or compressed whole.",
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


def _decompressed(handle: IO[bytes]) -> io.BufferedReader:
    peeking = _peeking(handle)
    start = peeking.peek(HEAD)
    opens = next((opens for magic, opens in _DECOMPRESSORS.items() if start.startswith(magic)), None)
    return peeking if opens is None else _peeking(opens(cast("IO[bytes]", peeking)))


def _peeking(handle: IO[bytes]) -> io.BufferedReader:
    """The handle with `peek`. One that has it is kept, for a second buffer would wait on a slow pipe to fill."""
    if isinstance(handle, io.BufferedReader):
        return handle
    return io.BufferedReader(cast("io.RawIOBase", handle), HEAD)
