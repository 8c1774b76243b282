"""Feasts fall where churches, moon and law put them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from vedette.resolve.when import feasts

SYNODIC_DAYS = 29.530588853
NEW_MOON = date(2000, 1, 6)
"""The new moon of 6 January 2000, 18:14 UTC, from which the ages of other moons are counted."""


def moon_age(day: date) -> float:
    """Days since the mean new moon, at noon UTC of the day."""
    return ((day - NEW_MOON).days + 0.5 - 0.76) % SYNODIC_DAYS


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2008, "03-23", "04-27"),
        (2011, "04-24", "04-24"),
        (2016, "03-27", "05-01"),
        (2024, "03-31", "05-05"),
        (2030, "04-21", "04-28"),
    ],
)
def test_both_easters_fall_on_their_sundays(year: int, western: str, eastern: str) -> None:
    assert feasts.easter(year).isoformat() == f"{year}-{western}"
    assert feasts.orthodox_easter(year).isoformat() == f"{year}-{eastern}"


def test_easter_is_a_sunday_in_every_year() -> None:
    assert {feasts.easter(year).weekday() for year in range(1900, 2100)} == {6}
    assert {feasts.orthodox_easter(year).weekday() for year in range(1900, 2100)} == {6}


@pytest.mark.parametrize("name", ["ramadan", "eid al-fitr", "lunar new year"])
def test_months_of_the_moon_begin_with_a_new_moon(name: str) -> None:
    for year in range(2000, 2031):
        for stretch in feasts.falls(name, year):
            assert moon_age(stretch.since) < 3 or moon_age(stretch.since) > 28


def test_the_feast_of_sacrifice_is_the_tenth_of_its_month() -> None:
    for year in range(2000, 2031):
        for stretch in feasts.falls("eid al-adha", year):
            assert moon_age(stretch.since - timedelta(days=9)) < 3


def test_every_year_to_2030_has_its_moving_feasts() -> None:
    for name in ("ramadan", "eid al-fitr", "eid al-adha", "lunar new year"):
        assert all(feasts.falls(name, year) for year in range(2000, 2031))


def test_ramadan_ends_on_the_eve_of_the_feast_that_breaks_it() -> None:
    for year in range(2001, 2030):
        for ramadan in feasts.falls("ramadan", year):
            following = feasts.falls("eid al-fitr", ramadan.until.year)
            assert any(feast.since == ramadan.until for feast in following)


def test_weekday_holidays_fall_on_their_weekday() -> None:
    assert feasts.falls("thanksgiving", 2023)[0].since == date(2023, 11, 23)
    assert feasts.falls("memorial day", 2022)[0].since == date(2022, 5, 30)
    assert feasts.falls("inauguration day", 2021)[0].since == date(2021, 1, 20)
    assert feasts.falls("inauguration day", 2022) == ()


def test_every_feast_and_era_of_the_tables_can_be_laid() -> None:
    for name in feasts.feast_rules():
        assert any(feasts.falls(name, year) for year in range(2013, 2018)), name
    assert all(stretch.since < stretch.until for stretch in feasts.eras().values())
