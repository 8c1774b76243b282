"""Lines of the force-posture ledger: as JSON lines, as CSV, and as a table for a person, each with its evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from vedette.export import Page, phrases, values
from vedette.export.cells import Value, quoted
from vedette.export.jsonl import Json
from vedette.export.layout import GAP, Styled, below, beside
from vedette.export.table import DAY_WIDTH, Column, widths
from vedette.records import SCHEMA, Count, Force, Resolved, Span, Where, Who

T = TypeVar("T", Count, Where, Who)

INDENT = 2
"""Columns before the evidence of a line."""

SIDE = 60
"""Characters shown on either side of the words of a force."""

COLUMNS: tuple[Column, ...] = (
    ("whose", 8, 2),
    ("status", DAY_WIDTH, 0),
    ("force", 12, 6),
    ("how many", 8, 0),
    ("where", 8, 4),
    ("since", 10, 0),
    ("by whom", 10, 4),
)
"""They fit a page of 80."""


class Evidence(NamedTuple):
    """Words that a line rests on."""

    posture: str
    """Id of the entry."""
    report: str
    """Id of the report as given."""
    source: str
    published: date | None
    status: str
    """What the report tells."""
    words: Span
    """The force, in the report's text."""
    text: str
    """That text."""


class Line(NamedTuple):
    """A line of the ledger with its evidence, oldest first."""

    force: Force
    evidence: Sequence[Evidence]


class Cell(NamedTuple):
    """A column of CSV: its name, its value, and what it is."""

    name: str
    value: Callable[[Line], Value]
    about: str


def _of(field: str, part: str) -> Callable[[Line], Value]:
    return lambda line: getattr(getattr(line.force, field), part, None)


CELLS: tuple[Cell, ...] = (
    Cell("as_of", lambda line: line.force.as_of, "the day at whose end it stands so"),
    Cell("owner", _of("owner", "code"), "code of whose force it is; empty where that cannot be told"),
    Cell("owner_name", _of("owner", "name"), "its name"),
    Cell("command", _of("command", "code"), "code of who commands it, where told"),
    Cell("force", lambda line: line.force.force, "its words, in the report that tells most of it"),
    Cell("kind", lambda line: line.force.kind, "personnel, unit, armour, artillery …"),
    Cell("low", _of("count", "low"), "least number that is claimed"),
    Cell("high", _of("count", "high"), "greatest number, likewise; empty where it is open"),
    Cell("approximate", _of("count", "approximate"), "true where all say about"),
    Cell("status", lambda line: line.force.status, "requested, threatened, authorised, on_standby, moving, present …"),
    Cell("place", _of("where", "name"), "name of the place; empty where nobody says"),
    Cell("country", _of("where", "country"), "its country, ISO 3166 alpha-3"),
    Cell("latitude", _of("where", "latitude"), "degrees north (WGS 84)"),
    Cell("longitude", _of("where", "longitude"), "degrees east"),
    Cell("since", lambda line: line.force.since, "from when on, as far as told"),
    Cell("last_confirmed", lambda line: line.force.last_confirmed, "day of the last report that says so"),
    Cell("by", _of("by", "code"), "code of whose word it rests on last"),
    Cell("by_words", lambda line: line.force.by_words, "how that report calls them; empty where it says so itself"),
    Cell("rule", lambda line: line.force.rule, "which rule made it so"),
    Cell("note", lambda line: line.force.note, "what to know beside it"),
    Cell(
        "postures", lambda line: "; ".join(line.force.postures), "ids of the entries that it rests on, joined by `; `"
    ),
    Cell("reports", lambda line: "; ".join(line.force.reports), "ids of their reports, and of copies"),
    Cell("words", lambda line: " | ".join(_said(each) for each in line.evidence), "report and words of each entry"),
)
"""In order. New ones are added at the end."""


