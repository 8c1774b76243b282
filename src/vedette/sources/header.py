"""The date header of a text: `date 2023-09-30` or `date: 2023-09-30`, on a line of its own or before the first words.

A header on a line of its own may be followed by lines `title:`, `source:`, `url:` and `id:`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = r"\d{4}-\d{2}-\d{2}(?:(?:T\d{2}:\d{2}| \d{2}:\d{2}:\d{2})[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?"
# A prefix must look like a date, so that "Date palms" is no header. A line of its own that says "date:" need not:
# whatever follows the colon is meant as a date.
_PREFIX = re.compile(rf"\s*date\b[ \t]*:?[ \t]*(?P<date>{_SHAPE})(?![\w-])[ \t]*", re.IGNORECASE)
_OWN_LINE = re.compile(r"\s*date[ \t]*:[ \t]*(?P<date>[^\s][^\r\n]{0,40}?)[ \t]*(?=[\r\n]|$)", re.IGNORECASE)
_MORE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?P<name>title|source|url|id)[ \t]*:[ \t]*(?P<value>[^\r\n]*)", re.IGNORECASE)
_LINE_END = re.compile(r"[\r\n]|$")


@dataclass(frozen=True, slots=True)
class Header:
    """What stood before a text. `end` is where the text begins, perhaps with white space."""

    end: int = 0
    date: str = ""
    """As written; it may be no date."""
    title: str = ""
    source: str = ""
    url: str = ""
    id: str = ""


def header(text: str) -> Header:
    """The date header that the text begins with; one without a date where it begins with none."""
    found = _PREFIX.match(text) or _OWN_LINE.match(text)
    if found is None:
        return Header()
    if not _LINE_END.match(text, found.end()):
        return Header(end=found.end(), date=found["date"])
    return _with_more(text, found["date"], found.end())


def _with_more(text: str, date: str, end: int) -> Header:
    """The header with the named lines that follow it; a line without a name, or a blank one, ends it."""
    more: dict[str, str] = {}
    while (found := _MORE.match(text, end)) and found["name"].lower() not in more:
        more[found["name"].lower()] = found["value"].strip()
        end = found.end()
    return Header(end=end, date=date, **more)


def trimmed(text: str, begin: int = 0) -> tuple[str, int]:
    """The text from `begin` on without white space around it, and where it starts."""
    rest = text[begin:]
    return rest.strip(), begin + len(rest) - len(rest.lstrip())
