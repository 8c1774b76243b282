"""Days, numbers and names as they stand in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from vedette.records import Count
from vedette.report import names
from vedette.report.asked import title
from vedette.report.days import Days, of_week
from vedette.report.words import amount, chance, listed, quoted, says, several


@pytest.mark.parametrize(
    ("week", "told"),
    [
        ("2023-39", "situation report, 25 September to 1 October 2023 (week 39)"),
        ("2023-W39", "situation report, 25 September to 1 October 2023 (week 39)"),
        ("2024-7", "situation report, 12 to 18 February 2024 (week 7)"),
        ("2020-53", "situation report, 28 December 2020 to 3 January 2021 (week 53)"),
    ],
)
def test_a_week_is_named_by_its_days(week: str, told: str) -> None:
    assert title(of_week(week)) == told


def test_a_day_has_its_year_only_where_it_is_another() -> None:
    days = of_week("2023-39")
    assert days.called(date(2023, 9, 26)) == "26 September"
    assert days.called(date(2022, 9, 26)) == "26 September 2022"
    assert days.stretch(date(2023, 9, 26), date(2023, 9, 27)) == "26 September"
    assert days.before == Days(date(2023, 9, 18), date(2023, 9, 25))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (Count(4, 4), "4"),
        (Count(4, 14), "4 to 14"),
        (Count(24, None), "at least 24"),
        (Count(None, 5), "at most 5"),
        (Count(500, 500, approximate=True), "about 500"),
        (Count(None, None), None),
        (None, None),
    ],
)
def test_numbers_are_told_as_ranges(count: Count | None, told: str | None) -> None:
    assert amount(count) == told


def test_words_of_a_report_are_cut_at_a_word_and_keep_their_own_quotation_marks() -> None:
    assert quoted("“We  will\nnot yield”") == "“We will not yield”"
    assert quoted('is to "end the violence"') == '“is to "end the violence"”'
    assert quoted("one two three", 9) == "“one two …”"


def test_counting_reads_well() -> None:
    assert (several(1, "report"), several(2_000, "report")) == ("1 report", "2,000 reports")
    assert (listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == ("a", "a and b", "a, b and c")
    assert says("Sixteen observers", "16")
    assert not says("observers", "16")


@pytest.mark.parametrize(
    ("probability", "told"),
    [
        (0.31, "31 %"),
        (0.0082, "0.82 %"),
        (0.00008, "1 in 12,000"),
        (5.6e-46, "less than 1 in a million"),
        (0.0, "less than 1 in a million"),
    ],
)
def test_chances_are_told_so_that_they_can_be_read(probability: float, told: str) -> None:
    assert chance(probability) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("SRB", "Serbia"),
        ("SRB MIL", "the armed forces of Serbia"),
        ("CAF UAF", "unidentified armed men in the Central African Republic"),
        ("IGO:UN", "the United Nations"),
        ("IGO:UN MIL", "troops of the United Nations"),
        ("IGO:NATO", "NATO"),
        ("--- REB", "rebels"),
        ("---", "somebody not named"),
    ],
)
def test_no_code_stands_in_a_sentence(code: str, told: str) -> None:
    assert names.of_code(code) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The rebel group 3R", "the rebel group 3R"),
        ("a military officer", "“a military officer”"),
        ("Captain Firmin Yakete", "Captain Firmin Yakete"),
        ("A Ukrainian MiG-29", "“A Ukrainian MiG-29”"),
        ("gunmen", "“gunmen”"),
    ],
)
def test_names_stand_bare_and_other_words_in_quotation_marks(words: str, told: str) -> None:
    assert names.told(words) == told
