"""`vedette report`: a situation report of a place and a week, each sentence with a note to its evidence."""

from __future__ import annotations

import argparse
import sys

from vedette.cli import exits, output
from vedette.incidents import asked
from vedette.report import FORMATS, situation
from vedette.store import open_lake


def run(arguments: argparse.Namespace) -> int:
    """Make it and write it."""
    lake = open_lake(arguments.lake)
    made = situation(
        lake,
        place=arguments.place,
        week=arguments.week,
        since=arguments.since,
        until=arguments.until,
        forecast=arguments.forecast,
    )
    behind = asked.behind(lake)
    if behind:
        print(behind, file=sys.stderr)
    with output.opened(arguments.output) as write:
        write(output.encoded(FORMATS[arguments.format](made)))
    return exits.DONE
