"""Blocks of a body as they come -> the body, unpacked, and no more of it than is borne."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from vedette.sources import limits

RATIO_FROM = limits.MIB
"""Unpacked bytes from which `limits.RATIO` is looked at: small answers do no harm."""

GZIP, ZLIB, RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
"""Kinds of packing, as zlib counts them."""

PACKINGS = {"gzip": GZIP, "x-gzip": GZIP, "deflate": ZLIB}
"""What is asked for, and an old name."""

ASKED_FOR = "gzip, deflate"


class TooMuch(Exception):  # noqa: N818 - it says what the body is
    """The body is over a limit; the message says which."""


class Torn(Exception):  # noqa: N818 - it says what the body is
    """The body is not whole."""


def whole(blocks: Iterable[bytes], packing: str, limit: int) -> bytes:
    """The body, unpacked by what its `Content-Encoding` says."""
    named = packing.strip().lower()
    if named in {"", "identity"}:
        return _gathered(blocks, limit)
    if named not in PACKINGS:
        raise Torn(f"it is packed as {packing[:40]!r}, which was not asked for")
    return _unpacked(blocks, PACKINGS[named], limit)


def _gathered(blocks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for block in blocks:
        body += block
        if len(body) > limit:
            raise TooMuch(_over(limit))
    return bytes(body)


def _unpacked(blocks: Iterable[bytes], kind: int, limit: int) -> bytes:
    body, taken = bytearray(), 0
    opened = Unpacker(kind)
    for block in blocks:
        taken += len(block)
        try:
            body += opened.take(block, limit + 1 - len(body))
        except zlib.error as error:
            raise Torn(f"it cannot be unpacked ({error})") from error
        if len(body) > limit or taken > limit:
            raise TooMuch(_over(limit))
        if len(body) > RATIO_FROM and len(body) > limits.RATIO * taken:
            raise TooMuch(f"it unpacks to more than {limits.RATIO} times its size")
    if taken and not opened.ended:
        raise Torn("what is packed breaks off")
    return bytes(body)


class Unpacker:
    """Unpacks block by block. What servers call deflate comes with zlib's head or without; gzip may come in pieces."""

    def __init__(self, kind: int) -> None:
        self._kind = kind
        self._inner = zlib.decompressobj(kind)
        self._begun = False

    @property
    def ended(self) -> bool:
        """Whether all that was announced came."""
        return self._inner.eof

    def take(self, block: bytes, room: int) -> bytes:
        """What the block unpacks to, `room` bytes at most: who sees them all used up is over the limit."""
        given = self._first(block, room) if not self._begun else self._inner.decompress(block, room)
        while self._inner.eof and self._kind == GZIP and self._inner.unused_data[:1] == b"\x1f" and len(given) < room:
            rest = self._inner.unused_data
            self._inner = zlib.decompressobj(self._kind)
            given += self._inner.decompress(rest, room - len(given))
        return given

    def _first(self, block: bytes, room: int) -> bytes:
        self._begun = True
        try:
            return self._inner.decompress(block, room)
        except zlib.error:
            if self._kind != ZLIB:
                raise
        self._inner = zlib.decompressobj(RAW)
        return self._inner.decompress(block, room)


def _over(limit: int) -> str:
    return f"it holds more than {limit / limits.MIB:g} MiB"
