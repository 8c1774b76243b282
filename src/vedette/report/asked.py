"""A report that is asked for, from a lake to its sections, and to Markdown or a page."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from vedette.errors import StoreError, UsageError
from vedette.report import ahead, by_hand, covered, forces, happened, html, markdown, said, unusual
from vedette.report.days import Days, of_call, written
from vedette.report.rows import Rows, rows_of
from vedette.report.written import Section, Situation
from vedette.store import Lake

FORMATS: Mapping[str, Callable[[Situation], str]] = {"html": html.render, "md": markdown.render}
"""Format -> how it is written."""


def situation(  # noqa: PLR0913 - each is an option of the call
    lake: Lake,
    *,
    place: str,
    week: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    forecast: bool = True,
) -> Situation:
    """The report of a place and an ISO week (2023-39), or of the days from `since` to before `until` (left out: a week).

    `place` is a country's name or code, or part of the name of a province or place.
    """
    days = of_call(week, since, until)
    table = lake.tables.get("incidents")
    if table is None or table.mark("events") is None:
        raise StoreError(f"{lake.path} was never linked. Run `vedette link --lake {lake.path}`")
    return made(rows_of(lake, place, days), forecast=forecast)


def report(lake: Lake, *, format: str = "md", **wanted: object) -> str:  # noqa: A002 - the option is called so
    """The same as Markdown ("md") or a page ("html")."""
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}; give {' or '.join(sorted(FORMATS))}")
    known = set(inspect.signature(situation).parameters) - {"lake"}
    for name in wanted:
        if name not in known:
            raise UsageError(f"a report has no option {name!r}; there are {', '.join(sorted(known))}")
    return FORMATS[format](situation(lake, **wanted))  # type: ignore[arg-type]


def made(rows: Rows, *, forecast: bool) -> Situation:
    """All sections."""
    incidents = rows.incidents()
    sources = rows.sources(event for each in incidents for event in each.events)
    heard, raised, book = said.heard(rows), unusual.alerts(rows), forces.ledger(rows)
    headlines = (
        *happened.figures(rows, incidents, sources),
        *said.figures(heard, rows.days),
        *forces.figures(book, rows.days),
        *unusual.figures(raised),
        *covered.figures(rows),
    )
    sections: Iterable[Section | None] = (
        Section("In short", headlines),
        happened.happened(rows, incidents, sources),
        said.said(rows, heard),
        forces.forces(rows, book),
        unusual.unusual(rows, raised),
        ahead.ahead(rows) if forecast else None,
        covered.covered(rows),
        by_hand.by_hand(rows, incidents, sources),
    )
    days = rows.days
    told = tuple(each for each in sections if each)
    return Situation(f"{rows.place.name}: {title(days)}", rows.place.name, days.since, days.until, told)


def title(days: Days) -> str:
    """What a report is called after its place: "situation report, 25 September to 1 October 2023 (week 39)"."""
    stretch = written(days.since) if days.since == days.last else days.stretch(days.since, days.until)
    year = "" if stretch.endswith(str(days.last.year)) else f" {days.last.year}"
    number = days.since.isocalendar()
    week = f" (week {number.week})" if days.what == "week" and number.weekday == 1 else ""
    return f"situation report, {stretch}{year}{week}"
