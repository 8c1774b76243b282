"""The records of a web archive as bytes, each with the place where it begins. What is damaged costs only itself."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.sources import limits
from vedette.sources.unpack import GZIP, Exhausted, Meter, TooLarge

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1 << 16
"""Bytes read at a time."""

_START = b"WARC/"
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^WARC-Type:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_ANY_GZIP = zlib.MAX_WBITS | 16


@dataclass(frozen=True, slots=True)
class Frame:
    """One record, from its first line to its body's end."""

    byte: int
    """Where it begins in the file as it lies there; of a compressed file, where its compressed member begins."""
    given: bytes = b""
    type: bytes = b""
    fault: BaseException | None = None
    """Why there is none."""


def frames(handle: io.BufferedReader, byte: int | None = None) -> Iterator[Frame]:
    """The records of uncompressed bytes. `byte` is the place to name for all, where they lie in a member."""
    at = 0
    for line in iter(lambda: handle.readline(limits.HEADER), b""):
        begun, at = at, at + len(line)
        if not line.strip():
            continue
        place = begun if byte is None else byte
        if not line.startswith(_START):
            at += _to_next(handle)
            yield Frame(place, fault=ValueError("it does not begin as a record does"))
            continue
        frame, length = _frame(handle, line, place)
        at += length
        yield frame


def _frame(handle: io.BufferedReader, first: bytes, place: int) -> tuple[Frame, int]:
    """The record whose first line was read, and how many bytes more were."""
    head = b"".join(_head(handle))
    found, kind = _LENGTH.search(head), _TYPE.search(head)
    if found is None or not head.endswith(b"\n"):
        return Frame(place, fault=ValueError("its header breaks off or names no length")), len(head)
    wanted = int(found[1])
    if wanted > limits.RECORD:
        passed = _pass_over(handle, wanted)
        fault = TooLarge(f"the record holds more than {limits.RECORD / limits.MIB:g} MiB")
        return Frame(place, fault=fault), len(head) + passed
    body = handle.read(wanted)
    if len(body) < wanted:
        return Frame(place, fault=EOFError(f"it is cut after {len(body)} of {wanted} bytes")), len(head) + len(body)
    return Frame(place, first + head + body, kind[1].lower() if kind else b""), len(head) + wanted


def _head(handle: io.BufferedReader) -> Iterator[bytes]:
    """The lines up to a blank one, with it."""
    left = limits.HEADER
    while left > 0 and (line := handle.readline(left)):
        yield line
        left -= len(line)
        if not line.strip():
            return


def _pass_over(handle: io.BufferedReader, length: int) -> int:
    left = length
    while left > 0 and (block := handle.read(min(left, BLOCK))):
        left -= len(block)
    return length - left


def _to_next(handle: io.BufferedReader) -> int:
    """Read to the next line that begins a record, or to the end; how many bytes that were."""
    passed = 0
    while True:
        start = handle.peek(len(_START))[: len(_START)]
        if not start or start == _START:
            return passed
        line = handle.readline(BLOCK)
        passed += len(line)
        while line and not line.endswith(b"\n"):
            line = handle.readline(BLOCK)
            passed += len(line)


def members(packed: io.BufferedReader, meter: Meter) -> Iterator[Frame]:
    """The records of a file that is compressed by gzip record by record, as archives are. After a damaged one the next
    that begins as a record is looked for.
    """
    source, lost = _Packed(packed, meter), False
    while True:
        begun, given = source.at, meter.given
        found = source.find_member(lost=lost)
        if source.passed_rubbish and not lost:
            yield Frame(begun, fault=ValueError("it does not begin as a record does"))
        if not found:
            return
        begun, lost = source.at, False
        try:
            yield from _of_member(source, begun)
        except (zlib.error, EOFError, Exhausted) as error:
            yield Frame(begun, fault=error)
            lost = True
            meter.given = given  # what follows a bomb is no part of it


def _of_member(source: _Packed, begun: int) -> Iterator[Frame]:
    member = _Member(source)
    yield from frames(io.BufferedReader(member, BLOCK), begun)
    while member.read(BLOCK):
        pass


class _Packed:
    """Compressed bytes that were read and not yet used. `at` is where they begin in the file."""

    def __init__(self, handle: io.BufferedReader, meter: Meter) -> None:
        self._handle, self._meter = handle, meter
        self.pending, self.at = b"", 0
        self.passed_rubbish = False

    def fill(self) -> bool:
        """Read on; False at the end."""
        block = self._handle.read1(BLOCK)
        self._meter.taken += len(block)
        self.pending += block
        return bool(block)

    def use(self, number: int) -> None:
        """Take away the first bytes."""
        self.pending = self.pending[number:]
        self.at += number

    def give(self, number: int) -> None:
        """Count what was unpacked."""
        self._meter.give(number)

    def find_member(self, *, lost: bool) -> bool:
        """Go to where the next member begins; False where there is none. After damage (`lost`) or rubbish it must hold a
        record, for its mark is but three bytes.
        """
        self.passed_rubbish = False
        if lost and self.pending.startswith(GZIP):
            self._pass(1)
        while len(self.pending) >= len(GZIP) or self.fill():
            found = self.pending.find(GZIP)
            self._pass(found if found >= 0 else max(0, len(self.pending) - len(GZIP) + 1))
            if found >= 0:
                if not (lost or self.passed_rubbish) or self._begins_record():
                    return True
                self._pass(1)
        self._pass(len(self.pending))
        return False

    def _pass(self, number: int) -> None:
        """Take away bytes of no member; zeros fill files up and are no rubbish."""
        self.passed_rubbish |= bool(self.pending[:number].strip(b"\0"))
        self.use(number)

    def _begins_record(self) -> bool:
        while len(self.pending) < BLOCK and self.fill():
            pass
        try:
            return zlib.decompressobj(_ANY_GZIP).decompress(self.pending[:BLOCK], 64).startswith(_START)
        except zlib.error:
            return False


class _Member(io.RawIOBase):
    """One gzip member, unpacked as it is read."""

    def __init__(self, source: _Packed) -> None:
        self._source, self._unpack = source, zlib.decompressobj(_ANY_GZIP)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while not self._unpack.eof:
            given = self._next(len(view))
            if given:
                view[: len(given)] = given
                self._source.give(len(given))
                return len(given)
        return 0

    def _next(self, most: int) -> bytes:
        """Some more bytes; none where a block gave none. What a block leaves over stays with the source."""
        if not self._source.pending and not self._source.fill():
            raise EOFError("the compressed file breaks off")
        block = self._source.pending
        given = self._unpack.decompress(block, most)
        rest = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
        self._source.use(len(block) - len(rest))
        return given
