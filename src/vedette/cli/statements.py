"""`vedette statements`: who says what, how they stand to it, and which demands and threats are still open."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from vedette import ontology
from vedette.analyse.statements import Asked, told
from vedette.cli import exits, output
from vedette.errors import SourceError, UsageError
from vedette.export import jsonl, statement
from vedette.records import Reading

NAMED = ("speaker", "about", "stance", "state", "anonymous", "place", "actor", "since", "until", "min_sources")
"""Options that are filters by the same name."""


def run(arguments: argparse.Namespace) -> int:
    """Find them and write them."""
    asked = wanted(arguments)
    found = told(readings(arguments), asked, as_of=arguments.as_of)
    shown = list(itertools.islice(found, arguments.limit))
    page = output.page(arguments.output)
    with output.opened(arguments.output) as write:
        write(output.encoded(statement.head(arguments.format, page)))
        for each in shown:
            write(output.encoded(statement.line(each, arguments.format, page)))
    if not arguments.quiet:
        print(f"{len(shown):,} statement{'' if len(shown) == 1 else 's'}", file=sys.stderr)
    return exits.DONE


def wanted(arguments: argparse.Namespace) -> Asked:
    """The filters of a call."""
    filters = {name: getattr(arguments, name) for name in NAMED}
    return Asked.of(**filters, type=[kind(name) for name in arguments.type])


def kind(name: str) -> str:
    """The type, perhaps with its mode, of a name, an older one too."""
    label = ontology.load().resolve(name)
    if label is None:
        raise UsageError(f"{name!r} is no event type; there are {', '.join(ontology.load().types)}")
    return str(label)


def readings(arguments: argparse.Namespace) -> Iterator[Reading]:
    """Of the lake, or of the file."""
    if arguments.lake:
        from vedette.store import heard, open_lake  # noqa: PLC0415 - a file of readings needs no lake

        return heard.readings(open_lake(arguments.lake))
    return of_file(arguments.readings)


def of_file(path: Path) -> Iterator[Reading]:
    """The readings that `vedette read` printed."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                yield of_line(line, path, number)
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}. Name the output of `vedette read`") from None
    except UnicodeDecodeError:
        raise SourceError(f"{path} is no UTF-8. Name the output of `vedette read --format jsonl`") from None


def of_line(line: str, path: Path, number: int) -> Reading:
    """One line of it."""
    try:
        return jsonl.from_json(json.loads(line))
    except (ValueError, KeyError, TypeError):
        following = "Name the output of `vedette read --format jsonl`"
        raise SourceError(f"{path}, line {number}, is no reading. {following}") from None
