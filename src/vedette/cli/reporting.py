"""The words of a call of `vedette report`."""

from __future__ import annotations

import argparse
from pathlib import Path

from vedette.cli import kinds, stores

FORMATS = ("html", "md")
"""Of `vedette.report`, named here so that help need not import it; a test holds them together."""


def report(verb: argparse.ArgumentParser) -> None:
    """`vedette report`."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=stores.LAKE)
    verb.add_argument(
        "--place",
        required=True,
        metavar="NAME",
        help="a country's name or code, or part of the name of a province or place",
    )
    verb.add_argument("--week", metavar="YYYY-WW", help="an ISO week, from its Monday, such as 2023-39")
    verb.add_argument("--since", type=kinds.day, metavar="DAY", help="first day, instead of a week")
    verb.add_argument(
        "--until", type=kinds.day, metavar="DAY", help="first day no longer meant (default: seven days on)"
    )
    verb.add_argument("--no-forecast", dest="forecast", action="store_false", help="without the forecast")
    verb.add_argument("--format", choices=FORMATS, default="md", help="how it is written (default: md)")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")
