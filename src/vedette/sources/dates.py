"""Dates of publication, as feeds, archives and file names write them.

The day is taken as written, in the zone that it was written in: a report of 23:30 in New York is of that day.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?=$|[T ]\s*\d{2}:?\d{2})")
_ISO_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")

NAME_YEARS = range(1900, 2100)
"""Years believed in a file's name, where eight digits may as well be a serial number."""


def parsed(written: str) -> date | None:
    """The day of an ISO date or moment, of YYYYMMDD or of an RFC 2822 date; None where it is no date.

    >>> parsed("2023-09-30T23:30:00-04:00")
    datetime.date(2023, 9, 30)
    """
    written = written.strip()
    if found := _ISO.match(written):
        return _day(*found.group(1, 3, 4))
    return _of_mail(written)


def in_name(stem: str) -> date | None:
    """The first date in a file's name: 2023-09-30, 2023_09_30 or 20230930."""
    days = (_day(*found.group(1, 3, 4)) for found in _ISO_IN_NAME.finditer(stem))
    return next((day for day in days if day and day.year in NAME_YEARS), None)


def _of_mail(written: str) -> date | None:
    """The day of "Sat, 30 Sep 2023 10:00:00 +0200". The first word of a date is a day or its name, never bare text."""
    try:
        parts = parsedate(written)
    except (ValueError, IndexError, TypeError):  # it trips over some words that are no date
        return None
    return _day(*map(str, parts[:3])) if parts and re.search(r"\d{4}", written) else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
