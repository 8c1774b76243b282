"""Tables of this package that are tab-separated, and what they say of codes and labels."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def kinds() -> dict[str, dict[str, str]]:
    """Label of a type, perhaps with its mode -> what an incident of it is called, and its two small words."""
    return {row["label"]: row for row in _rows("kinds.tsv")}


@cache
def sectors() -> dict[str, dict[str, str]]:
    """Sector -> what an actor is called, of a country or alone."""
    return {row["sector"]: row for row in _rows("sectors.tsv")}


def kind(type_: str, mode: str | None) -> dict[str, str]:
    """The row of a type and mode; that of the type where the mode has none; the label itself where neither has."""
    label = f"{type_}.{mode}" if mode else type_
    plain = {"what": label, "by": "by", "to": "concerning"}
    return kinds().get(label) or kinds().get(type_) or plain


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("vedette.report") / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
