"""A record of named fields -> a report, and what is wrong with it. JSONL, JSON and CSV share it with plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vedette.records import Location, Problem, Report, digest
from vedette.sources.document import Dated, Written, in_language, published, shown
from vedette.sources.fields import value
from vedette.sources.header import header, trimmed
from vedette.sources.options import Options

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def reports(
    record: Mapping[str, object], where: Location, options: Options, otherwise: Dated | None = None
) -> Iterator[Report | Problem]:
    """The report of a record, after the problems it has; only problems where there is no text to read.

    `otherwise` is a weaker date than `options.date`.
    """
    problems: list[Problem] = []
    report = _report(record, where, options, problems, otherwise)
    yield from problems
    if report is not None:
        yield from in_language(report)


def _report(
    record: Mapping[str, object], where: Location, options: Options, problems: list[Problem], otherwise: Dated | None
) -> Report | None:
    names = options.fields
    raw = _string(record, "text", names.text, where, problems)
    top = header(raw)
    text, offset = trimmed(raw, top.end)
    if not text:
        problems.append(_empty(record, names.text, where))
        return None
    title = _string(record, "title", names.title, where, problems) or top.title
    source = _string(record, "source", names.source, where, problems) or top.source
    url = _string(record, "url", names.url, where, problems) or top.url
    own = _written_date(value(record, names.published))
    dated = published(Written(own or top.date, "field" if own else "header"), options.date, otherwise, where, problems)
    return Report(
        id=_identity(record, names.id, where, problems) or top.id or digest(source, text),
        text=text,
        published=dated.day if dated else None,
        title=title,
        source=source,
        url=url,
        offset=offset,
        where=where,
        date_origin=dated.origin if dated else "",
    )


def _written_date(found: object) -> str:
    return "" if found is None else found.strip() if isinstance(found, str) else str(found)


def _identity(
    record: Mapping[str, object], names: tuple[str, ...], where: Location, problems: list[Problem]
) -> str | None:
    """The id as given, to the letter; a number's digits."""
    found = value(record, names)
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    return _string(record, "id", names, where, problems) or None


def _string(
    record: Mapping[str, object], field: str, names: tuple[str, ...], where: Location, problems: list[Problem]
) -> str:
    found = value(record, names)
    if found is None:
        return ""
    if not isinstance(found, str):
        problems.append(_bad_field(field, found, where))
        return ""
    return whole(found, field, where, problems)


def whole(text: str, field: str, where: Location, problems: list[Problem]) -> str:
    """The text with U+FFFD for each lone surrogate, which no UTF-8 file could hold; every offset stays."""
    if text.isascii() or not _LONE_SURROGATE.search(text):
        return text
    kept, number = _LONE_SURROGATE.subn("\ufffd", text)
    problems.append(
        Problem(
            "lone-surrogate",
            where,
            f"The {field} holds {number} half characters (lone surrogates), which no encoding can write.",
            "Each is read as U+FFFD; look at what cut the text apart at its source.",
        )
    )
    return kept


def _bad_field(field: str, found: object, where: Location) -> Problem:
    return Problem(
        "bad-field",
        where,
        f"The {field} is {shown(found)}, which is no string.",
        f"Write the {field} as a string, or name another field with --field {field}=NAME.",
    )


def _empty(record: Mapping[str, object], names: tuple[str, ...], where: Location) -> Problem:
    name = names[0]
    message = f"The field {name!r} holds no text." if name in record else f"There is no field {name!r}."
    return Problem(
        "empty-text",
        where,
        message,
        "Leave the report out, or name the field that holds its text with --field text=NAME.",
    )