def head(form: str, page: Page) -> str:
    """What stands before the first line in this format: jsonl, csv or table."""
    if form == "csv":
        return quoted(cell.name for cell in CELLS)
    return _lines([Styled.of(heading, "dim") for heading, _, _ in COLUMNS], page) if form == "table" else ""


def line(told: Line, form: str, page: Page) -> str:
    """A line of the ledger in this format, with its line ends."""
    if form == "csv":
        return quoted(cell.value(told) for cell in CELLS)
    if form == "table":
        return _lines(_cells(told.force), page) + "".join(f"{shown}\n" for shown in _evidence(told, page))
    return json.dumps(to_json(told), ensure_ascii=False) + "\n"


def to_json(told: Line) -> Json:
    """The public shape of a line."""
    force = told.force
    return {
        "schema": SCHEMA,
        "as_of": force.as_of.isoformat(),
        "owner": _value(values.who, force.owner, force.rule),
        "command": _value(values.who, force.command, force.rule),
        "force": force.force,
        "kind": force.kind,
        "count": _value(values.count, force.count, force.rule),
        "status": force.status,
        "where": _value(values.where, force.where, force.rule),
        "since": _day(force.since),
        "last_confirmed": _day(force.last_confirmed),
        "by": _value(values.who, force.by, force.rule),
        "by_words": force.by_words,
        "postures": list(force.postures),
        "reports": list(force.reports),
        "rule": force.rule,
        "note": force.note,
        "evidence": [_evidence_to_json(each) for each in told.evidence],
    }


def _evidence_to_json(each: Evidence) -> Json:
    return {
        "posture": each.posture,
        "report": each.report,
        "source": each.source,
        "published": _day(each.published),
        "status": each.status,
        **values.span(each.words),
    }


def _value(write: Callable[[Resolved[T]], Json], value: T | None, rule: str) -> Json | None:
    """A value in its public shape, by the line's rule; null where nobody tells it."""
    return None if value is None else write(Resolved(value, rule))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _cells(force: Force) -> list[Styled]:
    return [
        Styled.of(_whose(force)),
        Styled.of(force.status, "bold"),
        Styled.of(f"{phrases.one_line(force.force)} [{force.kind}]"),
        Styled.of(phrases.count(Resolved(force.count, ""))),
        Styled.of(phrases.one_line(phrases.where(Resolved(force.where, "")))),
        Styled.of(str(force.since or phrases.UNKNOWN)),
        Styled.of(phrases.one_line(force.by_words or "the report itself")),
    ]


def _whose(force: Force) -> str:
    owner = force.owner.code if force.owner else phrases.UNKNOWN
    return owner if force.command is None else f"{owner} ({force.command.code})"


def _evidence(told: Line, page: Page) -> list[str]:
    """The rule and what to know, then the words of each entry in its report, the same ones once."""
    why = Styled.of("; ".join(filter(None, (told.force.rule, told.force.note))), "yellow")
    shown = list(below(why, page.width, INDENT, colour=page.colour))
    for excerpt in dict.fromkeys(_excerpt(each) for each in told.evidence):
        shown += below(excerpt, page.width, INDENT + len(GAP), colour=page.colour)
    return shown


def _excerpt(each: Evidence) -> Styled:
    name = f"{each.published or phrases.UNKNOWN} {each.report}: "
    if not each.text:
        return Styled(((name, "dim"), (f"[{phrases.one_line(each.words.text)}]", "bold")))
    before, marked, after = phrases.excerpt(each.text, each.words.start, each.words.end, side=SIDE)
    return Styled(((name, "dim"), (before, "dim"), (f"[{marked}]", "bold"), (after, "dim")))


def _said(each: Evidence) -> str:
    return f"{each.report}: {phrases.one_line(each.words.text)}"


def _lines(cells: list[Styled], page: Page) -> str:
    return "".join(f"{shown}\n" for shown in beside(cells, widths(COLUMNS, page.width), colour=page.colour))
