"""The words of a call: each verb with its options. What a verb needs to run is imported when it runs, so that help is
there at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from vedette import __version__
from vedette.cli import kinds, ontology
from vedette.cli.exits import EXIT_CODES
from vedette.export import FORMATS

VALUES = ("count", "when", "where", "who")
"""Kinds of value that words may tell."""

FILES = "a file (text, .jsonl, .json, .csv, .tsv; also .gz, .bz2, .xz), a folder, a glob, or - for standard input"
QUERIES = "JSON lines with text, start, end and published (perhaps null); - or nothing for standard input"

EPILOG = "\n".join(("exit codes:", *(f"  {code}  {meaning}" for code, meaning in EXIT_CODES)))


def parser() -> argparse.ArgumentParser:
    """All verbs, in the order in which `--help` lists them."""
    top = argparse.ArgumentParser(
        prog="vedette",
        description="Reads dated news reports and keeps an auditable picture of a crisis.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"vedette {__version__}")
    verbs = top.add_subparsers(title="verbs", metavar="VERB", required=True)
    _read(_verb(verbs, "read", "Read reports: events, statements and force posture come out."))
    _explain(
        _verb(verbs, "explain", "Tell why one event stands as it does: words, values, rules, what was passed over.")
    )
    _resolve(_verb(verbs, "resolve", "Tell what words mean. Each input line comes back, in order, with one key more."))
    ontology.add_parser(verbs)
    return top


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, description: str
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=description[0].lower() + description[1:-1], description=description)
    verb.set_defaults(run=_later(f"vedette.cli.{name}"))
    return verb


def _later(module: str) -> Callable[[argparse.Namespace], int]:
    """The function `run` of a module that is imported when it is called."""

    def run(arguments: argparse.Namespace) -> int:
        code: int = import_module(module).run(arguments)
        return code

    return run


def _read(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("files", nargs="+", metavar="FILE", help=FILES)
    verb.add_argument("--format", choices=sorted(FORMATS), default="table", help="how it is shown (default: table)")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")
    verb.add_argument("--date", type=kinds.day, metavar="DAY", help="YYYY-MM-DD, for reports without a date")
    verb.add_argument(
        "--field",
        type=kinds.field,
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="another name of a field in the input, such as text=body; may be repeated",
    )
    verb.add_argument("--input-format", metavar="NAME", help="text, jsonl, json, csv or tsv, whatever a file is called")
    verb.add_argument("--encoding", metavar="NAME", help="such as windows-1251, when it is not recognised")
    verb.add_argument(
        "--min-score", type=kinds.score, default=0.0, metavar="SCORE", help="leave out events under it (0 to 1)"
    )
    verb.add_argument("--strict", action="store_true", help="end with 1 when there was any problem")
    verb.add_argument("--quiet", action="store_true", help="no bar and no summary; problems are still told")


def _explain(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("id", metavar="ID", help="an event's id, or its first letters if no other begins so")
    verb.add_argument(
        "--from",
        dest="readings",
        type=Path,
        required=True,
        metavar="FILE",
        help="the output of `vedette read --format jsonl`",
    )


def _resolve(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--kind", choices=VALUES, required=True, help="what the words tell")
    verb.add_argument("file", nargs="?", default="-", metavar="FILE", help=QUERIES)
    verb.add_argument("--strict", action="store_true", help="end with 1 when a line was malformed")
