"""Values as cells of a table of text: what a spreadsheet would run as a formula, and what would break a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

Value = str | float | date | datetime | bool | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula or command; the wide ones in East Asian settings."""

GUARD = "'"

BREAKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ") | {'"': "'"})
"""Characters that end a cell or a line where there are no quotes, and the quote, which many readers take for the begin
of a cell that goes on over lines.
"""


def guarded(words: str) -> str:
    """The words, behind an apostrophe where a spreadsheet would run them. Words that begin with apostrophes before such
    a sign get one too, so that `unguarded` leads back.
    """
    return GUARD + words if words.lstrip(GUARD).startswith(FORMULA) else words


def unguarded(words: str) -> str:
    """What `guarded` was given."""
    return words[1:] if words.startswith(GUARD) and words.lstrip(GUARD).startswith(FORMULA) else words


def text(value: Value) -> str:
    """A value as words: whole numbers without a point, days as YYYY-MM-DD, nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def quoted(row: Iterable[Value]) -> str:
    """A line of CSV (RFC 4180, but with one line feed at its end). Numbers are not guarded."""
    line = io.StringIO()
    cells = (guarded(value) if isinstance(value, str) else text(value) for value in row)
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def tabbed(row: Iterable[Value]) -> str:
    """A line of cells between tabs, without quotes; what would break it becomes a blank."""
    return "\t".join(_plain(value) for value in row) + "\n"


def _plain(value: Value) -> str:
    return guarded(value.translate(BREAKS).strip()) if isinstance(value, str) else text(value)
