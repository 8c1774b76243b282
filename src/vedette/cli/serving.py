"""The words of `vedette serve`."""

from __future__ import annotations

import argparse
from pathlib import Path

from vedette.cli import kinds
from vedette.cli.stores import LAKE

PORT = 8765


def serve(verb: argparse.ArgumentParser) -> None:
    """Options of `vedette serve`."""
    verb.add_argument("--lake", required=True, metavar="DIR", help=LAKE)
    verb.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="address to bind (default: 127.0.0.1, which only this machine reaches); with any other a token is needed",
    )
    verb.add_argument(
        "--port", type=kinds.whole, default=PORT, metavar="N", help=f"0 finds a free one (default: {PORT})"
    )
    verb.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="a file with the token that each request must carry (default: that of VEDETTE_TOKEN, else one is made up and "
        "printed once where others than this machine may ask)",
    )
    verb.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a further name that the server is called by, such as watch.example.org; may be repeated",
    )
    verb.add_argument("--mutes", metavar="FILE", help="TOML with [[mute]]: alerts that nobody wants, with a reason")
    verb.add_argument("--open", action="store_true", help="open the page in a browser")
