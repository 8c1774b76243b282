"""The fan shows the rows of the forecast, after what was told before."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.chart.seen import rows, words
from tests.store import told as lakes
from vedette import Lake, chart


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return lakes.make(tmp_path_factory.mktemp("fan") / "lake", [(lakes.reading(1), lakes.KNOWN)])


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ucdp") / "deaths.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file)
        write.writerow(["country", "month", "deaths"])
        write.writerows(
            [code, f"20{21 + at // 12}-{at % 12 + 1:02}", at % 4] for code in ("MLI", "NER") for at in range(24)
        )
    return path


@pytest.fixture(autouse=True)
def libraries() -> None:
    pytest.importorskip("altair", reason='charts need `pip install "vedette[plots]"`')


def test_bands_are_the_rows_of_the_forecast(lake: Lake, deaths: Path) -> None:
    wanted = {"country": "NER", "ucdp": deaths, "model": "last 12 months", "ahead": 6}
    drawn = chart.draw(lake, "forecast", **wanted)
    told = lake.forecast(**wanted).to_pylist()
    shown = rows(drawn, "rect", "low", "high")
    assert [(row["month"], row["low"], row["median"], row["high"], row["any"]) for row in shown] == [
        (row["month"], row["low"], row["median"], row["high"], row["any"]) for row in told
    ]
    assert all(row["low"] <= row["quarter"] <= row["median"] <= row["three_quarters"] <= row["high"] for row in shown)


def test_bars_are_the_deaths_before(lake: Lake, deaths: Path) -> None:
    drawn = chart.draw(lake, "forecast", country="NER", ucdp=deaths, model="last value", origin="2022-06")
    past = rows(drawn, "rect", "killed")
    assert [row["killed"] for row in past] == [at % 4 for at in range(18)]
    assert "Niger: deaths a month as UCDP counts, forecast from the end of 2022-06" in words(drawn)
