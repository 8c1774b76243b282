"""JSON lines: one report a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from vedette.records import Location, Problem, Report
from vedette.sources import record
from vedette.sources.decode import lines
from vedette.sources.options import Options
from vedette.sources.stream import Stream


def read(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The reports of a file or stream, a line at a time; a line that is none is a problem, and the rest is read."""
    yield from of_lines(lines(stream, options.encoding), stream.path, options)


def of_lines(given: Iterable[str | Problem], path: str, options: Options) -> Iterator[Report | Problem]:
    """The reports of lines, of which the first is line 1; an input without any is a problem too."""
    number, found = 0, False
    for line in given:
        if isinstance(line, Problem):
            found = True
            yield line
            continue
        number += 1
        if line.strip():
            found = True
            yield from _of_line(line, Location(path, number), options)
    if not found:
        yield Problem("empty-text", Location(path), f"{path} holds no line.", "Leave it out, or look at its source.")


def _of_line(line: str, where: Location, options: Options) -> Iterator[Report | Problem]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield malformed(where, f"The line is no JSON: {_reason(error)}.")
        return
    if not isinstance(found, dict):
        yield malformed(where, f"The line holds {line.strip()[:40]!r}, which is no JSON object.")
        return
    yield from record.reports(found, where, options)


def malformed(where: Location, message: str) -> Problem:
    """What is said of a line or an element that cannot be read; the rest is."""
    return Problem("malformed-line", where, message, "Write one JSON object a line, with at least a field `text`.")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error).rstrip(".")
