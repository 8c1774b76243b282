"""What is found of some days is what is found of all, or is told as open."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.link.told import PLACES, reading
from vedette.link import fingerprint, link
from vedette.link.block import BUCKET_DAYS
from vedette.link.gathered import Gathered, Heeded, gathered
from vedette.link.telling import report_key, tellings
from vedette.link.window import CLEAR, Reach, Window, find, stretch
from vedette.records import Reading

FIRST = date(2024, 1, 1)
WORDS = ["market", "bridge", "school", "ferry", "mill", "depot"]


def told(day: int, what: int, place: str) -> Reading:
    published = FIRST + timedelta(days=day)
    text = f"Gunmen attacked the {WORDS[what]} of {PLACES[place].name} and shot two people, told {day} days on."
    return reading(f"r{day}-{what}-{place}", str(published), text, f"ASSAULT.firearms:attacked@{place}")


def known(readings: list[Reading]) -> Gathered:
    by_key = {report_key(each.report): each for each in readings}
    prints = {key: fingerprint(each.report) for key, each in by_key.items()}
    return gathered(by_key, {key: tellings(each) for key, each in by_key.items()}, prints, Heeded())


def every(_: Reach) -> bool:
    return True


READINGS = st.lists(
    st.builds(told, st.integers(0, 400), st.integers(0, 5), st.sampled_from(["Orvel", "Tessin"])),
    unique_by=lambda each: each.report.id,
    max_size=40,
)


@given(READINGS)
@settings(max_examples=40)
def test_without_edges_it_is_what_linking_finds(readings: list[Reading]) -> None:
    found = find(known(readings), Window(), every)
    assert sorted(found.groups) == sorted(incident.events for incident in link(readings).incidents)
    assert found.open == ()


@given(READINGS, st.integers(0, 40), st.integers(8, 30))
@settings(max_examples=60)
def test_closed_parts_of_a_window_are_incidents_of_the_whole(readings: list[Reading], first: int, length: int) -> None:
    low = stretch(FIRST) + first
    high = low + length
    some = [each for each in readings if low <= stretch(each.report.published) <= high]
    found = find(known(some), Window(low, high), every)
    whole = {incident.events for incident in link(readings).incidents}
    assert set(found.groups) <= whole
    inner = [
        events
        for events in whole
        if all(
            low + 2 * CLEAR <= stretch(each.report.published) <= high - 2 * CLEAR
            for each in readings
            for event in each.events
            if event.id in events
        )
    ]
    assert found.open or all(events in found.groups for events in inner)


def test_what_is_tied_by_hand_reaches_as_far() -> None:
    one = told(10, 0, "Orvel")
    ties = {report_key(one.report): (stretch(FIRST), stretch(FIRST) + 40)}
    found = find(known([one]), Window(stretch(FIRST) - 20, stretch(FIRST) + 20), every, ties)
    assert found.groups == []
    assert (found.before, found.after) == (False, True)
    assert BUCKET_DAYS * 40 > 365
