"""The base map: lands that small maps lose are there, and borders that are disputed are drawn as such."""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from tests.page.built import STATIC

Point = tuple[float, float]

DISPUTED = {
    "Crimea, at Perekop": (33.7, 46.15),
    "Western Sahara, the line of 1912": (-9.5, 27.66),
    "Western Sahara and Mauritania": (-12.0, 23.6),
    "Kosovo and Serbia": (20.7, 43.2),
    "Abkhazia": (41.7, 42.7),
    "South Ossetia": (43.9, 42.1),
    "Golan": (35.85, 33.0),
    "West Bank": (35.0, 31.9),
    "Kashmir": (74.2, 34.1),
    "Siachen": (77.2, 35.5),
    "Abyei": (28.6, 9.9),
    "Northern Cyprus": (33.4, 35.15),
    "Somaliland": (48.2, 9.2),
    "Transnistria": (29.2, 47.4),
    "Donbas": (38.4, 48.3),
    "Arunachal Pradesh": (94.2, 29.1),
    "Essequibo": (-59.0, 4.2),
}
"""Where a dashed line must pass, within `NEAR` degrees."""

PLAIN = {"Germany and Poland": (14.7, 52.3), "Sudan and Chad": (22.4, 13.5), "Mali and Niger": (4.2, 16.5)}

NEAR = 0.75


@cache
def topology() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((STATIC / "base" / "land.json").read_text(encoding="utf-8"))
    return told


@cache
def arc(number: int) -> tuple[Point, ...]:
    (sx, sy), (tx, ty) = topology()["transform"]["scale"], topology()["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in topology()["arcs"][number]:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return tuple(points)


def lines(kind: str) -> list[tuple[Point, ...]]:
    return [arc(number) for (number,) in topology()["objects"][kind]["arcs"]]


def away(kind: str, place: Point) -> float:
    """Degrees from a place to the nearest line of a kind."""
    return min(_to_line(line, place) for line in lines(kind))


def _to_line(line: tuple[Point, ...], place: Point) -> float:
    return min(_to_piece(a, b, place) for a, b in pairwise(line))


def _to_piece(a: Point, b: Point, place: Point) -> float:
    (ax, ay), (bx, by), (x, y) = a, b, place
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return math.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y)


@pytest.mark.parametrize("name", DISPUTED)
def test_a_disputed_border_is_dashed(name: str) -> None:
    assert away("disputed", DISPUTED[name]) < NEAR


@pytest.mark.parametrize("name", PLAIN)
def test_a_border_that_nobody_disputes_is_not(name: str) -> None:
    assert away("border", PLAIN[name]) < NEAR
    assert away("disputed", PLAIN[name]) > NEAR


def test_a_line_that_is_history_is_not_drawn() -> None:
    karabakh = (46.75, 39.8)
    assert away("disputed", karabakh) > NEAR


def labels() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((STATIC / "base" / "labels.json").read_text(encoding="utf-8"))
    return told


def test_countries_bear_the_names_of_our_own_ontology() -> None:
    names = {code: name for code, name, *_ in labels()["countries"]}
    told = {code: names[code] for code in ("XKX", "PSE", "SSD", "ESH", "TWN")}
    assert told == {"XKX": "Kosovo", "PSE": "Palestine", "SSD": "South Sudan", "ESH": "Western Sahara", "TWN": "Taiwan"}


def test_places_bear_the_names_of_today() -> None:
    names = {name for name, *_ in labels()["places"]}
    assert {"Kyiv", "Odesa", "Yangon", "El Fasher", "Bangui", "Goma"} <= names
    assert not {"Kiev", "Rangoon", "Lvov", "Al Fashir"} & names
