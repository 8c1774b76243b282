"""The words of a call of the verbs that show the picture: link, incidents, statements, posture, correct."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from vedette.cli import kinds, stores

Verb = Callable[[str, str], argparse.ArgumentParser]
"""Adds a verb of this name and description."""

FORMATS = ("csv", "jsonl", "table")

STANCES = ("accuses", "claims", "demands", "denies", "promises", "refuses", "reports", "supports", "threatens")
STATES = ("open", "met", "withdrawn", "past")
"""Of `vedette.analyse.statements`, named here so that help need not import it; a test holds them together."""


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


def link(verb: argparse.ArgumentParser) -> None:
    """`vedette link`."""
    source(verb)
    verb.add_argument("--workers", type=kinds.number, metavar="N", help="processes that link (default: one a core)")
    verb.add_argument("--anew", action="store_true", help="link all of a lake, and not only around what changed")
    verb.add_argument("--output", type=Path, metavar="FILE", help="with --from: write incidents there (JSON lines)")
    verb.add_argument("--quiet", action="store_true", help="no summary")


def incidents(verb: argparse.ArgumentParser) -> None:
    """`vedette incidents`."""
    source(verb)
    happened(verb)
    shown(verb)


def happened(verb: argparse.ArgumentParser) -> None:
    """Which incidents: of the verb and of their map."""
    filters(verb)
    verb.add_argument(
        "--state",
        action="append",
        default=[],
        choices=("agreed", "contradicted", "ranging", "single source"),
        help="how the reports stand together; may be repeated",
    )
    stores.known_at(verb)
    verb.add_argument("--superseded", action="store_true", help="also what no longer stands")


def statements(verb: argparse.ArgumentParser) -> None:
    """`vedette statements`."""
    source(verb)
    for option, metavar, about in (
        ("--speaker", "NAME", "a speaker's code (SRB is also SRB GOV) or words of his name"),
        ("--about", "WHAT", "an event type such as MOBILIZE, or words of what is said"),
    ):
        verb.add_argument(option, action="append", default=[], metavar=metavar, help=f"{about}; may be repeated")
    for option, choices, about in (
        ("--stance", STANCES, "how the speaker stands to what he tells"),
        ("--state", STATES, "what became of a demand or threat"),
    ):
        verb.add_argument(option, action="append", default=[], choices=choices, help=f"{about}; may be repeated")
    verb.add_argument(
        "--open", dest="state", action="append_const", const="open", help="demands and threats that are still open"
    )
    who = verb.add_mutually_exclusive_group()
    who.add_argument("--anonymous", action="store_const", const=True, help="only of speakers who are not named")
    who.add_argument("--named", dest="anonymous", action="store_const", const=False, help="only of others")
    filters(verb)
    shown(verb)


def posture(verb: argparse.ArgumentParser) -> None:
    """`vedette posture`."""
    source(verb)
    stood(verb)
    shown(verb)


def stood(verb: argparse.ArgumentParser) -> None:
    """Which forces: of the verb and of their timeline."""
    verb.add_argument(
        "--horizon",
        type=kinds.number,
        default=30,
        metavar="DAYS",
        help="days after its last report for which a state is assumed to go on (default: 30)",
    )
    filters(verb)
