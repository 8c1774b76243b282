"""A JSON array of reports, or one report as an object. A `.json` file that holds JSON lines is read as such."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from vedette.records import Location, Problem, Report
from vedette.sources import limits, record
from vedette.sources.decode import decoded
from vedette.sources.jsonl import malformed, of_lines
from vedette.sources.options import Options
from vedette.sources.stream import Stream

_BETWEEN = re.compile(r"[\s,]*")


def read(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The reports of a file, in the order of the array."""
    given = decoded(stream.read(limits.WHOLE), Location(stream.path), options.encoding)
    yield from given.problems
    if given.text is None:
        return
    if _is_lines(given.text):
        yield from of_lines(given.text.split("\n"), stream.path, options)
    else:
        yield from _elements(given.text, stream.path, options)


def _is_lines(text: str) -> bool:
    """Whether the first line alone is a whole object, or there is nothing at all."""
    start = text.lstrip()
    if not start.startswith("{"):
        return not start
    try:
        json.loads(start.split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return True


def _elements(text: str, path: str, options: Options) -> Iterator[Report | Problem]:
    """Each element is parsed when it is asked for. What stands after a fault cannot be told apart, so it is named."""
    at, line, counted = _start(text), 1, 0
    while at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        where = Location(path, line)
        try:
            found, end = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield malformed(where, f"The JSON breaks off here, and nothing after it is read: {error}.")
            return
        yield from _element(found, where, options)
        at = _next(text, end)


def _element(found: object, where: Location, options: Options) -> Iterator[Report | Problem]:
    if isinstance(found, dict):
        yield from record.reports(found, where, options)
    else:
        yield malformed(where, f"The element {str(found)[:40]!r} is no JSON object.")


def _start(text: str) -> int:
    begin = len(text) - len(text.lstrip())
    return _next(text, begin + 1) if text.startswith("[", begin) else begin


def _next(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at
