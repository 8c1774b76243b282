"""Text -> sentences. A full stop ends one unless a rule says that it belongs to the word before it.

The rules are our own: they know ranks and initials, doubled full stops, stray quotation marks, and words run together
where a space was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.text import abbreviations
from vedette.text.lines import breaks

_CLOSING = "\"'”’“»)\\]"
# One set of characters comes first, so that the search jumps from one to the next.
_END = re.compile(
    rf"""
    [.!?…。！？؟۔।]
    (?:
        (?<= [.!?…] ) [.!?…{_CLOSING}]*                      # `.`  `..`  `.”“.`
        (?: \s+ (?P<apart>["”»]) (?=\s) )?                   # `. "` where that mark closes
        (?: [^\S\r\n]+ \. (?=\s|\Z) )*                      # `. .`
        (?= \s|\Z )
      | (?<= (?:[^\W_A-Z]|['’])[^\W_A-Z][.!?] ) (?P<glued> ["”’)]? ) (?= ["“‘(]? [A-Z][a-z] )    # `Sana'a.Police`
      | (?<= [。！？؟۔।] ) [{_CLOSING}」』]*
    )
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“”'‘/—–-]+\Z")
_WORD_AFTER = re.compile(r"[\s\"'“”‘’«»„(\[—–-]*((?:al|an|ar|as|ash|at|el)-(?=[A-Z])|[^\W\d_]+|\d|.)", re.DOTALL)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LINK = re.compile(r"[/@]|www\.", re.IGNORECASE)
_DATELINE = re.compile(r"\s+[-–—]\s")
_HAS_WORD = re.compile(r"[^\W_]")

LONGEST_DATELINE = 40
"""Code points of the place and agency before the dash with which a report begins ("GENEVA, Switzerland. – Talks")."""

LONGEST_ABBREVIATION = 24
"""Code points before a full stop among which its word is looked for."""


LONGEST_PARAGRAPH = 20_000
"""Code points before a mark among which others are counted, so that a text without line breaks takes no longer."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences, in order, without white space around them. All but white space lies in one.

    >>> sentences("Lt. Col. Berg left. Nobody saw it..")
    ((0, 19), (20, 35))
    """
    return tuple(_joined(text, _pieces(text)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between ends, trimmed, without empty ones."""
    start = 0
    for cut in sorted({*_ends(text), *_line_ends(text), len(text)}):
        piece = text[start:cut]
        begin = start + len(piece) - len(piece.lstrip())
        end = begin + len(piece.strip())
        if begin < end:
            yield begin, end
        start = cut


def _joined(text: str, pieces: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, those without a word joined to the one before: a stray mark is no sentence."""
    last: tuple[int, int] | None = None
    for start, end in pieces:
        if last is not None and not _HAS_WORD.search(text, start, end):
            last = (last[0], end)
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _line_ends(text: str) -> Iterator[int]:
    return (found.start for found in breaks(text) if found.hard)


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        apart = found["apart"] and not _closes(text, found.start("apart"))
        end = found.start("apart") if apart else found.end()
        if _is_end(text, found, end):
            yield end


def _closes(text: str, at: int) -> bool:
    """Whether a mark with white space on both sides closes a quotation: an odd number of marks stands before it."""
    if text[at] != '"':
        return True
    paragraph = text.rfind("\n", max(0, at - LONGEST_PARAGRAPH), at) + 1 or max(0, at - LONGEST_PARAGRAPH)
    return text.count('"', paragraph, at) % 2 == 1


def _is_end(text: str, found: re.Match[str], end: int) -> bool:
    after = _WORD_AFTER.match(text, end)
    following = after[1] if after else ""
    if following.islower() and not following.endswith("-"):
        return False
    if _DATELINE.match(text, end) and end < text.rfind("\n", 0, end) + LONGEST_DATELINE:
        return False
    if found["glued"] is not None and _in_link(text, found.start()):
        return False
    if found[0][0] != "." or text[found.start() : end].strip(")") != ".":
        return True
    return _ends_after(text, found.start(), following)


def _in_link(text: str, at: int) -> bool:
    """Whether the full stop stands in an address of the web or of mail."""
    start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    end = text.find(" ", at)
    return bool(_LINK.search(text[start : end if end >= 0 else len(text)]))


def _ends_after(text: str, stop: int, following: str) -> bool:
    """Whether a single full stop ends a sentence, by the word before it and the word that follows."""
    before = _WORD_BEFORE.search(text[max(0, stop - LONGEST_ABBREVIATION) : stop])
    if before is None:
        return True
    word = before[0]
    if len(word) == 1 and word.isupper():
        return _starts(following)
    kind = abbreviations.kind(word)
    if kind is not None:
        return _ends_after_abbreviation(kind, following)
    if _DOTTED.fullmatch(word):
        return _starts(following)
    return not (word.isdigit() and _begins_line(text, stop - len(word)))


def _ends_after_abbreviation(kind: str, following: str) -> bool:
    if kind in {"before_name", "within"}:
        return False
    if kind == "before_number":
        return not following.isdigit()
    if kind == "hours":
        return following.lower() not in abbreviations.zones()
    return _starts(following)


def _starts(following: str) -> bool:
    return following.lower() in abbreviations.starters()


def _begins_line(text: str, at: int) -> bool:
    """Whether only white space stands before, on the line: "1." is then the number of a paragraph."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
