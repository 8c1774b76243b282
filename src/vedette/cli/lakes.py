"""A lake that a verb reads from: what takes long is told on standard error."""

from __future__ import annotations

import sys

from vedette.store import Lake, open_lake


def opened(path: str) -> Lake:
    """The lake at a path or address."""
    lake = open_lake(path)
    lake.tell = lambda line: print(line, file=sys.stderr)
    return lake
