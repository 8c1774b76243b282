"""A reading as a person wants to see it: events, statements and force posture, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vedette.export import Page, phrases
from vedette.export.layout import GAP, Styled, below, beside
from vedette.records import Argument, Event, Posture, Reading, Report, Span, Statement

ID_LENGTH = 8
"""Hex digits of an id that a table shows: enough to name one event among a million to `vedette explain`."""

DAY_WIDTH = 11
"""Columns of a day and of the stroke before the last day of a longer stretch: 2023-09-24/."""

Column = tuple[str, int, int]
"""A heading, the columns that it has in any case, and its share of those that are left."""

EVENTS: tuple[Column, ...] = (
    ("event", ID_LENGTH, 0),
    ("when", DAY_WIDTH, 0),
    ("what", 22, 0),
    ("who → whom", 8, 8),
    ("where", 6, 4),
    ("how many", 8, 4),
)
STATEMENTS: tuple[Column, ...] = (("event", ID_LENGTH, 0), ("who says", 8, 3), ("what", 8, 7))
POSTURES: tuple[Column, ...] = (
    ("event", ID_LENGTH, 0),
    ("status", DAY_WIDTH, 0),
    ("force", 8, 6),
    ("how many", 8, 0),
    ("whose", 6, 2),
    ("where", 6, 4),
    ("when", DAY_WIDTH, 0),
)


Row = tuple[Sequence[Styled | str], Styled | None]
"""The cells of a row, and the words of the report that it rests on."""


def render(reading: Reading, page: Page) -> str:
    """The tables of one report, with an empty line after them."""
    return "".join(f"{line}\n" for line in (*_lines(reading, page), ""))


def _lines(reading: Reading, page: Page) -> Iterator[str]:
    report = reading.report
    yield from _paragraph(_heading(report), "bold", page)
    yield Styled.of("─" * page.width, "dim").shown(colour=page.colour)
    if not reading.events:
        yield "No event of the 16 types was found."
    yield from _section("Events", EVENTS, (_event(event, report) for event in reading.events), page)
    yield from _section("Statements", STATEMENTS, (_statement(said) for said in reading.statements), page)
    yield from _section("Force posture", POSTURES, (_posture(entry, report) for entry in reading.postures), page)
    if reading.problems:
        yield ""
    for problem in reading.problems:
        yield from _paragraph(phrases.problem(problem), "yellow", page)


def _paragraph(text: str, style: str, page: Page) -> Iterator[str]:
    return below(Styled.of(text, style), page.width, 0, colour=page.colour)


def _heading(report: Report) -> str:
    whole_file = report.where.path if report.where.line is None and report.where.path != "-" else ""
    name = phrases.one_line(report.title) or whole_file or report.id
    parts = (name, report.source, f"published {report.published or phrases.UNKNOWN}")
    return " · ".join(part for part in parts if part)


def _section(title: str, table: tuple[Column, ...], rows: Iterable[Row], page: Page) -> Iterator[str]:
    """A heading, then each row as a table line over its evidence, which has the whole width."""
    listed = list(rows)
    if not listed:
        return
    room = widths(table, page.width)
    yield ""
    yield from _paragraph(title, "bold", page)
    yield from beside([Styled.of(heading, "dim") for heading, _, _ in table], room, colour=page.colour)
    for cells, evidence in listed:
        styled = [cell if isinstance(cell, Styled) else Styled.of(cell) for cell in cells]
        yield from beside(styled, room, colour=page.colour)
        if evidence:
            yield from below(evidence, page.width, ID_LENGTH + len(GAP), colour=page.colour)


def widths(table: tuple[Column, ...], width: int) -> list[int]:
    """Columns of the page for each column of the table; with the gaps they fill the page."""
    room = width - sum(least for _, least, _ in table) - len(GAP) * (len(table) - 1)
    shares = sum(share for _, _, share in table)
    return [least + max(room, 0) * share // shares for _, least, share in table]


def event_cells(event: Event) -> list[Styled]:
    """The cells of an event's row, in the order of `EVENTS`."""
    cells = (
        Styled.of(event.id[:ID_LENGTH], "dim"),
        _joined(phrases.when(argument.when) for argument in event.role("time")) or phrases.UNKNOWN,
        _kind(event),
        _parties(event),
        _joined(phrases.place(argument) for argument in event.role("place")),
        _joined(phrases.quantity(argument) for argument in event.arguments if _measures(argument)),
    )
    return [cell if isinstance(cell, Styled) else Styled.of(cell) for cell in cells]


def _event(event: Event, report: Report) -> Row:
    return event_cells(event), _evidence(report, event.trigger)


def _measures(argument: Argument) -> bool:
    return argument.role in {"killed", "injured", "force", "count"}


def _kind(event: Event) -> Styled:
    name = (phrases.kind(event), "bold")
    return Styled((name,) if event.status == "actual" else (name, (f", {event.status}", "yellow")))


def _parties(event: Event) -> str:
    actors = _joined(phrases.actor(argument) for argument in event.role("actor"))
    recipients = _joined(phrases.actor(argument) for argument in event.role("recipient"))
    return f"{actors or phrases.UNKNOWN} → {recipients}" if recipients else actors or phrases.UNKNOWN


def _joined(parts: Iterable[str]) -> str:
    """The parts, each once, in order."""
    return "; ".join(dict.fromkeys(parts))


def _statement(said: Statement) -> Row:
    speaker = phrases.actor(said.speaker) + (" [anonymous]" if said.anonymous else "")
    cue = f"{phrases.one_line(said.cue.text)}: " if said.cue else ""
    words = phrases.one_line(said.content.text)
    content = f"“{words.strip('“”')}”" if said.quoted else words
    events = "\n".join(event[:ID_LENGTH] for event in said.events)
    return (Styled.of(events, "dim"), speaker, Styled(((cue, "dim"), (content, "")))), None


def _posture(entry: Posture, report: Report) -> Row:
    cells = (
        Styled.of(entry.event[:ID_LENGTH], "dim"),
        Styled.of(entry.status, "bold"),
        f"{phrases.one_line(entry.force.text)} [{entry.kind}]",
        phrases.count(entry.count),
        _owner(entry),
        _route(entry),
        phrases.when(entry.when),
    )
    return cells, _evidence(report, entry.force)


def _owner(entry: Posture) -> str:
    owner = phrases.who(entry.owner)
    return owner if entry.command is None else f"{owner} ({phrases.who(entry.command)})"


def _route(entry: Posture) -> str:
    place = phrases.where(entry.where)
    return place if entry.origin is None else f"{phrases.where(entry.origin)} → {place}"


def _evidence(report: Report, words: Span) -> Styled:
    before, marked, after = phrases.excerpt(report.text, words.start, words.end)
    return Styled(((before, "dim"), (f"[{marked}]", "bold"), (after, "dim")))
