"""Text on a page of so many columns: wrapped at words, side by side, in colour where that is understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

GAP = "  "
"""Between two cells."""

CODES = {"bold": "1", "dim": "2", "yellow": "33"}
"""Style -> its number in an escape code of a terminal."""

UNSEEN = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""What moves a terminal's cursor, colours it, or turns the direction of what stands around it; a report may hold any."""

HARMLESS = {code: "\N{REPLACEMENT CHARACTER}" for code in UNSEEN if chr(code) not in "\n\t"}

Run = tuple[str, str]
"""Some text and its style; an empty style is plain."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Text whose parts differ in style: `Styled((("killed", "bold"), (" on Sunday", "")))`."""

    runs: tuple[Run, ...]

    @staticmethod
    def of(text: str, style: str = "") -> Styled:
        """The text in one style."""
        return Styled(((text, style),))

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "".join(text for text, _ in self.runs)

    def cut(self, start: int, end: int) -> Styled:
        """The part from `start` to `end`."""
        parts, at = [], 0
        for text, style in self.runs:
            parts.append((text[max(start - at, 0) : max(end - at, 0)], style))
            at += len(text)
        return Styled(tuple(part for part in parts if part[0]))

    def shown(self, *, colour: bool) -> str:
        """The text as a terminal takes it: nothing in it is taken for an order."""
        safe = [(text.translate(HARMLESS), style) for text, style in self.runs]
        if not colour:
            return "".join(text for text, _ in safe)
        return "".join(f"\x1b[{CODES[style]}m{text}\x1b[0m" if style else text for text, style in safe)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: two for a wide character, none for one set on another."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrapped(cell: Styled, width: int) -> list[Styled]:
    """The cell in lines of at most `width` columns; a line end in it stands."""
    return [cell.cut(start, end) for start, end in _lines(cell.plain, width)]


def beside(cells: Sequence[Styled], widths: Sequence[int], *, colour: bool) -> Iterator[str]:
    """Lines of cells side by side, each cell wrapped within its width."""
    empty = Styled(())
    for line in zip_longest(
        *(wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)), fillvalue=empty
    ):
        parts = (_padded(part, width, colour=colour) for part, width in zip(line, widths, strict=True))
        yield GAP.join(parts).rstrip()


def below(cell: Styled, width: int, indent: int, *, colour: bool) -> Iterator[str]:
    """Lines of one cell from the column `indent` to the right border."""
    for line in wrapped(cell, width - indent):
        yield " " * indent + line.shown(colour=colour)


def _padded(part: Styled, width: int, *, colour: bool) -> str:
    return part.shown(colour=colour) + " " * (width - columns(part.plain))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line stands in the text, without the blanks at its ends."""
    at = 0
    while at < len(text):
        end = _fitting(text[: _line_end(text, at)], at, width)
        yield at, end
        at = end
        while at < len(text) and text[at] in " \n":
            at += 1
            if text[at - 1] == "\n":
                break


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found if found >= 0 else len(text)


def _fitting(text: str, at: int, width: int) -> int:
    """How far a line that begins at `at` may go: to the last blank that fits; a longer word is cut."""
    reach = _reach(text, at, width)
    if reach == len(text) or text[reach] in " \n":
        return reach
    blank = text.rfind(" ", at, reach)
    return blank if blank > at else max(reach, at + 1)


def _reach(text: str, at: int, width: int) -> int:
    """How far the columns go, words or not."""
    if text[at : at + width].isascii():  # a column each, as nearly always
        return min(at + width, len(text))
    reach, used = at, 0
    while reach < len(text) and used + _columns(text[reach]) <= width:
        used += _columns(text[reach])
        reach += 1
    return reach
