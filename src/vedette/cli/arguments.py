"""The words of a call: each verb with its options. What a verb needs to run is imported when it runs, so that help is
there at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from vedette import __version__
from vedette.cli import (
    analysing,
    asking,
    by_hand,
    charting,
    forecasting,
    kinds,
    ontology,
    picture,
    reporting,
    serving,
    stores,
    watching,
)
from vedette.cli.exits import EXIT_CODES
from vedette.export import FORMATS

VALUES = ("count", "when", "where", "who")
"""Kinds of value that words may tell."""

FILES = (
    "a file (text, .jsonl, .json, .csv, .tsv, .parquet, .html, .pdf, .docx, .eml, .mbox, .warc, .rss, .atom, .opml; also "
    ".gz, .bz2, .xz, .zip), a folder, a glob, or - for standard input"
)
QUERIES = "JSON lines with text, start, end and published (perhaps null); - or nothing for standard input"

LEXICON = "your own actors (CSV, TSV or TOML), which go before ours; may be repeated"
GAZETTEER = (
    "your own places, likewise; or a folder made by train/gazetteer.py, which stands for our places; may be repeated"
)

EPILOG = "\n".join(("exit codes:", *(f"  {code}  {meaning}" for code, meaning in EXIT_CODES)))


Options = Callable[[argparse.ArgumentParser], None]

OF_A_PICTURE: tuple[tuple[str, Options, str], ...] = (
    ("link", picture.link, "Link events to incidents: those of a lake, which keeps them, or those of readings."),
    ("incidents", picture.incidents, "List incidents: what happened, out of all reports that tell of it."),
    ("statements", picture.statements, "Show who says what, and which demands and threats are still open."),
    ("posture", picture.posture, "Show which force stands where at the end of a day, and by whose word."),
)
"""Verbs that show what a lake comes to: name, options, description."""

OF_WHAT_FOLLOWS: tuple[tuple[str, Options, str], ...] = (
    (
        "forecast",
        forecasting.forecast,
        "Forecast how many will be killed in a country, 1 to 12 months ahead, with its chances.",
    ),
    (
        "report",
        reporting.report,
        "Report a place's week: what happened, who says what, forces; each sentence with its evidence.",
    ),
    ("chart", charting.chart, "Draw a lake: series with alerts, dyads, forces, forecasts, incidents on a map."),
)
"""Verbs that tell what follows from it, likewise."""


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
        _verb(verbs, "explain", "Tell why an event or incident stands as it does: words, values, rules, why joined.")
    )
    _resolve(_verb(verbs, "resolve", "Tell what words mean. Each input line comes back, in order, with one key more."))
    asking.add_verbs(lambda name, description: _verb(verbs, name, description))
    ontology.add_parser(verbs)
    _stores(verbs)
    _those(verbs, OF_A_PICTURE)
    analysing.add_verbs(lambda name, description: _verb(verbs, name, description))
    _those(verbs, OF_WHAT_FOLLOWS)
    by_hand.correct(
        _verb(verbs, "correct", "Change something by hand, with a reason and a name. Nothing is overwritten."),
        _own_names,
    )
    by_hand.corrections(_verb(verbs, "corrections", "List what was changed by hand, or take a correction back."))
    serving.serve(_verb(verbs, "serve", "Serve a lake: a REST API and a page on which the picture is seen, read-only."))
    watching.watch(_verb(verbs, "watch", "Watch feeds: what is new is read, and printed or posted, once."), _reading)
    return top


def _those(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], those: tuple[tuple[str, Options, str], ...]
) -> None:
    for name, options, description in those:
        options(_verb(verbs, name, description))


def _stores(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs that keep a lake."""
    ingest = _verb(
        verbs, "ingest", "Take reports into a lake. What it holds already is skipped, so a run can be stopped."
    )
    ingest.add_argument("files", nargs="+", metavar="PATH", help=FILES)
    stores.ingest(ingest, _inputs, _reading)
    problems = _verb(verbs, "problems", "List a lake's dead letters: what was not read, where, and why.", "deadletters")
    stores.problems(problems, _reading)
    stores.retract(_verb(verbs, "retract", "Take back a report, or all of a source. It is kept, and no longer stands."))
    stores.lake(_verb(verbs, "lake", "Show, check, compact or repair a lake."), _later)


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, description: str, module: str = ""
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=description[0].lower() + description[1:-1], description=description)
    verb.set_defaults(run=_later(f"vedette.cli.{module or name}"))
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
    _inputs(verb)
    _reading(verb)
    verb.add_argument("--strict", action="store_true", help="end with 1 when there was any problem")
    verb.add_argument("--quiet", action="store_true", help="no bar and no summary; problems are still told")


def _inputs(verb: argparse.ArgumentParser) -> None:
    """How inputs are opened."""
    verb.add_argument("--date", type=kinds.day, metavar="DAY", help="YYYY-MM-DD, for reports without a date")
    verb.add_argument(
        "--field",
        type=kinds.field,
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="another name of a field in the input, such as text=body; may be repeated",
    )
    verb.add_argument(
        "--input-format",
        metavar="NAME",
        help="csv, docx, feed, html, json, jsonl, mail, mailbox, parquet, pdf, text, tsv, warc or zip, "
        "whatever a file is called",
    )
    verb.add_argument("--encoding", metavar="NAME", help="such as windows-1251, when it is not recognised")


def _reading(verb: argparse.ArgumentParser) -> None:
    """How reports are read."""
    verb.add_argument(
        "--min-score",
        type=kinds.score,
        metavar="SCORE",
        help="leave out events under it (0 to 1): 0.8 for precision, 0.2 for recall; left to itself, the best balance",
    )
    verb.add_argument("--model", type=Path, metavar="DIR", help="a model of your own, as `train/` makes it")
    verb.add_argument("--gpu", action="store_true", help="read on a GPU; needs vedette[gpu]")
    _own_names(verb)


def _explain(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("id", metavar="ID", help="id of an event or incident, or its first letters if no other begins so")
    picture.source(verb)
    _own_names(verb)


def _resolve(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--kind", choices=VALUES, required=True, help="what the words tell")
    verb.add_argument("file", nargs="?", default="-", metavar="FILE", help=QUERIES)
    _own_names(verb)
    verb.add_argument("--strict", action="store_true", help="end with 1 when a line was malformed")


def _own_names(verb: argparse.ArgumentParser) -> None:
    """The user's own actors and places; `settings` of `vedette.cli.own` takes them up."""
    for option, what in (("--lexicon", LEXICON), ("--gazetteer", GAZETTEER)):
        verb.add_argument(option, type=Path, action="append", default=[], metavar="FILE", help=what)
