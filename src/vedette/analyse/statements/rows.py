"""Tables of this package that are tab-separated: rows under a header, remarks before it."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, by column; lines that begin with "#" are remarks, "*" and "-" are left to the reader."""
    text = (files("vedette.analyse.statements") / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
