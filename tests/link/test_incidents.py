"""One happening is one incident, however it is told; two are two, however alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assemble.tables import cases
from tests.link.told import reading
from vedette.link import Linked, link
from vedette.records import Incident, Reading

MONDAY = reading(
    "a",
    "2024-05-06",
    "A bomb went off at the grain market of Orvel on Monday, killing four porters.",
    "ASSAULT.explosives:went off@Orvel=2024-05-06 killed:four",
)
TUESDAY = reading(
    "b",
    "2024-05-07",
    "A bomb went off beside the post office of Orvel on Tuesday.",
    "ASSAULT.explosives:went off@Orvel=2024-05-07",
)
UPDATE = reading(
    "c",
    "2024-05-08",
    "The toll of Monday's bomb at the grain market of Orvel rose to six.",
    "ASSAULT.explosives:bomb@Orvel=2024-05-06 killed:six",
)
DENIAL = reading(
    "d",
    "2024-05-08",
    "The militia denied that it had set off the bomb at the grain market of Orvel on Monday.",
    "ASSAULT.explosives:set off@Orvel=2024-05-06 negated",
)
ELSEWHERE = reading(
    "e",
    "2024-05-06",
    "Gunmen shot dead two ferrymen at Tessin on Monday.",
    "ASSAULT.firearms:shot dead@Tessin=2024-05-06 killed:two",
)
EMPTY = reading("f", "2024-05-06", "Nothing was heard from Orvel on Monday.")
ALL = (MONDAY, TUESDAY, UPDATE, DENIAL, ELSEWHERE, EMPTY)


def of_case(case: dict[str, str]) -> list[Reading]:
    return [reading(which, case[f"{which}_day"], case[which], case[f"{which}_events"]) for which in ("one", "other")]


def reports(linked: Linked) -> list[list[str]]:
    return sorted(sorted(incident.reports) for incident in linked.incidents)


def content(linked: Linked) -> set[Incident]:
    return {replace(incident, id="", history=()) for incident in linked.incidents}


@pytest.mark.parametrize("case", cases("incidents.tsv"), ids=lambda case: case["why"])
def test_two_reports_are_of_one_incident_or_of_two(case: dict[str, str]) -> None:
    together = [incident for incident in link(of_case(case)).incidents if len(incident.reports) > 1]
    assert bool(together) == (case["same"] == "yes")


def test_attacks_on_following_days_stay_apart_and_the_update_joins_the_first() -> None:
    assert reports(link(ALL)) == [["a", "c", "d"], ["b"], ["e"]]


def test_every_event_is_of_an_incident_or_left_with_a_reason() -> None:
    linked = link([*ALL, reading("g", "2024-05-06", "Troops will go to Orvel.", "MOBILIZE.troops:go@Orvel planned")])
    told = {event.id for each in linked.readings.values() for event in each.events}
    joined = [event for incident in linked.incidents for event in incident.events]
    assert sorted((*joined, *(left.event for left in linked.left))) == sorted(told)
    assert all(left.why for left in linked.left)


def test_every_joined_event_says_why() -> None:
    (first, *_) = (incident for incident in link(ALL).incidents if len(incident.reports) > 1)
    assert {joined.event for joined in first.joined} == set(first.events[1:])
    for joined in first.joined:
        assert joined.to in first.events
        assert {part.part for part in joined.parts} >= {"type", "time", "place", "sentence"}


def test_background_makes_no_incident_and_joins_none_of_today() -> None:
    old = reading(
        "y",
        "2024-05-07",
        "Three years ago a bomb went off at the same market of Orvel.",
        "ASSAULT.explosives:went off@Orvel=2021-05-06",
    )
    linked = link([MONDAY, old])
    assert reports(linked) == [["a"]]
    assert ["background" in left.why for left in linked.left] == [True]


def test_a_denial_alone_makes_no_incident() -> None:
    assert reports(link([DENIAL])) == []


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_neither_order_nor_the_day_of_arrival_matters(order: tuple[int, ...]) -> None:
    linked = None
    for at in order:
        linked = link([ALL[at]], linked)
    assert linked is not None
    assert content(linked) == content(link(ALL[:4]))


@given(st.permutations(ALL), st.integers(0, len(ALL)))
@settings(max_examples=25)
def test_two_batches_give_what_one_gives(shuffled: list[Reading], cut: int) -> None:
    assert content(link(shuffled[cut:], link(shuffled[:cut]))) == content(link(ALL))


@given(st.sets(st.sampled_from(ALL), min_size=1), st.sampled_from(ALL))
@settings(max_examples=25)
def test_a_copy_adds_a_publisher_and_no_voice(chosen: set[Reading], copied: Reading) -> None:
    whole = [*chosen, copied]
    before = link(whole)
    copy = reading("zz", copied.report.published.isoformat() if copied.report.published else "", copied.report.text)
    copy = replace(copy, events=tuple(replace(event, id=f"copy of {event.id}") for event in copied.events))
    after = link([copy], before)
    assert [incident.voices for incident in after.incidents] == [incident.voices for incident in before.incidents]
    assert all("zz" in incident.sources for incident in after.incidents if copied.report.id in incident.reports)


@given(st.sets(st.sampled_from(ALL)))
@settings(max_examples=25)
def test_a_report_without_events_changes_nothing(chosen: set[Reading]) -> None:
    assert content(link([*chosen, EMPTY])) == content(link(chosen))


def test_an_incident_keeps_its_name_when_an_earlier_report_comes_to_be_known() -> None:
    late = link([UPDATE])
    both = link([MONDAY], late)
    assert [incident.id for incident in both.incidents] == [incident.id for incident in late.incidents]
    assert both.incidents[0].reports == ("a", "c")


def test_a_report_read_anew_replaces_its_reading() -> None:
    first = link(ALL)
    assert reports(link([replace(TUESDAY, events=())], first)) == [["a", "c", "d"], ["e"]]
