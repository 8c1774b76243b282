"""Gold values and told values are compared part by part, whatever the way of writing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from bench.values import PARTS, from_gold, from_told, silent

CASES = Path(__file__).parent.parent / "cases" / "bench_values.tsv"

with CASES.open(encoding="utf-8", newline="") as lines:
    ROWS = [row[:4] for row in list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


@pytest.mark.parametrize(("kind", "gold", "told", "differing"), ROWS)
def test_exactly_the_parts_that_mean_something_else_differ(kind: str, gold: str, told: str, differing: str) -> None:
    one, other = from_gold(kind, gold), from_told(kind, json.loads(told))
    assert ",".join(part for part in PARTS[kind] if one[part] != other[part]) == differing


@pytest.mark.parametrize("kind", PARTS)
def test_nothing_told_is_cannot_say(kind: str) -> None:
    assert silent(kind, None)
    assert silent(kind, {"rule": "not-known"})


def test_a_value_is_no_silence() -> None:
    assert not silent("count", {"low": None, "high": 6})
    assert not silent("who", {"code": "--- GOV"})
