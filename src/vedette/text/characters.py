"""Characters that a clean copy writes in another way, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

_DOUBLE_MARKS = "“”„‟«»″＂〝〞\x93\x94"  # the last two are curly marks of Windows-1252 that were read as Latin-1
_SINGLE_MARKS = "‘’‚‛′ʼ´\x91\x92"
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SURROGATES = range(0xD800, 0xE000)

ONE_FOR_ONE: Mapping[int, str] = {
    **dict.fromkeys(map(ord, _DOUBLE_MARKS), '"'),
    **dict.fromkeys(map(ord, _SINGLE_MARKS), "'"),
    **dict.fromkeys(map(ord, _SPACES), " "),
    0x96: "–",
    0x97: "—",
    **dict.fromkeys(_SURROGATES, "\ufffd"),
}
"""For `str.translate`: one character for one, so that every offset stays."""

OPENING = frozenset("“„‟«〝\x93")
"""Marks that begin a quotation, as the text as given has them."""

UNSEEN = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x90\x95\x98-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
"""Controls, soft hyphens, zero-width spaces and marks of direction, as the inside of a set in a pattern."""

LIGATURES: Mapping[str, str] = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
