"""The words of a call of `vedette forecast`."""

from __future__ import annotations

import argparse
from pathlib import Path

from vedette.cli import kinds, stores

MODELS = ("zero", "last value", "last 12 months", "smoothed", "forest", "ensemble")
"""Of `vedette.analyse.forecast.asked`, named here so that help need not import it; a test holds them together."""


def forecast(verb: argparse.ArgumentParser) -> None:
    """`vedette forecast`."""
    wanted(verb)
    verb.add_argument("--format", choices=("csv", "jsonl", "parquet", "table"), default="table", help="default: table")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to standard output")
    verb.add_argument("--quiet", action="store_true", help="no summary")


def wanted(verb: argparse.ArgumentParser) -> None:
    """Which forecast: of the verb and of its picture."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=stores.LAKE)
    verb.add_argument(
        "--country",
        action="append",
        default=[],
        metavar="CODE",
        help="three letters (ISO 3166); may be repeated (default: all)",
    )
    verb.add_argument(
        "--ucdp",
        type=Path,
        metavar="FILE",
        help="CSV with country, month (YYYY-MM) and deaths: forecast these, and not the killed that the lake tells",
    )
    verb.add_argument("--model", choices=MODELS, default="ensemble", help="default: ensemble; needs vedette[forecast]")
    verb.add_argument(
        "--from", dest="origin", metavar="MONTH", help="YYYY-MM, the last month taken as known (default: last)"
    )
    verb.add_argument("--ahead", type=kinds.number, default=12, metavar="N", help="months ahead, 1 to 12 (default: 12)")
