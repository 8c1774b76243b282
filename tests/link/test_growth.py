"""What is compared grows with the reports, not with their square."""

from __future__ import annotations

from datetime import date, timedelta

from tests.link.told import PLACES, reading
from vedette.link.block import pairs
from vedette.link.telling import Telling, tellings

TOWNS = ["Orvel", "Tessin", "FarTessin"]
WORDS = ["market", "bridge", "school", "ferry", "mill", "depot", "harbour", "orchard", "station", "quarry", "chapel"]


def told(reports: int) -> list[Telling]:
    """Two reports a day, each of one attack, for as many days as it takes."""
    found: list[Telling] = []
    for at in range(reports):
        day = date(2000, 1, 1) + timedelta(days=at // 2)
        town, what = TOWNS[at % 3], WORDS[at * 7 % 11]
        text = f"Gunmen attacked the {what} of {PLACES[town].name} and killed two people."
        found += tellings(reading(f"r{at}", str(day), text, f"ASSAULT.firearms:attacked@{town}={day}"))
    return found


def test_pairs_grow_with_the_reports() -> None:
    few, many = len(pairs(told(300))), len(pairs(told(1200)))
    assert few > 0
    assert many <= 4.5 * few
