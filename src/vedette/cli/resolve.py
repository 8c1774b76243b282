"""`vedette resolve`: words in, what they mean out. Each input line comes back, in order, with one key more."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vedette import pipeline
from vedette.cli import exits, output, own
from vedette.cli.problems import Teller
from vedette.errors import SourceError
from vedette.export import values
from vedette.records import Location, Problem, Resolved, Span, Surroundings

Json = dict[str, Any]

SHAPES: dict[str, Callable[[Resolved[Any]], Json]] = {
    "when": values.when,
    "where": values.where,
    "who": values.who,
    "count": values.count,
}
"""Kind of value -> its public shape, under the key of the same name."""


@dataclass(frozen=True, slots=True)
class Query:
    """A line of the input: words, and what stands around them."""

    span: Span
    surroundings: Surroundings


def run(arguments: argparse.Namespace) -> int:
    """Resolve line by line; a line that is no query is told of and printed as it came."""
    resolve = getattr(pipeline.resolvers(own.settings(arguments)), arguments.kind)
    shape = SHAPES[arguments.kind]
    teller, answered = Teller(), 0
    with output.opened(None) as write:
        for number, line in enumerate(_lines(arguments.file), 1):
            row = _parsed(line)
            query = "it is no JSON object" if row is None else asked(row, pipeline.sentences)
            if row is None or isinstance(query, str):
                teller.tell(_malformed(Location(arguments.file, number), str(query)))
                write(line)
                continue
            value = shape(resolve(query.span, query.surroundings))
            write(output.encoded(json.dumps({**row, arguments.kind: value}, ensure_ascii=False) + "\n"))
            answered += 1
    teller.close()
    return exits.NOTHING_READ if not answered or (arguments.strict and teller.counts) else exits.DONE


def asked(row: Json, sentences: Callable[[str], tuple[tuple[int, int], ...]]) -> Query | str:
    """What a line asks; or why it asks nothing, as words that follow "line 3:"."""
    text, start, end, published = (row.get(key) for key in ("text", "start", "end", "published"))
    if not isinstance(text, str):
        return "the key `text` is missing or no string"
    if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
        return f"`start` {start!r} and `end` {end!r} are no stretch of a text of {len(text)} characters"
    try:
        day = date.fromisoformat(published) if published else None
    except (ValueError, TypeError):
        return f"`published` {published!r} is no date"
    around = Surroundings(text, published=day, sentences=sentences(text), status=row.get("status"))
    return Query(Span(text[start:end], start, end), around)


def _lines(name: str) -> Iterator[bytes]:
    """The lines of a file or of standard input, each with its end."""
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            for line in file:
                yield line if line.endswith(b"\n") else line + b"\n"
    except OSError as error:
        raise SourceError(f"cannot read {name}: {error.strerror}. Name a file of JSON lines, or -") from None


def _parsed(line: bytes) -> Json | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _malformed(where: Location, why: str) -> Problem:
    following = 'Write {"text": "…", "start": 0, "end": 6, "published": "2023-09-30"}.'
    return Problem("malformed-line", where, f"The line is passed through unresolved: {why}.", following)
