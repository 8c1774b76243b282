"""Where results go: standard output or a file, whole lines at a time, so that a killed run leaves no half line."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vedette.errors import StoreError
from vedette.export import Page

Write = Callable[[bytes], None]
"""Takes whole lines, with their ends."""

PIPE_WIDTH = 100
"""Columns where no terminal and no COLUMNS says otherwise: two of them side by side fit a wide screen."""

NARROWEST = 80
"""Columns under which a table's cells hold less than a word; a narrower terminal wraps the lines itself."""


@contextmanager
def opened(path: Path | None) -> Iterator[Write]:
    """A function that writes whole lines to the path, or to standard output where it is None."""
    if path is None:
        yield _to_standard_output
        return
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except OSError as error:
        following = "Give --output a file in a folder that you may write to"
        raise StoreError(f"cannot write {path}: {error.strerror}. {following}") from None
    try:
        yield lambda lines: _to_file(descriptor, path, lines)
    finally:
        os.close(descriptor)


def page(path: Path | None) -> Page:
    """Width and colour of what stands at the other end; NO_COLOR and COLUMNS are honoured."""
    terminal = path is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((PIPE_WIDTH, 0)).columns
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Page(width=max(width, NARROWEST), colour=terminal and not plain)


def encoded(lines: str) -> bytes:
    """Always UTF-8, whatever the locale says: JSON is. Half a character, which UTF-8 cannot write, becomes its escape."""
    return lines.encode("utf-8", "backslashreplace")


def tell_left_out(left_out: Mapping[str, int], name: str) -> None:
    """What a format cannot hold, on standard error: counted, never silent."""
    for why, number in left_out.items():
        print(f"{name}: left out {number:,} event{'' if number == 1 else 's'}: {why}", file=sys.stderr)


def _to_standard_output(lines: bytes) -> None:
    sys.stdout.buffer.write(lines)
    sys.stdout.buffer.flush()


def _to_file(descriptor: int, path: Path, lines: bytes) -> None:
    """In one call to the system, unbuffered; what a full disk cut short is taken back."""
    try:
        written = os.write(descriptor, lines)
        if written < len(lines):
            os.ftruncate(descriptor, os.lseek(descriptor, -written, os.SEEK_CUR))
    except OSError as error:
        raise StoreError(f"cannot write on to {path}: {error.strerror}. What stands there is whole lines") from None
    if written < len(lines):
        raise StoreError(f"cannot write on to {path}: the disk is full. What stands there is whole lines")
