"""Events as a table for a person: a row each, with the report that tells it."""

from __future__ import annotations

from vedette.export import Page, phrases
from vedette.export.layout import Styled, beside
from vedette.export.table import DAY_WIDTH, EVENTS, Column, event_cells, widths
from vedette.export.told import Told, takes_all

BETWEEN = TAIL = ""
left_out = takes_all

WHAT_WIDTH = 16
"""Columns of type and mode, less than in a reading's own table, so that the report too fits a page of 80."""

COLUMNS: tuple[Column, ...] = (
    *((name, WHAT_WIDTH if name == "what" else least, share) for name, least, share in EVENTS),
    ("report", DAY_WIDTH, 3),
)
"""Those of a reading's own table, and the report."""


def head(page: Page) -> str:
    """The names of the columns."""
    cells = [Styled.of(heading, "dim") for heading, _, _ in COLUMNS]
    return _lines(cells, page)


def line(told: Told, page: Page) -> str:
    """A row of one line or more."""
    report = told.report
    words = " ".join(filter(None, (str(report.published or phrases.UNKNOWN), report.source or report.id)))
    return _lines([*event_cells(told.event), Styled.of(phrases.one_line(words))], page)


def _lines(cells: list[Styled], page: Page) -> str:
    return "".join(f"{shown}\n" for shown in beside(cells, widths(COLUMNS, page.width), colour=page.colour))
