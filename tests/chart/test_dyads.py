"""The squares of dyads are sums of the series' rows; courses are its rows."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.chart.seen import rows, words
from vedette import Lake, chart
from vedette.errors import UsageError


def test_squares_and_courses_are_the_rows_of_the_series(crisis: Lake) -> None:
    drawn = chart.draw(crisis, "dyads", every="day")
    told = crisis.series(by="dyad", every="day").to_pylist()
    sums = Counter[tuple[str, str]]()
    for row in told:
        sums[row["actor"], row["recipient"]] += row["number"] or 0
    squares = {(row["actor"], row["recipient"]): row["number"] for row in rows(drawn, "rect", "actor", "recipient")}
    assert squares.items() <= sums.items()
    assert max(sums.values()) in squares.values()
    there = {(row["actor"], row["recipient"], str(row["since"]), row["number"]) for row in told}
    courses = rows(drawn, "rect", "dyad", "since")
    assert courses
    assert all((row["actor"], row["recipient"], row["since"], row["number"]) in there for row in courses)


def test_courses_are_hatched_where_nothing_was_read(crisis: Lake) -> None:
    drawn = chart.draw(crisis, "dyads", every="day", since="2024-02-10", until="2024-02-21")
    assert [(row["since"], row["until"]) for row in rows(drawn, "rect", "what")] == [("2024-02-10", "2024-02-12")]
    assert all(row["since"] >= "2024-02-12" for row in rows(drawn, "rect", "dyad", "since"))
    assert "Hatched" in words(drawn)


def test_dyads_are_by_dyad_alone(crisis: Lake) -> None:
    with pytest.raises(UsageError, match="leave by away"):
        chart.draw(crisis, "dyads", by="type")
