"""Reads the tables of cases of this folder's tests."""

from __future__ import annotations

import csv
from pathlib import Path

CASES = Path(__file__).resolve().parent.parent / "cases"


def cases(name: str) -> list[dict[str, str]]:
    lines = [line for line in (CASES / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
