"""Statements over many reports: as JSON lines, as CSV, and as a table for a person."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from vedette.export import Page, phrases
from vedette.export.cells import Value, quoted
from vedette.export.jsonl import Json, statement_to_json
from vedette.export.layout import Styled, beside
from vedette.export.table import DAY_WIDTH, Column, widths
from vedette.records import SCHEMA, Heard

STANCE_WIDTH = 11
"""Columns of the longest stance or state, `threatens` and `withdrawn`, and a gap."""

COLUMNS: tuple[Column, ...] = (
    ("published", DAY_WIDTH, 0),
    ("who says", 12, 3),
    ("how", STANCE_WIDTH, 0),
    ("what", 20, 7),
    ("report", 8, 2),
)


class Cell(NamedTuple):
    """A column of CSV: its name, its value for a statement, and what it is."""

    name: str
    value: Callable[[Heard], Value]
    about: str


def _who(name: str) -> Callable[[Heard], Value]:
    return lambda heard: getattr(heard.statement.speaker.who.value, name, None)


CELLS: tuple[Cell, ...] = (
    Cell("id", lambda heard: heard.statement.id, "the statement's id"),
    Cell("report", lambda heard: heard.report, "the report's id as given"),
    Cell("published", lambda heard: heard.published, "its day"),
    Cell("source", lambda heard: heard.source, "the report's source"),
    Cell(
        "speaker",
        lambda heard: phrases.one_line(heard.statement.speaker.span.text),
        "the report's words for who speaks",
    ),
    Cell("speaker_code", _who("code"), "the speaker's code, where it could be told"),
    Cell("speaker_name", _who("name"), "the speaker's name, likewise"),
    Cell("anonymous", lambda heard: heard.statement.anonymous, "true for an unnamed person who speaks for nobody"),
    Cell(
        "cue", lambda heard: heard.statement.cue.text if heard.statement.cue else None, "the words that mark it as said"
    ),
    Cell("content", lambda heard: phrases.one_line(heard.statement.content.text), "what is said"),
    Cell("start", lambda heard: heard.statement.content.start, "where it starts in the report's text (code points)"),
    Cell("end", lambda heard: heard.statement.content.end, "where it ends"),
    Cell("quoted", lambda heard: heard.statement.quoted, "true for direct speech"),
    Cell("events", lambda heard: "; ".join(heard.statement.events), "ids of the events that it tells, joined by `; `"),
    Cell("stance", lambda heard: heard.stance, "claims, denies, accuses, demands …; empty where nothing tells it"),
    Cell("state", lambda heard: heard.state, "of a demand or threat: open, met, withdrawn or past"),
    Cell("state_rule", lambda heard: heard.state_rule, "which rule says so"),
    Cell("deadline", lambda heard: heard.deadline, "the last day that its words give"),
    Cell("rests_on", lambda heard: "; ".join(heard.rests_on), "ids of what met or withdrew it"),
)
"""In order. New ones are added at the end."""


def head(form: str, page: Page) -> str:
    """What stands before the first statement in this format: jsonl, csv or table."""
    if form == "csv":
        return quoted(cell.name for cell in CELLS)
    return _lines([Styled.of(heading, "dim") for heading, _, _ in COLUMNS], page) if form == "table" else ""


def line(heard: Heard, form: str, page: Page) -> str:
    """A statement in this format, with its line end."""
    if form == "csv":
        return quoted(cell.value(heard) for cell in CELLS)
    if form == "table":
        return _lines(_cells(heard), page)
    return json.dumps(to_json(heard), ensure_ascii=False) + "\n"


def to_json(heard: Heard) -> Json:
    """The statement as it stands in a reading, with its report, the speaker's stance, and the state of a demand."""
    return {
        "schema": SCHEMA,
        **statement_to_json(heard.statement),
        "report": heard.report,
        "published": heard.published.isoformat() if heard.published else None,
        "source": heard.source,
        "stance": heard.stance,
        "state": heard.state,
        "stances": [{"event": one.event, "stance": one.stance, "rule": one.rule} for one in heard.stances],
        "state_rule": heard.state_rule,
        "deadline": heard.deadline.isoformat() if heard.deadline else None,
        "rests_on": list(heard.rests_on),
    }


def _cells(heard: Heard) -> list[Styled]:
    said = heard.statement
    speaker = phrases.actor(said.speaker) + (" [anonymous]" if said.anonymous else "")
    cue = f"{phrases.one_line(said.cue.text)}: " if said.cue else ""
    words = phrases.one_line(said.content.text)
    how = [(heard.stance or phrases.UNKNOWN, "bold")]
    if heard.state:
        how.append((f"\n{heard.state}", "yellow"))
    return [
        Styled.of(str(heard.published or phrases.UNKNOWN), "dim"),
        Styled.of(speaker),
        Styled(tuple(how)),
        Styled(((cue, "dim"), (f"“{words.strip('“”')}”" if said.quoted else words, ""), (_end(heard), "yellow"))),
        Styled.of(phrases.one_line(heard.source or heard.report)),
    ]


def _end(heard: Heard) -> str:
    """Until when a demand or threat holds, and what it rests on."""
    told = [f"until {heard.deadline}"] if heard.deadline else []
    told += [f"{heard.state_rule}: {', '.join(heard.rests_on)}"] if heard.rests_on else []
    return f" ({'; '.join(told)})" if told else ""


def _lines(cells: list[Styled], page: Page) -> str:
    return "".join(f"{shown}\n" for shown in beside(cells, widths(COLUMNS, page.width), colour=page.colour))
