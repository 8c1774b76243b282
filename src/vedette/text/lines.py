"""Which line breaks end something, and which merely wrap a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE_ENDS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
"""The characters that end a line, as the inside of a set in a pattern."""

_BREAK = re.compile(rf"[{LINE_ENDS}]\s*")
_ONE = re.compile(rf"\r\n|[{LINE_ENDS}]")
_WORD = re.compile(r"\S*")
_BULLET = re.compile(r"[-*•–—]\s|\(?\d{1,2}[.)]\s")

WRAPPED_WIDTHS = range(45, 161)
"""Code points of the longest line of a paragraph that was wrapped. Mail wraps at 65 to 78, terminals at 80 to 132;
shorter lines are headlines and verses, longer ones are paragraphs."""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break with the white space around it. A hard one ends a paragraph or a headline."""

    start: int
    end: int
    hard: bool


def breaks(text: str) -> Iterator[Break]:
    """All line breaks, in order. One is soft where the line was full: the next word would not have fitted in."""
    line_start, block_end, width = 0, 0, 0
    for found in _BREAK.finditer(text):
        if found.start() >= block_end:
            block_end, width = _block(text, line_start)
        line_end = _line_end(text, line_start, found)
        hard = _is_blank_line(found) or _ends(text, line_end - line_start, found.end(), width)
        yield Break(line_end, found.end(), hard)
        line_start = found.end()


def _line_end(text: str, start: int, found: re.Match[str]) -> int:
    """Where the line ends, without the white space before its break."""
    return start + len(text[start : found.start()].rstrip())


def _is_blank_line(found: re.Match[str]) -> bool:
    return len(_ONE.findall(found[0])) > 1


def _block(text: str, start: int) -> tuple[int, int]:
    """Where the lines without a blank one between them end, and the longest one's length."""
    width = 0
    for found in _BREAK.finditer(text, start):
        width = max(width, _line_end(text, start, found) - start)
        if _is_blank_line(found):
            return found.end(), width
        start = found.end()
    return len(text) + 1, max(width, len(text) - start)


def _ends(text: str, length: int, following: int, width: int) -> bool:
    """Whether a line of this length ends something before the word at `following`."""
    if following == len(text) or text[following].islower():
        return False
    if width not in WRAPPED_WIDTHS or _BULLET.match(text, following):
        return True
    word = _WORD.match(text, following)
    return length + 1 + (len(word[0]) if word else 0) <= width
