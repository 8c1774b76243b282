"""Incidents as CSV: a row each, with what a spreadsheet can hold of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from vedette.export.cells import Value, quoted
from vedette.records import Finding, Incident, Who


class Cell(NamedTuple):
    """A column: its name, its value for an incident, and what it is."""

    name: str
    value: Callable[[Incident], Value]
    about: str


def _found(incident: Incident, about: str) -> Finding | None:
    return next((finding for finding in incident.findings if finding.about == about), None)


def _bound(about: str, bound: str) -> Callable[[Incident], Value]:
    def value(incident: Incident) -> Value:
        found = _found(incident, about)
        number: float | None = getattr(found.count, bound) if found and found.count else None
        return number

    return value


def _where(name: str) -> Callable[[Incident], Value]:
    return lambda incident: getattr(incident.where, name, None)


def _codes(several: Iterable[Who]) -> str:
    return "; ".join(who.code for who in several)


CELLS: tuple[Cell, ...] = (
    Cell("id", lambda incident: incident.id, "the incident's id"),
    Cell("type", lambda incident: incident.type, "one of the 16 types"),
    Cell("mode", lambda incident: incident.mode, "its mode, if any"),
    Cell("since", lambda incident: incident.since, "first day meant"),
    Cell("until", lambda incident: incident.until, "first day no longer meant"),
    Cell("place", _where("name"), "name of the place"),
    Cell("country", _where("country"), "its country, ISO 3166 alpha-3"),
    Cell("admin1", _where("admin1"), "its province"),
    Cell("latitude", _where("latitude"), "degrees north (WGS 84)"),
    Cell("longitude", _where("longitude"), "degrees east"),
    Cell("actors", lambda incident: _codes(incident.actors), "codes, joined by `; `, the most told first"),
    Cell("recipients", lambda incident: _codes(incident.recipients), "likewise"),
    Cell("killed_low", _bound("killed", "low"), "least number of killed over the claims that stand; empty where open"),
    Cell("killed_high", _bound("killed", "high"), "greatest number, likewise"),
    Cell("injured_low", _bound("injured", "low"), "least number of injured"),
    Cell("injured_high", _bound("injured", "high"), "greatest number"),
    Cell("state", lambda incident: incident.state, "agreed, ranging, contradicted or single source"),
    Cell("voices", lambda incident: incident.voices, "texts of their own that tell of it"),
    Cell("reports", lambda incident: "; ".join(incident.reports), "ids of the reports"),
    Cell("sources", lambda incident: "; ".join(incident.sources), "all publishers"),
    Cell("events", lambda incident: "; ".join(incident.events), "ids of the events"),
)
"""All columns, in order."""


def head() -> str:
    """The names of the columns."""
    return quoted(cell.name for cell in CELLS)


def line(incident: Incident) -> str:
    """A row."""
    return quoted(cell.value(incident) for cell in CELLS)
