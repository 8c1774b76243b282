"""The timeline of forces shows the ledger's lines, and no more certainty than they have."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import pytest

from tests.chart.seen import rows, words
from vedette import Lake, chart
from vedette.chart.posture import STATUSES, strength
from vedette.errors import VedetteError
from vedette.records import Count


def test_rows_are_the_lines_of_the_ledger(crisis: Lake) -> None:
    shown = rows(chart.draw(crisis, "posture"), "text", "force", "status")
    lines = crisis.posture().to_pylist()
    told = sorted(
        (row["status"], str(row["last_confirmed"])) for row in lines if row["reports"] and row["last_confirmed"]
    )
    assert (
        sorted((row["status"], row["last_confirmed"]) for row in shown if row["last_confirmed"] != "not told") == told
    )
    assert all(row["since"] == "not told" or row["since"] in {str(line["since"]) for line in lines} for row in shown)


def test_between_reports_longer_apart_than_the_horizon_nothing_is_told(crisis: Lake) -> None:
    drawn = chart.draw(crisis, "posture", horizon=1)
    stretches = rows(drawn, "rule", "begin", "told")
    assert {row["told"] for row in stretches} == {True, False}
    for _, group in groupby(stretches, key=lambda row: row["force"]):
        parts = list(group)
        ends = [(date.fromisoformat(row["begin"]), date.fromisoformat(row["end"])) for row in parts]
        assert all(begin < end for begin, end in ends)
        assert ends[-1][1] <= date.fromisoformat(parts[-1]["to"]) + timedelta(days=1)
    told = {row["force"]: row for row in stretches if not row["told"]}
    (nepal,) = [name for name in told if name.startswith("NPL MIL: The Nepalese battalion")]
    spans = [(row["begin"], row["end"], row["told"]) for row in stretches if row["force"] == nepal]
    assert ("2024-02-15", "2024-02-16", False) in spans  # told of on the 14th, and again on the 16th
    assert "where they are 1 day apart or less" in words(drawn)


def test_points_are_the_reports_on_their_days(crisis: Lake) -> None:
    points = rows(chart.draw(crisis, "posture"), "point", "report")
    published = {row["id"]: str(row["published"]) for row in crisis.reports(columns=["id", "published"]).to_pylist()}
    assert points
    assert all(published[row["report"]] == row["published"] for row in points)
    assert {row["status"] for row in points} <= set(STATUSES)


@pytest.mark.parametrize(
    ("count", "told"), [(None, "?"), (Count(None, None), "?"), (Count(0, 0), "0"), (Count(24, None), "≥24")]
)
def test_how_many_is_unknown_or_none_and_never_mixed_up(count: Count | None, told: str) -> None:
    assert strength(count) == told


def test_a_place_without_forces_is_said(crisis: Lake) -> None:
    with pytest.raises(VedetteError, match="no report tells of a force at Iceland"):
        chart.draw(crisis, "posture", place="ISL")
