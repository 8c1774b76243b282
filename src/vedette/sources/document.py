"""What any source may tell of a report -> the report, dated by the best that is known, its language told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from vedette.records import Location, Problem, Report, digest
from vedette.sources import dates, language
from vedette.sources.header import trimmed
from vedette.sources.options import Options
from vedette.sources.stream import Stream

SHOWN = 60
"""Code points of an offending value that a message shows."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and what it rests on (as in `Report.date_origin`)."""

    day: date
    origin: str


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written, which may be none, and what it rests on; empty words where none was."""

    words: str = ""
    origin: str = ""


NOTHING_WRITTEN = Written()


@dataclass(frozen=True, slots=True)
class Document:
    """A page, a mail, an item of a feed: what it tells of itself."""

    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    id: str = ""
    written: Written = NOTHING_WRITTEN
    """Its own date."""
    otherwise: Dated | None = None
    """A weaker date than `--date`: of the file's name, of its properties, of the crawl."""


def reports(document: Document, where: Location, options: Options) -> Iterator[Report | Problem]:
    """The report of a document, after the problems it has; only a problem where it has no text."""
    text, offset = trimmed(document.text)
    if not text:
        yield no_text(where)
        return
    problems: list[Problem] = []
    dated = published(document.written, options.date, document.otherwise, where, problems)
    yield from problems
    report = Report(
        id=document.id or digest(document.source, text),
        text=text,
        published=dated.day if dated else None,
        title=one_line(document.title),
        source=one_line(document.source),
        url=document.url.strip(),
        offset=offset,
        where=where,
        date_origin=dated.origin if dated else "",
    )
    yield from in_language(report)


def in_language(report: Report) -> Iterator[Report | Problem]:
    """The report with its language; before it a problem, where it is not read for it."""
    told = language.told(report.text)
    if told not in language.READABLE:
        yield _not_english(report, told)
    yield replace(report, language=told)


def published(
    written: Written, option: date | None, otherwise: Dated | None, where: Location, problems: list[Problem]
) -> Dated | None:
    """The day that was written; where none was, the option's, else the other. A problem where there is none at all."""
    if written.words:
        day = dates.parsed(written.words)
        if day is None:
            problems.append(_bad_date(written.words, where))
        return Dated(day, written.origin) if day else None
    if option:
        return Dated(option, "option")
    if otherwise is None:
        problems.append(_no_date(where))
    return otherwise


def weaker(stream: Stream, own: date | None = None) -> Dated | None:
    """A file's date by its name, by its own properties, or by what holds it."""
    if named := dates.in_name(PurePath(stream.path).name):
        return Dated(named, "name")
    if own:
        return Dated(own, "properties")
    around = stream.around
    return Dated(around.date, around.origin) if around.date else None


def one_line(text: str) -> str:
    """The text with its white space, line breaks too, as single blanks."""
    return " ".join(text.split())


def shown(found: object) -> str:
    """An offending value, no longer than a message bears."""
    text = repr(found)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def no_text(where: Location) -> Problem:
    """What is said of a document in which nothing stands to be read."""
    return Problem(
        "empty-text", where, "No text was found in it.", "Look at it: it may be pictures, or a list of links."
    )


def broken(where: Location, what: str, error: BaseException) -> Problem:
    """What is said of a page, record or file that its own library cannot read."""
    reason = " ".join(str(error).split())[:160].rstrip(".") or type(error).__name__
    return Problem(
        "damaged",
        where,
        f"{what} cannot be read: {reason}.",
        "Fetch it again, or open it by hand; the rest is read.",
    )


def _not_english(report: Report, told: str) -> Problem:
    return Problem(
        "not-english",
        report.where,
        f"The text is in another language ({told}): it is kept and marked, and nothing is read from it.",
        "Give it a translation, or leave it out.",
    )


def _bad_date(written: str, where: Location) -> Problem:
    return Problem(
        "bad-date",
        where,
        f"The date {shown(written)} is none; the report is read without one.",
        "Write it as YYYY-MM-DD.",
    )


def _no_date(where: Location) -> Problem:
    return Problem(
        "no-date",
        where,
        'The report has no date, so that words such as "Thursday" cannot be told.',
        "Begin it with a line `date: YYYY-MM-DD`, give its record a field `published`, or say --date.",
    )
