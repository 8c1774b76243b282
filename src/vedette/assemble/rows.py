"""Tables of this stage that are tab-separated: rows under a header, remarks before it."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of the package, by column; lines that begin with "#" are remarks."""
    text = (files("vedette.assemble") / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
