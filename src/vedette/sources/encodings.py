"""Which encoding bytes are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import unicodedata

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and what follows them. The mark of UTF-16 LE begins that of UTF-32 LE, so it comes after."""

_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"SQLite format 3",
    b"ID3",
    b"OggS",
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))

CONTROL_SHARE = 0.02
"""Share of control characters from which an input is no text. Random bytes have about 0.10, text 0."""

NULL_SHARE = 0.1
"""Least share of null bytes at every second place of UTF-16. Latin letters give about 1, Cyrillic and Arabic text 0.15
(its spaces and digits)."""


def marked(head: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    return next((name for mark, name in BOMS if head.startswith(mark)), None)


def by_nulls(head: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by null bytes at every second place."""
    even, odd = _null_share(head[0::2]), _null_share(head[1::2])
    if max(even, odd) < NULL_SHARE or min(even, odd) * 10 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    return name if _reads_well(head[: len(head) // 2 * 2].decode(name, "replace")) else None


def is_binary(head: bytes) -> bool:
    """Whether these first bytes, in no two-byte encoding, are those of something else than text."""
    if head.startswith(_BINARY_STARTS):
        return True
    return len(head) - len(head.translate(None, _CONTROLS)) > CONTROL_SHARE * len(head)


def is_damaged_utf8(text: str) -> bool:
    """Whether what was read as UTF-8 with U+FFFD for bad bytes has more good characters than bad beyond ASCII."""
    bad = text.count("\ufffd")
    return bad < len(text) - len(text.encode("ascii", "ignore")) - bad


def _null_share(taken: bytes) -> float:
    return taken.count(0) / len(taken) if taken else 0.0


def _reads_well(text: str) -> bool:
    odd = sum(unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"} and char not in "\t\r\n" for char in text[:2000])
    return odd <= CONTROL_SHARE * min(len(text), 2000)
