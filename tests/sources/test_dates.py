from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.sources.dates import in_name, parsed

CASES = Path(__file__).parents[1] / "cases" / "dates_published.tsv"


def rows() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        table = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["written"], row["day"], row["why"]) for row in table]


@pytest.mark.parametrize(("written", "day", "why"), rows())
def test_a_date_of_publication_is_the_day_as_written(written: str, day: str, why: str) -> None:
    assert parsed(written) == (date.fromisoformat(day) if day else None), why


@pytest.mark.parametrize("name", ["2023-09-30", "wire_20230930_a.txt", "a2023_09_30.b", "x-2023.09.30.txt"])
def test_a_date_in_a_name_is_found(name: str) -> None:
    assert in_name(name) == date(2023, 9, 30)


@pytest.mark.parametrize("name", ["report", "202309301", "12345678.txt", "2023-0930", "00001231"])
def test_a_number_in_a_name_is_no_date(name: str) -> None:
    assert in_name(name) is None


@given(st.text())
def test_no_words_break_the_reading_of_dates(written: str) -> None:
    assert parsed(written) is None or isinstance(parsed(written), date)


@given(st.dates())
def test_every_iso_date_reads_as_itself(day: date) -> None:
    assert parsed(day.isoformat()) == day
