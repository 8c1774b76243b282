"""`vedette statements`: who says what, how they stand to it, and which demands and threats are still open."""

from __future__ import annotations

import argparse
import itertools
import sys

from vedette.analyse.statements import Asked, told
from vedette.cli import exits, kept, output
from vedette.cli.types import type_of
from vedette.export import statement
from vedette.records import Heard

NAMED = ("speaker", "about", "stance", "state", "anonymous", "place", "actor", "since", "until", "min_sources")
"""Options that are filters by the same name."""


def run(arguments: argparse.Namespace) -> int:
    """Find them and write them."""
    asked = wanted(arguments)
    found = heard(arguments, asked)
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
    return Asked.of(**filters, type=[type_of(name) for name in arguments.type])


def heard(arguments: argparse.Namespace, asked: Asked) -> tuple[Heard, ...]:
    """Of the lake, or of the file."""
    if arguments.lake:
        from vedette.analyse.statements.of_lake import told_of_lake  # noqa: PLC0415 - a file of readings needs no lake
        from vedette.cli.lakes import opened  # noqa: PLC0415 - as above

        return told_of_lake(opened(arguments.lake), asked, as_of=arguments.as_of)
    return told(kept.of_file(arguments.readings), asked, as_of=arguments.as_of)
