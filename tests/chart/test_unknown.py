"""Hatching fills what is unknown, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vedette.chart.unknown import joined, lines

FIRST = date(2024, 1, 1)
LAST = date(2024, 12, 31)
STRETCHES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 60)).map(
        lambda pair: (FIRST + timedelta(days=pair[0]), FIRST + timedelta(days=pair[0] + pair[1]))
    ),
    max_size=6,
)


@given(STRETCHES)
def test_lines_stay_within_what_is_unknown(stretches: list[tuple[date, date]]) -> None:
    whole = joined(stretches)
    for line in lines(whole, FIRST, LAST):
        assert any(f"{since}T" <= line["foot"] and line["head"] <= f"{until}T00:00:01Z" for since, until in whole)


@given(STRETCHES)
def test_joined_stretches_lie_apart_and_hold_the_same_days(stretches: list[tuple[date, date]]) -> None:
    whole = joined(stretches)
    assert all(one[1] < other[0] for one, other in pairwise(whole))
    days = {since + timedelta(days=at) for since, until in stretches for at in range((until - since).days)}
    assert days == {since + timedelta(days=at) for since, until in whole for at in range((until - since).days)}
