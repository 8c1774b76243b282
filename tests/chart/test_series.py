"""The picture of a series shows the rows of the series, and tells zero from unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.chart.seen import plots, rows, words
from vedette import Lake, chart
from vedette.analyse import alerts
from vedette.errors import UsageError, VedetteError

WIDE: Mapping[str, Any] = {"country": "CAF", "every": "day", "since": "2024-02-08", "until": "2024-02-26"}
"""Days before the first report and after the last one too."""


@pytest.fixture(scope="module")
def drawn(crisis: Lake) -> Any:
    return chart.draw(crisis, "series", **WIDE)


def test_bars_are_the_rows_of_the_series(crisis: Lake, drawn: Any) -> None:
    told = [row for row in crisis.series(**WIDE).to_pylist() if row["number"] is not None]
    shown = rows(drawn, "rect", "number")
    assert [(row["since"], row["number"], row["low"], row["high"]) for row in shown] == [
        (str(row["since"]), row["number"], row["killed_low"], row["killed_high"]) for row in told
    ]


def test_what_is_unknown_is_hatched_and_not_drawn_as_zero(crisis: Lake, drawn: Any) -> None:
    unknown = {str(row["since"]) for row in crisis.series(**WIDE).to_pylist() if row["number"] is None}
    assert unknown == {f"2024-02-{day:02}" for day in (8, 9, 10, 11, 21, 22, 23, 24, 25)}
    for mark, found in plots(drawn):
        if mark in {"rect", "rule"} and found and "read" in found[0] and "number" in found[0]:
            assert not unknown & {row["since"] for row in found if row["read"]}
    assert not unknown & {row["since"] for row in rows(drawn, "rect", "number")}
    silent = [(row["since"], row["until"]) for row in rows(drawn, "rect", "what")]
    assert silent == [("2024-02-08", "2024-02-12"), ("2024-02-21", "2024-02-26")]
    assert "Hatched: nothing was read" in words(drawn)


def test_the_line_on_the_ground_lies_only_where_something_was_read(drawn: Any) -> None:
    lines = [found for mark, found in plots(drawn) if mark == "rule" and found and set(found[0]) == {"since", "until"}]
    assert lines == [[{"since": "2024-02-12", "until": "2024-02-21"}]] * 2


def test_each_alert_is_a_band_and_a_row_with_its_kind(crisis: Lake, drawn: Any) -> None:
    asked = alerts.Asked(place=("CAF",), since=date(2024, 2, 8), until=date(2024, 2, 26))
    there = [(one.id, one.rule, str(one.since), str(one.raised)) for one in alerts.asked_of_lake(crisis, asked)]
    assert there
    for mark in ("rect", "rule", "point"):
        shown = rows(drawn, mark, "alert")
        assert [(row["id"], row["alert"], row["since"], row["raised"]) for row in shown] == there


def test_muted_alerts_are_not_drawn(crisis: Lake, tmp_path: Path) -> None:
    mutes = tmp_path / "mutes.toml"
    mutes.write_text('[[mute]]\nrule = "first-violence"\nreason = "known"\n', encoding="utf-8")
    shown = rows(chart.draw(crisis, "series", mutes=mutes, **WIDE), "rule", "alert")
    assert "first-violence" not in {row["alert"] for row in shown}
    assert not rows(chart.draw(crisis, "series", with_alerts=False, **WIDE), "rule", "alert")


def test_title_and_footer_say_place_period_source_and_reports_read(drawn: Any) -> None:
    told = words(drawn)
    for words_of_it in (
        "Central African Republic: incidents a day",
        "2024-02-08 to 2024-02-25",
        "Sources: 8",
        "28 reports read",
    ):
        assert words_of_it in told


def test_series_of_many_are_the_greatest_and_the_rest_is_counted(crisis: Lake) -> None:
    drawn = chart.draw(crisis, "series", by="dyad", every="day", with_alerts=False)
    there = {(row["actor"], row["recipient"]) for row in crisis.series(by="dyad", every="day").to_pylist()}
    assert f"The 12 greatest are shown; {len(there) - 12} smaller ones are not." in words(drawn)


def test_postures_are_drawn_with_the_strength_that_is_told(crisis: Lake) -> None:
    drawn = chart.draw(crisis, "series", of="postures", every="day", with_alerts=False)
    told = crisis.series(of="postures", every="day").to_pylist()
    assert [row["low"] for row in rows(drawn, "rect", "number")] == [row["strength_low"] for row in told]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"country": "ISL"}, "of 28 reports none tells of incidents of Iceland"),
        ({"since": "2023-01-01", "until": "2023-02-01"}, "no report was read of 2023-01-01 to 2023-01-31"),
        ({"country": "ISL", "by": "type"}, "the lake tells of no incidents of Iceland"),
    ],
)
def test_where_there_is_nothing_a_sentence_says_so(crisis: Lake, wanted: dict[str, Any], said: str) -> None:
    with pytest.raises(VedetteError, match=said):
        chart.draw(crisis, "series", **wanted)


def test_an_unknown_kind_names_those_there_are(crisis: Lake) -> None:
    with pytest.raises(UsageError, match="dyads, forecast, map, posture, series"):
        chart.draw(crisis, "pie")
