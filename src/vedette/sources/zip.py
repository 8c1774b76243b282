"""Zip archives: each member is read by its own form. A member's name is a name only: nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack

from vedette.records import Location, Problem
from vedette.sources import document, find, limits
from vedette.sources.options import Options
from vedette.sources.stream import HEAD, Stream, too_large
from vedette.sources.unpack import Exhausted, metered

_LOCKED = 0x1
"""Bit of a member's flags that says that it is encrypted."""


def read(stream: Stream, options: Options) -> Iterator[Problem | Stream]:
    """Each member as a stream, open until the next is asked for, in the order of the archive."""
    del options
    where = Location(stream.path)
    with stream.seekable() as handle:
        try:
            archive = zipfile.ZipFile(handle)
            listed = [member for member in archive.infolist() if _is_file(member.filename)]
        except Exception as error:  # noqa: BLE001 - whatever a file does to the library, it is only this file
            yield document.broken(where, "The archive", error)
            return
        stream.meter.taken = stream.meter.taken or handle.seek(0, io.SEEK_END)
        for number, member in enumerate(listed[: limits.MEMBERS], 1):
            yield from _member(archive, member, Location(stream.path, record=number), stream)
    if not listed:
        yield document.no_text(where)
    elif len(listed) > limits.MEMBERS:
        yield too_large(where, f"what follows file {limits.MEMBERS}; it holds {len(listed)} files")


def _is_file(name: str) -> bool:
    """Whether it is neither a folder nor hidden, as in a folder on disk."""
    parts = name.split("/")
    return bool(parts[-1]) and not any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in parts)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: Location, stream: Stream
) -> Iterator[Problem | Stream]:
    name = find.shown_name(member.filename)
    if member.flag_bits & _LOCKED:
        yield document.broken(where, name, ValueError("it is locked with a password"))
        return
    with ExitStack() as opened:
        try:
            unzipped = opened.enter_context(archive.open(member))
            inner = stream.inner(name, metered(unzipped, stream.meter, HEAD))  # looks at its first bytes
        except Exhausted:
            raise
        except Exception as error:  # noqa: BLE001 - as above: only this member
            yield document.broken(where, name, error)
            return
        yield inner
