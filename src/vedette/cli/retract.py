"""`vedette retract`: a report, or all of a source, is taken back."""

from __future__ import annotations

import argparse
import sys

from vedette.cli import exits
from vedette.cli.ingest import clock
from vedette.store import Lake, retract


def run(arguments: argparse.Namespace) -> int:
    """Withdraw, and say how many reports no longer stand."""
    Lake.open(arguments.lake)  # so that a slip in its name makes no new lake
    lake = Lake.open_or_make(arguments.lake)
    withdraw = retract.report if arguments.report else retract.source
    number = withdraw(lake, arguments.report or arguments.source, arguments.reason, clock())
    told = "1 report no longer stands" if number == 1 else f"{number:,} reports no longer stand"
    print(f"{told}; `--known-at` still shows what was known before", file=sys.stderr)
    return exits.DONE
