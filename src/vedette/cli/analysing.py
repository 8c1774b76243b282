"""The words of a call of the verbs that look for trends: series, alerts."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from vedette.cli import kinds, picture, stores

Verb = Callable[[str, str], argparse.ArgumentParser]
"""Adds a verb of this name and description."""

OF = ("events", "incidents", "postures")
BY = ("admin1", "cell", "country", "dyad", "type")
EVERY = ("day", "week", "month")
"""Of `vedette.analyse.series`, named here so that help need not import it; a test holds them together."""

FORMATS = ("csv", "jsonl", "parquet", "table")


def add_verbs(verb: Verb) -> None:
    """Both."""
    series(verb("series", "Count events, incidents or forces by place, dyad or type, day, week or month."))
    alerts(verb("alerts", "Show what to look at now: what changed, what ends soon, what contradicts itself."))


def series(verb: argparse.ArgumentParser) -> None:
    """`vedette series`."""
    counted(verb)
    verb.add_argument("--by", action="append", default=[], choices=BY, help="one series for each; may be repeated")
    verb.add_argument("--format", choices=FORMATS, default="table", help="how it is shown (default: table)")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")


def counted(verb: argparse.ArgumentParser) -> None:
    """What is counted, where and when: of a series and of its pictures."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=stores.LAKE)
    verb.add_argument("--of", choices=OF, help="what is counted (default: incidents where the lake is linked)")
    verb.add_argument("--every", choices=EVERY, default="month", help="how fine (default: month)")
    for option, metavar, about in (
        ("--country", "CODE", "three letters (ISO 3166)"),
        ("--admin1", "NAME", "a province"),
        ("--type", "TYPE", "such as ASSAULT or ASSAULT.drone; of postures their kind"),
        ("--status", "STATUS", "of events (default: actual and ongoing) or postures"),
        ("--actor", "CODE", "who does it; KEN is also KEN MIL"),
        ("--recipient", "CODE", "whom it befalls"),
    ):
        verb.add_argument(option, action="append", default=[], metavar=metavar, help=f"{about}; may be repeated")
    verb.add_argument("--since", type=kinds.day, metavar="DAY", help="first day (default: of the first report)")
    verb.add_argument("--until", type=kinds.day, metavar="DAY", help="first day no longer meant")
    verb.add_argument("--min-score", type=kinds.score, metavar="SCORE", help="leave out events under it (0 to 1)")
    verb.add_argument(
        "--cell", type=kinds.whole, default=5, metavar="N", help="resolution of H3 (default: 5, a district)"
    )
    stores.known_at(verb)


def alerts(verb: argparse.ArgumentParser) -> None:
    """`vedette alerts`."""
    verb.add_argument(
        "explain", nargs="*", metavar="explain ID", help="why the alert of this id was raised, and the rows it rests on"
    )
    picture.source(verb)
    verb.add_argument("--since", type=kinds.day, metavar="DAY", help="raised on this day or later")
    verb.add_argument("--until", type=kinds.day, metavar="DAY", help="raised before this day")
    verb.add_argument("--as-of", type=kinds.day, metavar="DAY", help="by what was published to the end of that day")
    for option, metavar, about in (
        ("--rule", "NAME", "such as ultimatum"),
        ("--place", "NAME", "a country's code, or part of the name of a place or province"),
        ("--actor", "CODE", "who acts or is hit; KEN is also KEN MIL"),
    ):
        verb.add_argument(option, action="append", default=[], metavar=metavar, help=f"{about}; may be repeated")
    verb.add_argument("--mutes", type=Path, metavar="FILE", help="TOML with [[mute]]: rules or places, with a reason")
    verb.add_argument("--muted", action="store_true", help="show what is muted too")
    picture.shown(verb)
