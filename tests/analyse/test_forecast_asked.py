from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from bench import ucdp
from vedette import cli, open_lake
from vedette.analyse.forecast.panel import later
from vedette.errors import UsageError

REPORTS = [
    ("2024-01-08", "Gunmen killed six people in the village of Dogofry in Mali on Sunday."),
    ("2024-02-03", "A bomb killed two soldiers near Gao, Mali, on Friday."),
    ("2024-03-02", "Parliament met in Bamako."),
]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forecast")
    rows = [{"id": day, "published": day, "text": text, "source": "wire"} for day, text in REPORTS]
    (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert cli.main(["ingest", str(folder / "reports.jsonl"), "--lake", str(folder / "lake"), "--quiet"]) == 0
    return folder / "lake"


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ucdp") / "deaths.csv"
    with path.open("w", newline="") as file:
        write = csv.writer(file)
        write.writerow(["country", "month", "deaths"])
        write.writerows([country, later("2021-01", at), at % 4] for country in ("MLI", "NER") for at in range(24))
    return path


def test_a_lake_forecasts_what_it_will_tell(lake: Path) -> None:
    rows = open_lake(lake).forecast(country="mli", model="last value").to_pylist()
    assert [row["ahead"] for row in rows] == list(range(1, 13))
    assert (rows[0]["from"], rows[0]["month"], rows[0]["median"]) == ("2024-02", "2024-03", 2.0)
    assert rows[0]["of"] == "killed, as the lake tells"


def test_deaths_of_a_file_are_forecast_where_it_is_given(lake: Path, deaths: Path) -> None:
    (row,) = open_lake(lake).forecast(country="NER", ucdp=deaths, model="last 12 months", ahead=1).to_pylist()
    assert (row["from"], row["of"], row["any"]) == ("2022-12", "deaths, UCDP", 0.75)


def test_an_earlier_origin_knows_nothing_later(lake: Path, deaths: Path) -> None:
    (row,) = (
        open_lake(lake).forecast(country="NER", ucdp=deaths, model="last value", origin="2021-02", ahead=1).to_pylist()
    )
    assert (row["month"], row["median"]) == ("2021-03", 1.0)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"country": "XXX"}, "no history"),
        ({"model": "crystal"}, "no model"),
        ({"ahead": 13}, "1 to 12"),
        ({"origin": "1999-01", "model": "zero"}, "no month"),
        ({"land": "MLI"}, "no option"),
    ],
)
def test_a_wrong_call_names_the_thing(lake: Path, wanted: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        open_lake(lake).forecast(**wanted)


def test_the_command_shows_a_table(lake: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    call = ["forecast", "--lake", str(lake), "--country", "MLI", "--model", "smoothed", "--ahead", "2"]
    assert cli.main(call) == 0
    shown = capfdbinary.readouterr()
    assert shown.out.decode().split()[:3] == ["country", "month", "median"]
    assert b"from the end of 2024-02" in shown.err


def test_ranks_share_their_ties() -> None:
    assert ucdp.spearman([1, 2, 3], [10, 20, 30]) == pytest.approx(1.0)
    assert ucdp.spearman([1, 2, 3, 4], [0, 0, 5, 5]) == pytest.approx(0.8944, abs=1e-4)
