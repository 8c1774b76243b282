"""`vedette link`: events to incidents, in a lake or of readings."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING

from vedette import pipeline
from vedette.cli import exits, kept, output
from vedette.errors import UsageError
from vedette.export import incident

if TYPE_CHECKING:
    from vedette.incidents import Summary


def run(arguments: argparse.Namespace) -> int:
    """Link, and say what came of it."""
    return _lake(arguments) if arguments.lake else _file(arguments)


def _lake(arguments: argparse.Namespace) -> int:
    from vedette.incidents import link_lake  # noqa: PLC0415 - a file of readings needs no lake
    from vedette.store import Lake  # noqa: PLC0415 - as above

    if arguments.output:
        raise UsageError("--output goes with --from. A lake keeps its incidents; `vedette incidents --lake` lists them")
    Lake.open(arguments.lake)  # a lake that is not there is not made
    lake = Lake.open_or_make(arguments.lake)
    done = link_lake(lake, workers=arguments.workers or pipeline.cores(), anew=arguments.anew)
    if not arguments.quiet:
        print("\n".join(_lines(done)), file=sys.stderr)
    return exits.DONE


def _lines(done: Summary) -> list[str]:
    looked = "" if done.whole else ", in the days around what changed"
    return [
        f"{done.reports:,} reports with {done.events:,} events looked at{looked}; {done.copies:,} reports are copies",
        f"{done.incidents:,} incidents: {done.new:,} new, {done.changed:,} changed, {done.superseded:,} superseded",
        f"{done.seconds:.1f} s",
        *(f"{number:,} events left: {why}" for why, number in done.left.items()),
    ]


def _file(arguments: argparse.Namespace) -> int:
    from vedette.link import link  # noqa: PLC0415 - a lake needs more than this
    from vedette.link.complete import complete  # noqa: PLC0415 - as above

    linked = link(kept.of_file(arguments.readings))
    found = complete(linked)
    page = output.page(arguments.output)
    with output.opened(arguments.output) as write:
        for each in found:
            write(output.encoded(incident.render(each, page)))
    if not arguments.quiet:
        whys = Counter(left.why for left in linked.left)
        copies = sum(len(group) - 1 for group in linked.copies)
        print(
            f"{len(found):,} incidents of {len(linked.readings):,} reports; {copies:,} of these are copies",
            file=sys.stderr,
        )
        for why, number in whys.most_common():
            print(f"{number:,} events left: {why}", file=sys.stderr)
    return exits.DONE
