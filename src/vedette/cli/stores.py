"""The words of the verbs that keep a lake: `ingest`, `problems`, `retract`, `lake`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from vedette.cli import kinds

LAKE = "the lake: a folder, or an address such as s3://bucket/lake (settings: AWS_… of the environment)"

Run = Callable[[str], Callable[[argparse.Namespace], int]]
"""Name of a module -> its function `run`, imported when it is called."""

Declare = Callable[[argparse.ArgumentParser], None]
"""Adds options that other verbs have too."""


def ingest(verb: argparse.ArgumentParser, inputs: Declare, names: Declare) -> None:
    """Options of `vedette ingest`; `inputs` and `names` add those that `read` has too."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=LAKE)
    verb.add_argument("--limit", type=kinds.number, metavar="N", help="stop after N reports of the input")
    workers(verb)
    cluster(verb)
    inputs(verb)
    verb.add_argument("--source", default="", metavar="NAME", help="source of reports that name none")
    names(verb)
    verb.add_argument("--strict", action="store_true", help="end with 1 when there was a dead letter")
    verb.add_argument("--quiet", action="store_true", help="no bar and no summary; dead letters are still told")


def problems(verb: argparse.ArgumentParser, names: Declare) -> None:
    """Options of `vedette problems`."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=LAKE)
    verb.add_argument(
        "--retry", action="store_true", help="read them again; what turns out well is no problem any more"
    )
    verb.add_argument("--format", choices=("jsonl", "text"), default="text", help="how it is shown (default: text)")
    verb.add_argument("--limit", type=kinds.number, metavar="N", help="show no more than N")
    known_at(verb)
    workers(verb)
    names(verb)


def retract(verb: argparse.ArgumentParser) -> None:
    """Options of `vedette retract`."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=LAKE)
    which = verb.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--report", metavar="KEY", help="a report's key, or its first letters (eight at least), or its id"
    )
    which.add_argument("--source", metavar="NAME", help="all reports of a source that the lake knows by now")
    verb.add_argument("--reason", required=True, metavar="WORDS", help="why; it is kept with what no longer stands")


def lake(verb: argparse.ArgumentParser, run: Run) -> None:
    """The verbs of `vedette lake`."""
    verbs = verb.add_subparsers(required=True, metavar="{show,check,compact,repair}")
    for name, told in (
        ("show", "what is in it: tables, reports by source, engines, what no longer stands"),
        ("check", "whether all holds: files, spans, nothing twice, nothing dangling; ends with 1 when not"),
        ("compact", "write small files together, and take away what killed runs left behind"),
        ("repair", "make what follows from the reports anew, and go on without files that are gone"),
    ):
        one = verbs.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
        one.add_argument("lake", metavar="DIR", help=LAKE)
        one.set_defaults(run=run("vedette.cli.lake"), what=name)
        if name == "show":
            known_at(one)
            one.add_argument("--format", choices=("json", "text"), default="text", help="text (default) or json")


def known_at(verb: argparse.ArgumentParser) -> None:
    """`--known-at DAY`."""
    verb.add_argument(
        "--known-at", type=kinds.day, metavar="DAY", help="as the lake knew it at the end of that day (UTC)"
    )


def workers(verb: argparse.ArgumentParser) -> None:
    """`--workers N`."""
    verb.add_argument("--workers", type=kinds.number, metavar="N", help="processes that read (default: one a core)")


def cluster(verb: argparse.ArgumentParser) -> None:
    """`--engine ray`, and what belongs to it."""
    verb.add_argument(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="what reads: processes of this machine (local, the default), or a Ray cluster; needs vedette[ray]",
    )
    verb.add_argument(
        "--address",
        metavar="HOST:PORT",
        help="the cluster's head, or auto on one of its nodes (default: one of this machine)",
    )
    verb.add_argument(
        "--shared",
        action="store_true",
        help="the cluster's nodes open the inputs, which lie under the same whole paths on all of them; "
        "left out, this machine opens them and sends what is to be read",
    )
