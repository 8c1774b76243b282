"""The rules raise what readers of two invented crises, asked before the rules ran, wrote down, and nothing else.

An alert is the one expected when it is of that kind, was raised on one of its days, cites one of its reports, and names its
country as place or side. `examples/crisis/expected/alerts.toml` and `gedo.toml` say why each is wanted, and what is not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vedette.analyse.alerts import found, picture_of
from vedette.export import jsonl
from vedette.records import Alert, Reading

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("VEDETTE_SHARED") or ROOT.parent / "shared")
SCRIPT = Path(sys.executable).parent / "vedette"

CRISES = {
    "paoua": (ROOT / "examples/crisis/reports.jsonl", ROOT / "examples/crisis/expected/alerts.toml"),
    "gedo": (SHARED / "data/crisis-dev/reports.jsonl", Path(__file__).parent / "gedo.toml"),
}

AMISS = {
    "repeated-attacks at Luuq on 2025-03-08",
    "repeated-attacks 2025-03-07: attacks on 3 days from 2025-03-03 to 2025-03-07 in Gedo (SOM)",
}
"""What is not as the reader wants: the bombs on two days in one town are told as attacks in its province, a day early. All
else must be."""

Expected = dict[str, Any]


def read(path: Path) -> list[Reading]:
    command = [str(SCRIPT), "read", str(path), "--format", "jsonl", "--quiet"]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return [jsonl.from_json(json.loads(line)) for line in printed.splitlines()]


@pytest.fixture(scope="module", params=sorted(CRISES))
def crisis(request: pytest.FixtureRequest) -> tuple[list[Reading], list[Expected]]:
    reports, expected = CRISES[request.param]
    if not reports.exists():
        pytest.skip(f"{request.param} needs ../shared")
    return read(reports), tomllib.loads(expected.read_text("utf-8"))["alert"]


def is_it(alert: Alert, expected: Expected) -> bool:
    countries = {alert.country, *(side[:3] for side in (*alert.actors, *alert.toward))}
    return (
        alert.rule == expected["kind"]
        and expected["raised"] <= alert.raised <= expected["by"]
        and not set(alert.reports).isdisjoint(expected["reports"])
        and expected["country"] in countries
    )


def matched(alerts: list[Alert], expected: list[Expected]) -> tuple[list[str], list[str]]:
    """Expected ones that were not raised, and raised ones that nobody expected: each is matched once."""
    left, lacking = list(alerts), []
    for each in expected:
        fitting = next((alert for alert in left if is_it(alert, each)), None)
        if fitting is None:
            lacking.append(f"{each['kind']} at {each['place']} on {each['raised']}")
        else:
            left.remove(fitting)
    return lacking, [f"{alert.rule} {alert.raised}: {alert.why}" for alert in left]


def test_the_rules_raise_what_the_reader_wants_and_nothing_else(crisis: tuple[list[Reading], list[Expected]]) -> None:
    readings, expected = crisis
    lacking, uncalled = matched(found(picture_of(readings)), expected)
    assert {*lacking, *uncalled} <= AMISS


def test_an_alert_is_raised_with_what_is_published_on_its_days() -> None:
    """Nothing that was published later is needed: asked to the end of its days, what is wanted is there. In the other crisis
    one is not: until later reports part them, the shells on Mandera are linked with the battle across the border.
    """
    reports, wanted = CRISES["paoua"]
    readings, expected = read(reports), tomllib.loads(wanted.read_text("utf-8"))["alert"]
    for each in expected[:3]:
        live = [alert for day in (each["raised"], each["by"]) for alert in found(picture_of(readings, as_of=day))]
        assert any(is_it(alert, each) for alert in live), each["kind"]
        assert max(alert.raised for alert in live) <= each["by"]


def test_an_ultimatum_tells_what_became_of_it(crisis: tuple[list[Reading], list[Expected]]) -> None:
    readings, _ = crisis
    begun = next(alert for alert in found(picture_of(readings)) if alert.rule == "ultimatum")
    live = next(alert for alert in found(picture_of(readings, as_of=begun.raised)) if alert.rule == "ultimatum")
    assert live.id == begun.id
    assert live.note is not None
    assert live.note.startswith("open until")
    assert begun.note is not None
    assert not begun.note.startswith("open")
    assert isinstance(begun.raised, date)
