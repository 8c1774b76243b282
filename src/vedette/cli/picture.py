"""The words of a call of the verbs that show the picture: link, incidents, statements, posture, correct."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from vedette.cli import kinds, stores

Verb = Callable[[str, str], argparse.ArgumentParser]
"""Adds a verb of this name and description."""

FORMATS = ("csv", "jsonl", "table")


def source(verb: argparse.ArgumentParser) -> None:
    """Where readings come from: a lake, or the output of `read`."""
    where = verb.add_mutually_exclusive_group(required=True)
    where.add_argument("--lake", metavar="DIR", help=stores.LAKE)
    where.add_argument(
        "--from", dest="readings", type=Path, metavar="FILE", help="the output of `vedette read --format jsonl`"
    )


def filters(verb: argparse.ArgumentParser) -> None:
    """Filters that incidents, statements and postures share."""
    verb.add_argument("--since", type=kinds.day, metavar="DAY", help="what reaches to this day or later")
    verb.add_argument("--until", type=kinds.day, metavar="DAY", help="what begins before this day")
    verb.add_argument("--as-of", type=kinds.day, metavar="DAY", help="by what was published to the end of that day")
    for option, metavar, about in (
        ("--place", "NAME", "part of the name of the place, its province or country, or a country's code"),
        ("--actor", "CODE", "an actor's code or part of its name; XKX is also XKX COP"),
        ("--type", "TYPE", "such as ASSAULT or MOBILIZE.troops"),
    ):
        verb.add_argument(option, action="append", default=[], metavar=metavar, help=f"{about}; may be repeated")
    verb.add_argument("--min-sources", type=kinds.number, default=1, metavar="N", help="told by N voices or more")


def shown(verb: argparse.ArgumentParser) -> None:
    """How it is shown."""
    verb.add_argument("--limit", type=kinds.whole, metavar="N", help="at most so many (default: all)")
    verb.add_argument("--format", choices=FORMATS, default="table", help="how it is shown (default: table)")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")
    verb.add_argument("--quiet", action="store_true", help="no summary")
