"""The words of `vedette watch`."""

from __future__ import annotations

import argparse
from pathlib import Path

from vedette.cli import kinds
from vedette.cli.stores import LAKE, Declare
from vedette.export import READINGS


def watch(verb: argparse.ArgumentParser, names: Declare) -> None:
    """Options of `vedette watch`; `names` adds those that `read` has too."""
    verb.add_argument("feeds", nargs="?", type=Path, metavar="FEEDS", help="a feeds.toml: feeds, webhooks, contact")
    verb.add_argument(
        "--opml",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a list of feeds, as feed readers export it, beside a feeds.toml or in its place; may be repeated",
    )
    verb.add_argument(
        "--every",
        type=kinds.duration,
        metavar="TIME",
        help="90s, 15m, 2h: how often feeds are looked at that do not say so themselves (default: 15m)",
    )
    verb.add_argument("--once", action="store_true", help="look once, tell what is new, and end: for cron")
    verb.add_argument(
        "--state", type=Path, metavar="FILE", help="where it is kept what was seen (default: FEEDS.state beside FEEDS)"
    )
    verb.add_argument("--lake", metavar="DIR", help=f"also keep all that is read there; {LAKE}")
    verb.add_argument("--format", choices=sorted(READINGS), default="table", help="how it is shown (default: table)")
    names(verb)
    verb.add_argument("--quiet", action="store_true", help="no summary; problems are still told")
