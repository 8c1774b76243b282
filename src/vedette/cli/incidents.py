"""`vedette incidents`: the incidents of a lake, or of readings, which are linked for the question."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pyarrow as pa

from vedette.cli import exits, kept, output
from vedette.cli.types import type_of
from vedette.errors import UsageError
from vedette.export import Page, incident, incident_csv, incident_table
from vedette.incidents import asked
from vedette.records import Incident, Reading
from vedette.store.tables import INCIDENTS

NAMED = ("since", "until", "place", "actor", "min_sources", "state", "known_at", "superseded", "limit")
"""Options that are filters by the same name."""

SHOWN = [name for name in INCIDENTS.names if name != "joined"]
"""Columns that a line needs. Every comparison of events, most of a row, is shown in JSON alone."""

Told = tuple[Incident, date | None, date | None]
"""An incident, from when on and until when it was held so."""


def run(arguments: argparse.Namespace) -> int:
    """Find them and write them."""
    number = 0
    with output.opened(arguments.output) as write:
        for lines in _lines(asked.records(_rows(arguments)), arguments.format, output.page(arguments.output)):
            write(output.encoded(lines))
            number += 1
    number -= arguments.format != "jsonl"  # the names of columns
    if not arguments.quiet:
        print(f"{number:,} incident{'' if number == 1 else 's'}", file=sys.stderr)
    return exits.DONE


def _rows(arguments: argparse.Namespace) -> pa.Table:
    filters = {name: getattr(arguments, name) for name in NAMED}
    filters["type"] = [type_of(name) for name in arguments.type]
    if arguments.lake:
        return _of_lake(arguments, filters)
    if arguments.known_at or arguments.superseded:
        raise UsageError("--known-at and --superseded go with --lake: a file knows no earlier days. Use --as-of")
    return asked.of_rows(asked.rows_of(_linked(arguments)), asked.Asked.of(**filters))


def _of_lake(arguments: argparse.Namespace, filters: dict[str, object]) -> pa.Table:
    from vedette.cli.lakes import opened  # noqa: PLC0415 - a file of readings needs no lake

    if arguments.as_of and (arguments.known_at or arguments.superseded):
        raise UsageError("--as-of goes without --known-at and --superseded: it links what was published by then anew")
    lake = opened(arguments.lake)
    wrong = asked.behind(lake)
    if wrong:
        print(wrong, file=sys.stderr)
    return asked.of_lake(lake, filters, as_of=arguments.as_of, columns=None if arguments.format == "jsonl" else SHOWN)


def _linked(arguments: argparse.Namespace) -> Iterable[Incident]:
    from vedette.link import link  # noqa: PLC0415 - a lake was linked before
    from vedette.link.complete import complete  # noqa: PLC0415 - as above

    return complete(link(_until(kept.of_file(arguments.readings), arguments.as_of)))


def _until(readings: Iterator[Reading], day: date | None) -> Iterator[Reading]:
    """What was published to the end of the day; of a report without a day that cannot be said."""
    return (each for each in readings if day is None or (each.report.published and each.report.published <= day))


def _lines(found: Iterator[Told], form: str, page: Page) -> Iterator[str]:
    head, line = FORMATS[form]
    return itertools.chain(head(page), (line(told, page) for told in found))


def _json(told: Incident, known_from: date | None, superseded_at: date | None) -> str:
    return json.dumps(incident.to_json(told, known_from, superseded_at), ensure_ascii=False) + "\n"


FORMATS: dict[str, tuple[Callable[[Page], list[str]], Callable[[Told, Page], str]]] = {
    "csv": (lambda _: [incident_csv.head()], lambda told, _: incident_csv.line(told[0])),
    "jsonl": (lambda _: [], lambda told, _: _json(*told)),
    "table": (lambda page: [incident_table.head(page)], lambda told, page: incident_table.line(told[0], page)),
}
"""Format -> what stands before all, and the lines of one."""
