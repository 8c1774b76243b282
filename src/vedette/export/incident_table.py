"""Incidents as a table for a person: a row each, with what is held, how the reports stand together, and how many voices."""

from __future__ import annotations

from datetime import timedelta

from vedette.export import Page, phrases
from vedette.export.layout import Styled, beside
from vedette.export.table import DAY_WIDTH, ID_LENGTH, Column, widths
from vedette.records import Finding, Incident, Resolved, Who

BETWEEN = TAIL = ""

COLUMNS: tuple[Column, ...] = (
    ("incident", ID_LENGTH, 0),
    ("when", DAY_WIDTH, 0),
    ("what", 12, 1),
    ("who → whom", 8, 8),
    ("where", 6, 4),
    ("harm", 11, 1),
    ("state", 12, 1),
)
"""They fit a page of 80."""

SHOWN = 2
"""Actors or recipients of a row, those that most voices tell; the others are counted."""

STATE_STYLE = {"contradicted": "bold", "ranging": "yellow"}


def head(page: Page) -> str:
    """The names of the columns."""
    return _lines([Styled.of(heading, "dim") for heading, _, _ in COLUMNS], page)


def line(incident: Incident, page: Page) -> str:
    """A row of one line or more."""
    return _lines(cells(incident), page)


def cells(incident: Incident) -> list[Styled]:
    """The cells of an incident's row, in the order of `COLUMNS`."""
    return [
        Styled.of(incident.id[:ID_LENGTH], "dim"),
        Styled.of(_when(incident)),
        _kind(incident),
        Styled.of(_parties(incident)),
        Styled.of(phrases.one_line(phrases.where(Resolved(incident.where, "")))),
        Styled.of(_harm(incident)),
        _state(incident),
    ]


def _kind(incident: Incident) -> Styled:
    """Type over mode, since both seldom fit side by side."""
    return Styled(((incident.type, "bold"), (f"\n{incident.mode}" if incident.mode else "", "")))


def _when(incident: Incident) -> str:
    if incident.since is None or incident.until is None:
        return phrases.UNKNOWN
    last = incident.until - timedelta(days=1)
    return str(incident.since) if last == incident.since else f"{incident.since}/{last}"


def _parties(incident: Incident) -> str:
    actors, recipients = _codes(incident.actors), _codes(incident.recipients)
    return f"{actors or phrases.UNKNOWN} → {recipients}" if recipients else actors or phrases.UNKNOWN


def _codes(sides: tuple[Who, ...]) -> str:
    more = len(sides) - SHOWN
    return "; ".join(who.code for who in sides[:SHOWN]) + (f" +{more}" if more > 0 else "")


def _harm(incident: Incident) -> str:
    """A line each for the killed and the injured, where a number is held."""
    tolls = ((name, _found(incident, name)) for name in ("killed", "injured"))
    lines = ((name, phrases.count(Resolved(found.count, ""))) for name, found in tolls if found)
    return "\n".join(f"{name} {number}" for name, number in lines if number != phrases.UNKNOWN)


def _found(incident: Incident, about: str) -> Finding | None:
    return next((finding for finding in incident.findings if finding.about == about), None)


def _state(incident: Incident) -> Styled:
    voices = f"{incident.voices} voice" + ("" if incident.voices == 1 else "s")
    return Styled(((incident.state, STATE_STYLE.get(incident.state, "")), ("\n" + voices, "dim")))


def _lines(row: list[Styled], page: Page) -> str:
    return "".join(f"{shown}\n" for shown in beside(row, widths(COLUMNS, page.width), colour=page.colour))
