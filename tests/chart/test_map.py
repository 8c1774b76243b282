"""The map shows the incidents' places, how closely each is told, and how many it leaves out."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chart.seen import rows, words
from vedette import Lake, chart
from vedette.chart import land
from vedette.chart.map import COUNTRY, EXACT, KILLED, places, toll
from vedette.errors import VedetteError

WIDTH, HEIGHTS = 720, (340, 560)


def test_marks_are_the_incidents_of_the_lake(crisis: Lake) -> None:
    drawn = chart.draw(crisis, "map")
    there = crisis.incidents().to_pylist()
    spots = rows(drawn, "point", "incidents")
    placed = [one for one in there if one["where"] and one["where"]["latitude"] is not None]
    assert sum(row["incidents"] for row in spots) == len(placed)
    assert sum(row["killed_high"] for row in spots) == sum(toll(one)[1] for one in placed)
    assert f"{len(there) - len(placed)} more have no place" in words(drawn)


def test_what_is_told_of_a_country_only_is_no_place_in_it() -> None:
    where = {"name": "Chad", "latitude": 15.0, "longitude": 19.0}
    incidents = [
        {"type": "ASSAULT", "findings": None, "where": where | {"kind": kind}} for kind in ("country", "city", "city")
    ]
    assert [(row["told"], row["incidents"]) for row in places(incidents)] == [(EXACT, 2), (COUNTRY, 1)]


@pytest.mark.parametrize(("high", "told"), [(0, 0), (1, 1), (9, 1), (10, 2), (99, 2), (100, 3), (1000, 4), (50_000, 4)])
def test_places_are_as_dark_as_people_were_killed(high: int, told: int) -> None:
    finding = {"about": "killed", "count": {"low": high, "high": high}}
    where = {"name": "Goré", "latitude": 7.9, "longitude": 16.6, "kind": "city"}
    (spot,) = places([{"type": "ASSAULT", "findings": [finding], "where": where}])
    assert spot["killed"] == KILLED[told]


def test_an_open_bound_is_as_the_other() -> None:
    assert toll({"findings": [{"about": "killed", "count": {"low": 4, "high": None}}]}) == (4, 4)
    assert toll({"findings": [{"about": "killed", "count": {"low": None, "high": 9}}]}) == (0, 9)


def test_a_lake_without_such_incidents_says_so(crisis: Lake) -> None:
    with pytest.raises(VedetteError, match="no such incidents"):
        chart.draw(crisis, "map", place="ISL")


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-75, 75)), min_size=1, max_size=8))
def test_a_window_holds_its_places(spots: list[tuple[float, float]]) -> None:
    seen = land.window(spots, WIDTH, HEIGHTS, 3.0)
    assert HEIGHTS[0] <= seen.height <= HEIGHTS[1]
    for spot in spots:
        x, y = seen.at(*spot)
        assert -1 <= x <= WIDTH + 1
        assert -1 <= y <= seen.height + 1


@settings(max_examples=15)
@given(st.floats(-170, 170), st.floats(-60, 70))
def test_land_is_cut_at_the_window(longitude: float, latitude: float) -> None:
    seen = land.window([(longitude, latitude)], WIDTH, HEIGHTS, 6.0)
    for ring in land.land(seen):
        points = np.array(ring)
        assert (points >= -land.OVER - 0.1).all()
        assert (points <= [seen.width + land.OVER + 0.1, seen.height + land.OVER + 0.1]).all()


def test_a_town_inland_stands_on_land_and_its_country_is_named() -> None:
    seen = land.window([(18.5, 4.4), (16.4, 7.2), (22.0, 6.5)], WIDTH, HEIGHTS, 3.0)
    assert land.land(seen)
    assert land.lines("border", seen)
    assert "Central African Republic" in {row["words"] for row in land.names(seen)}
    assert len(json.dumps(land.land(seen))) < 50_000
