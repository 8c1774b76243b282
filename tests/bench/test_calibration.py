"""A score that is right as often as it says has no error."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.calibration import as_text, bins_of, expected_error, judge
from bench.corpus import Found, Report


def test_a_perfect_reading_that_is_sure_has_no_error(reports: list[Report], found: dict[str, Found]) -> None:
    judged = judge(reports, found)
    assert {expected_error(each) for each in judged.values()} == {0.0}
    assert len(judged["trigger"]) == 8


def test_arguments_of_unmatched_events_are_left_out(reports: list[Report], found: dict[str, Found]) -> None:
    event = replace(found["one"].events[0], type="AID")
    judged = judge(reports, {"one": Found("one", (event,))})
    assert judged == {"trigger": [(1.0, False)]}


def test_exact_is_stricter(reports: list[Report], found: dict[str, Found]) -> None:
    event = found["one"].events[0]
    wider = replace(event, arguments=tuple(replace(each, end=each.end + 1) for each in event.arguments))
    loose = judge(reports, {"one": Found("one", (wider,))})
    strict = judge(reports, {"one": Found("one", (wider,))}, exact=True)
    assert loose["actor"] == [(1.0, True)]
    assert strict["actor"] == [(1.0, False)]


@pytest.mark.parametrize(("judged", "error"), [([], 0), ([(0.9, False)], 0.9), ([(0.3, True), (1.0, False)], 0.85)])
def test_error_is_the_mean_distance_of_said_and_right(judged: list[tuple[float, bool]], error: float) -> None:
    assert expected_error(judged) == pytest.approx(error)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_score_falls_into_one_bin(judged: list[tuple[float, bool]]) -> None:
    assert sum(each.count for each in bins_of(judged)) == len(judged)
    assert 0 <= expected_error(judged) <= 1


def test_the_diagram_shows_what_is_said_and_what_is_right(reports: list[Report], found: dict[str, Found]) -> None:
    assert "1.00 right, 1.00 said, 8" in as_text(judge(reports, found))
