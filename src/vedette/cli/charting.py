"""The words of a call of `vedette chart`: which picture, with the filters of the verb beside it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from vedette.cli import analysing, forecasting, picture, stores

FORMS = ("html", "png", "svg")
"""Of `vedette.chart`, named here so that help need not import it; a test holds them together."""

OUTPUT = f"where to write; the ending says as what: .{', .'.join(FORMS)}"


def chart(verb: argparse.ArgumentParser) -> None:
    """`vedette chart`."""
    kinds = verb.add_subparsers(dest="kind", required=True, metavar="KIND")
    for name, (words, about) in KINDS.items():
        told = f"{about[0].upper()}{about[1:]}."
        kind = kinds.add_parser(name, help=about, description=told)
        words(kind)
        kind.add_argument("--output", type=Path, required=True, metavar="FILE", help=OUTPUT)
        kind.add_argument("--quiet", action="store_true", help="no summary")


def _dyads(kind: argparse.ArgumentParser) -> None:
    analysing.counted(kind)


def _forecast(kind: argparse.ArgumentParser) -> None:
    forecasting.wanted(kind)


def _map(kind: argparse.ArgumentParser) -> None:
    kind.add_argument("--lake", required=True, metavar="DIR", help=stores.LAKE)
    picture.happened(kind)


def _posture(kind: argparse.ArgumentParser) -> None:
    kind.add_argument("--lake", required=True, metavar="DIR", help=stores.LAKE)
    picture.stood(kind)


def _series(kind: argparse.ArgumentParser) -> None:
    analysing.counted(kind)
    kind.add_argument(
        "--by", action="append", default=[], choices=analysing.BY, help="one series for each; may be repeated"
    )
    kind.add_argument("--without-alerts", action="store_true", help="leave alerts out, which takes less time")
    kind.add_argument("--mutes", type=Path, metavar="FILE", help="TOML with [[mute]], as of `vedette alerts`")


KINDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "dyads": (_dyads, "who does something to whom, and its course; filters of `vedette series`"),
    "forecast": (_forecast, "how many may be killed in the months to come; filters of `vedette forecast`"),
    "map": (_map, "incidents on a map; filters of `vedette incidents`"),
    "posture": (_posture, "forces over time; filters of `vedette posture`"),
    "series": (_series, "how many over time, with alerts and what was read; filters of `vedette series`"),
}
"""Kind -> its words, and what it shows."""
