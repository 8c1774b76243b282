"""`vedette posture`: which force stands where at the end of a day."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter

from vedette.analyse.ledger import Answer, Asked, Entry, Told, answer, entries
from vedette.cli import exits, kept, output
from vedette.cli.types import type_of
from vedette.export import force

NAMED = ("place", "actor", "since", "until", "min_sources")
"""Options that are filters by the same name."""


def run(arguments: argparse.Namespace) -> int:
    """Find the lines and write them."""
    asked = Asked.of(
        **{name: getattr(arguments, name) for name in NAMED}, type=[type_of(name) for name in arguments.type]
    )
    found = told(arguments, asked)
    shown = list(itertools.islice(found.lines, arguments.limit))
    page = output.page(arguments.output)
    with output.opened(arguments.output) as write:
        write(output.encoded(force.head(arguments.format, page)))
        for each in shown:
            write(output.encoded(force.line(line(each), arguments.format, page)))
    if not arguments.quiet:
        print(summary(found, len(shown)), file=sys.stderr)
    return exits.DONE


def told(arguments: argparse.Namespace, asked: Asked) -> Answer:
    """The lines of the lake, or of the file."""
    day, horizon = arguments.as_of, arguments.horizon
    if arguments.lake:
        from vedette.analyse.ledger.of_lake import answer_of_lake  # noqa: PLC0415 - a file of readings needs no lake
        from vedette.cli.lakes import opened  # noqa: PLC0415 - as above

        return answer_of_lake(opened(arguments.lake), asked, as_of=day, horizon=horizon)
    return answer(entries(kept.of_file(arguments.readings)), asked, as_of=day, horizon=horizon)


def line(each: Told) -> force.Line:
    """A line with its evidence, as it is shown."""
    return force.Line(each.force, tuple(evidence(entry) for entry in each.entries))


def evidence(entry: Entry) -> force.Evidence:
    """The words of an entry."""
    posture = entry.posture
    return force.Evidence(
        posture.id, entry.report_id, entry.source, entry.published, posture.status, posture.force, entry.text
    )


def summary(found: Answer, shown: int) -> str:
    """How many lines of which day, and what makes none."""
    if found.as_of is None:
        return "no report tells of a force"
    lines = [f"{shown:,} line{'' if shown == 1 else 's'} as of {found.as_of}"]
    whys = Counter(left.why for left in found.left)
    lines += [f"{number:,} of all entries without a line: {why}" for why, number in sorted(whys.items())]
    return "\n".join(lines)
