"""Compressed bytes -> bytes, metered: a few bytes that unpack to a disk full of zeros are stopped in time."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from vedette.sources import limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP = b"\x1f\x8b\x08"
"""What gzip's bytes begin with: its mark, and the only method that it knows."""

_OPENED_BY: Mapping[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    GZIP[:2]: lambda handle: cast("IO[bytes]", gzip.GzipFile(fileobj=handle)),
    b"BZh": lambda handle: cast("IO[bytes]", bz2.BZ2File(handle)),
    b"\xfd7zXZ\x00": lambda handle: cast("IO[bytes]", lzma.LZMAFile(handle)),  # noqa: SIM115 - closed with its stream
}
"""What opens bytes that begin so; a file's name does not matter."""


class TooLarge(OSError):  # noqa: N818 - it says what the input is
    """An input, or a part of it, is over a limit; the message says which."""


class Exhausted(TooLarge):
    """An input unpacks to more than all that lies in it may: nothing more of it is read."""


@dataclass(slots=True)
class Meter:
    """Bytes that an input took in compressed and gave out unpacked, with all that lies in it."""

    taken: int = 0
    given: int = 0

    def give(self, number: int) -> None:
        """Count unpacked bytes; Exhausted when they are more than honest data give."""
        self.given += number
        if self.given > limits.UNPACKED:
            raise Exhausted(f"it unpacks to more than {limits.UNPACKED / limits.MIB:g} MiB")
        if self.given > limits.RATIO_FROM and self.given > limits.RATIO * self.taken:
            raise Exhausted(f"it unpacks to more than {limits.RATIO} times its size")


class _Taken(io.RawIOBase):
    """The compressed bytes, counted."""

    def __init__(self, handle: io.BufferedReader, meter: Meter) -> None:
        self._handle, self._meter = handle, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        number = self._handle.readinto1(buffer)
        self._meter.taken += number
        return number


class _Given(io.RawIOBase):
    """The unpacked bytes, counted."""

    def __init__(self, handle: IO[bytes], meter: Meter) -> None:
        self._handle, self._meter = cast("io.BufferedReader", handle), meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        number = self._handle.readinto(buffer)
        self._meter.give(number)
        return number


def unpacked(packed: io.BufferedReader, meter: Meter, buffer: int) -> io.BufferedReader:
    """The bytes unpacked, or themselves where they are not compressed. Nothing is read but the first look."""
    start = packed.peek(buffer)
    opens = next((opens for mark, opens in _OPENED_BY.items() if start.startswith(mark)), None)
    if opens is None:
        return packed
    counted = packed if meter.taken else io.BufferedReader(_Taken(packed, meter), buffer)
    return metered(opens(cast("IO[bytes]", counted)), meter, buffer)


def metered(handle: IO[bytes], meter: Meter, buffer: int) -> io.BufferedReader:
    """What a library unpacks, counted."""
    return io.BufferedReader(_Given(handle, meter), buffer)


def peeking(handle: IO[bytes], buffer: int) -> io.BufferedReader:
    """The handle with `peek`. One that has it is kept, for a second buffer would wait on a slow pipe to fill."""
    if isinstance(handle, io.BufferedReader):
        return handle
    return io.BufferedReader(cast("io.RawIOBase", handle), buffer)
