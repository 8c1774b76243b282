"""Events as CSV: a header, then a row an event. What a spreadsheet would run as a formula stands behind an apostrophe."""

from __future__ import annotations

from vedette.export import Page
from vedette.export.cells import quoted
from vedette.export.flat import COLUMNS, row
from vedette.export.told import Told, takes_all

BETWEEN = TAIL = ""
left_out = takes_all


def head(page: Page) -> str:
    """The names of the columns."""
    del page
    return quoted(column.name for column in COLUMNS)


def line(told: Told, page: Page) -> str:
    """A row."""
    del page
    return quoted(row(told))
