"""The report that the project began with gives its facts, and so do variants with other names, numbers, days and places."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import vedette
from tests import facts

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("VEDETTE_SHARED", ROOT.parent / "shared"))
SEED = SHARED / "seed/report.txt"


def cases(name: str) -> Iterator[dict[str, str]]:
    with (ROOT / "tests/cases" / name).open(encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def seed() -> dict[str, Any]:
    if not SEED.exists():
        pytest.skip(f"needs ../shared: {SEED} is not there")
    (reading,) = vedette.read_all([SEED])
    assert isinstance(reading, vedette.Reading)
    return vedette.to_json(reading)


@cache
def variant(text: str, published: str) -> dict[str, Any]:
    return vedette.to_json(vedette.read(text, published=date.fromisoformat(published)))


def must_hold(fact: str, reading: dict[str, Any]) -> None:
    if not facts.holds(fact, reading):
        pytest.fail(f"{fact}\nis not among\n{told(reading)}", pytrace=False)


def told(reading: dict[str, Any]) -> str:
    """What was read instead, for the message of a failure."""
    events = [
        [event["type"], event["mode"], event["status"], event["trigger"]["text"]]
        + [[each["role"], each["text"], facts.value(each)] for each in event["arguments"]]
        for event in reading["events"]
    ]
    return "\n".join(map(str, (*events, *reading["postures"], *reading["statements"])))


@pytest.mark.parametrize("case", list(cases("seed.tsv")), ids=lambda case: case["promise"])
def test_the_seed_report_says(case: dict[str, str]) -> None:
    must_hold(case["fact"], seed())


@pytest.mark.parametrize("case", list(cases("seed_variants.tsv")), ids=lambda case: case["fact"])
def test_a_variant_says(case: dict[str, str]) -> None:
    must_hold(case["fact"], variant(case["text"], case["published"]))


def test_every_span_of_the_seed_report_is_that_of_its_text() -> None:
    reading = seed()
    assert all(reading["text"][one["start"] : one["end"]] == one["text"] for one in spans(reading))


def test_the_seed_report_begins_where_its_offset_says() -> None:
    given = SEED.read_text("utf-8") if SEED.exists() else ""
    assert given[seed()["offset"] :].startswith(seed()["text"])


def spans(part: Any) -> Iterator[dict[str, Any]]:
    """Every span anywhere in a reading."""
    if isinstance(part, dict):
        if {"text", "start", "end"} <= set(part):
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from spans(each)
