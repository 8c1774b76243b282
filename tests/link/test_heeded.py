"""What was ordered by hand is heeded, and no more than that."""

from __future__ import annotations

from tests.link.test_incidents import ALL, DENIAL, ELSEWHERE, MONDAY, TUESDAY, UPDATE, content, reports
from vedette.link import link
from vedette.link.gathered import Heeded
from vedette.records import Reading


def pair(one: Reading, other: Reading) -> tuple[str, str]:
    first, second = sorted((one.events[0].id, other.events[0].id))
    return first, second


def test_events_put_together_are_one_incident() -> None:
    heeded = Heeded(together=[pair(TUESDAY, ELSEWHERE)])
    assert reports(link(ALL, heeded=heeded)) == [["a", "c", "d"], ["b", "e"]]


def test_events_kept_apart_are_two() -> None:
    linked = link(ALL, heeded=Heeded(apart=[pair(MONDAY, UPDATE)]))
    assert not any({"a", "c"} <= set(group) for group in reports(linked))


def test_an_event_left_out_is_told_with_the_reason() -> None:
    linked = link(ALL, heeded=Heeded(left={DENIAL.events[0].id: "left out by hand: no denial (A. Berg)"}))
    assert reports(linked) == [["a", "c"], ["b"], ["e"]]
    assert [left.why for left in linked.left] == ["left out by hand: no denial (A. Berg)"]


def test_what_is_taken_back_leaves_no_trace() -> None:
    ordered = link(ALL, heeded=Heeded(together=[pair(TUESDAY, ELSEWHERE)], apart=[pair(MONDAY, UPDATE)]))
    assert content(link([], ordered)) == content(link(ALL))
