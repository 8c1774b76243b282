"""The words of a call of the verbs that ask a lake: events, sql, publish."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from vedette.cli import kinds
from vedette.export import EVENTS

Verb = Callable[[str, str], argparse.ArgumentParser]
"""Adds a verb of this name and description."""

FORMATS = (*sorted(EVENTS), "parquet")
ROW_FORMATS = ("csv", "jsonl", "parquet", "table")
SORTS = ("published", "when", "known", "score", "intensity", "type", "stored")
"""Orders of `vedette.store.wanted`, named here so that help need not import it; a test holds them together."""

FILTERS = (
    ("--type", "TYPE", "such as ASSAULT or MOBILIZE.troops"),
    ("--mode", "MODE", "such as troops"),
    ("--status", "STATUS", "actual, ongoing, planned, hypothetical or negated"),
    ("--context", "CONTEXT", "such as peacekeeping"),
    ("--actor", "CODE", "an actor's code; XKX is also XKX COP"),
    ("--recipient", "CODE", "a recipient's code, likewise"),
    ("--place", "NAME", "part of the name of the place or its province"),
    ("--country", "CODE", "of the place, three letters (ISO 3166)"),
    ("--source", "SOURCE", "the report's source, to the letter"),
    ("--report", "ID", "the report's id, to the letter"),
    ("--contains", "WORDS", "words of the report's text or title"),
)
"""Filters that may be repeated: of several values of one, any will do."""


def add_verbs(verb: Verb) -> None:
    """All three."""
    _events(verb("events", "List the events of a lake: filtered, sorted, paged, in any of the formats."))
    _sql(
        verb("sql", "Ask a lake with one SELECT (DuckDB's) over documented views; it reads the lake and nothing else.")
    )
    _publish(verb("publish", "Bring a lake's rows into PostgreSQL, with PostGIS where it is there; again and again."))


def _events(verb: argparse.ArgumentParser) -> None:
    _lake(verb)
    verb.add_argument("--since", type=kinds.day, metavar="DAY", help="events whose time reaches to this day or later")
    verb.add_argument("--until", type=kinds.day, metavar="DAY", help="events whose time begins before this day")
    for option, metavar, about in FILTERS:
        verb.add_argument(option, action="append", default=[], metavar=metavar, help=f"{about}; may be repeated")
    verb.add_argument("--min-score", type=kinds.score, metavar="SCORE", help="leave out events under it (0 to 1)")
    _knowing(verb)
    verb.add_argument(
        "--sort",
        default="published",
        metavar="ORDER",
        help=f"{', '.join(SORTS)}; --sort=-score begins with the greatest (default: published)",
    )
    verb.add_argument("--limit", type=kinds.whole, metavar="N", help="at most so many (default: all)")
    verb.add_argument("--offset", type=kinds.whole, default=0, metavar="N", help="pass over so many first")
    verb.add_argument(
        "--after", metavar="PLACE", help="only what comes behind this place, which the summary of a full page tells"
    )
    verb.add_argument("--format", choices=FORMATS, default="table", help="how they are shown (default: table)")
    _output(verb)
    verb.add_argument("--quiet", action="store_true", help="no summary")


def _sql(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("query", metavar="SELECT", help="a query over the views of docs/reference/views.md; - reads it")
    _lake(verb)
    _knowing(verb)
    verb.add_argument("--format", choices=ROW_FORMATS, default="table", help="how rows are shown (default: table)")
    _output(verb)


def _publish(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("address", metavar="ADDRESS", help="postgresql://user@host:port/database")
    _lake(verb)
    verb.add_argument("--schema", default="vedette", metavar="NAME", help="PostgreSQL schema (default: vedette)")
    verb.add_argument("--without-text", action="store_true", help="leave the reports' texts out")
    verb.add_argument("--quiet", action="store_true", help="no summary")


def _lake(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--lake", required=True, metavar="DIR", help="a folder, or an address such as s3://bucket/lake")


def _knowing(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--known-at", type=kinds.day, metavar="DAY", help="what the lake knew at the end of that day (UTC)"
    )
    verb.add_argument("--superseded", action="store_true", help="also what no longer stands")


def _output(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")
