"""Numbers in figures and words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.resolve import numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seventeen", 17),
        ("twenty-one", 21),
        ("two hundred and five", 205),
        ("three thousand four hundred", 3400),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("1.2 million", 1_200_000),
        ("2,500", 2500),
        ("83 000", 83_000),
        ("$", None),
        ("two men", None),
        ("the", None),
    ],
)
def test_a_whole_text_is_read_as_a_number_or_not_at_all(text: str, value: float | None) -> None:
    assert numerals.read(text) == value


@pytest.mark.parametrize("text", ["F-16", "33rd", "MiG-29", "a 155mm gun", "M23", "Su-24s", "AN/TWQ-1"])
def test_digits_in_a_name_are_no_number(text: str) -> None:
    assert numerals.find(text) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("third", 3), ("21st", 21), ("twenty-first", 21), ("thirty-first", 31), ("three", None)]
)
def test_ordinals_are_read(text: str, value: int | None) -> None:
    assert numerals.ordinal(text) == value


@given(st.text())
@settings(deadline=None)
def test_places_of_numbers_are_places_of_the_text(text: str) -> None:
    for number in numerals.find(text):
        assert 0 <= number.start < number.end <= len(text)


@given(st.integers(0, 10**15))
@settings(deadline=None)
def test_figures_are_read_back(number: int) -> None:
    assert numerals.read(f"{number:,}") == number
