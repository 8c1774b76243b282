"""Who says what, how the speaker stands to it, and what became of demands and threats."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from tests.analyse.hearsay import reading
from tests.assemble.tables import cases
from vedette.analyse.statements import STANCES, STATES, Asked, told
from vedette.analyse.statements.rows import rows_of
from vedette.analyse.statements.states import RULES
from vedette.cli import picture
from vedette.errors import UsageError
from vedette.records import Heard, Reading

ROOT = Path(__file__).resolve().parents[2]

DEMAND = reading(
    "Ecuador demanded that Peru withdraw its troops from the ridge within 72 hours.",
    [
        "REQUEST.yield actual | demanded | actor=Ecuador; recipient=Peru",
        "RETREAT.withdraw hypothetical | withdraw | actor=Peru; source=Ecuador",
    ],
)
LONG = reading(
    "Ecuador demanded that Peru withdraw its troops from the ridge.",
    [
        "REQUEST.yield actual | demanded | actor=Ecuador; recipient=Peru",
        "RETREAT.withdraw hypothetical | withdraw | actor=Peru; source=Ecuador",
    ],
)
DONE = reading("Peru withdrew its troops.", ["RETREAT.withdraw actual | withdrew | actor=Peru"], "2024-05-12")
EARLIER = reading("Peru withdrew its troops.", ["RETREAT.withdraw actual | withdrew | actor=Peru"], "2024-05-09")
OTHERS = reading("Chad withdrew its troops.", ["RETREAT.withdraw actual | withdrew | actor=Chad"], "2024-05-12")
OF_PRISONERS = reading("Peru freed ten men.", ["RETREAT.release actual | freed | actor=Peru"], "2024-05-12")
NOT_DONE = reading("Peru did not withdraw.", ["RETREAT.withdraw negated | withdraw | actor=Peru"], "2024-05-12")
CALLED_MET = reading("Ecuador said that it considered its demand met.", [], "2024-05-14")
DROPPED = reading("Ecuador said that it had dropped its demand.", [], "2024-05-14")
MAY_DROP = reading("Ecuador said that it would drop its demand if the talks went on.", [], "2024-05-14")
LATER = reading("The mayor said the night had been quiet.", [], "2024-05-20")

THREAT = reading(
    "Thailand warned that it would bomb the bridges of Laos.",
    ["ASSAULT.aerial planned | bomb | actor=Thailand; recipient=Laos; source=Thailand"],
)
BOMBED = reading(
    "Thailand bombed a bridge.", ["ASSAULT.aerial actual | bombed | actor=Thailand; recipient=a bridge"], "2024-05-13"
)
RULED_OUT = reading(
    "Thailand said it would not bomb Laos.",
    ["ASSAULT.aerial negated | bomb | actor=Thailand; recipient=Laos"],
    "2024-05-13",
)


@pytest.mark.parametrize("case", cases("stances.tsv"), ids=lambda case: case["promise"])
def test_the_speaker_stands_so(case: dict[str, str]) -> None:
    lines = [] if case["events"] == "-" else case["events"].split(" || ")
    heard = told([reading(case["text"], lines)])
    assert {each.stance or "-" for each in heard} == {case["stance"]}
    assert case["rule"] == "-" or case["rule"] in {one.rule for each in heard for one in each.stances}


@pytest.mark.parametrize(
    ("readings", "state", "rule"),
    [
        ([DEMAND], "open", "deadline-ahead"),
        ([LONG], "open", "nothing-since"),
        ([LONG, LATER], "open", "nothing-since"),
        ([DEMAND, LATER], "past", "deadline-passed"),
        ([DEMAND, DONE, LATER], "met", "act-was-done"),
        ([LONG, EARLIER], "open", "nothing-since"),
        ([LONG, OTHERS], "open", "nothing-since"),
        ([LONG, OF_PRISONERS], "open", "nothing-since"),
        ([LONG, NOT_DONE], "open", "nothing-since"),
        ([DEMAND, CALLED_MET, LATER], "met", "said-to-be-met"),
        ([LONG, DROPPED], "withdrawn", "dropped-in-words"),
        ([LONG, MAY_DROP], "open", "nothing-since"),
        ([THREAT], "open", "nothing-since"),
        ([THREAT, BOMBED], "met", "act-was-done"),
        ([THREAT, RULED_OUT], "withdrawn", "act-was-ruled-out"),
        ([THREAT, CALLED_MET], "open", "nothing-since"),
    ],
)
def test_a_demand_or_threat_stays_open_until_something_ends_it(readings: list[Reading], state: str, rule: str) -> None:
    first = told(readings)[0]
    assert (first.state, first.state_rule) == (state, rule)


def test_what_was_met_names_the_event_that_met_it() -> None:
    assert told([LONG, DONE])[0].rests_on == (DONE.events[0].id,)


def test_a_deadline_is_the_last_day_that_the_words_give() -> None:
    assert told([DEMAND])[0].deadline == date(2024, 5, 13)
    until = "Ecuador demanded that Peru leave the ridge by Sunday."
    assert told([reading(until, ["REQUEST.yield actual | demanded | actor=Ecuador"])])[0].deadline == date(2024, 5, 12)


def test_a_day_shows_what_was_known_by_then() -> None:
    by_day = [told([DEMAND, DONE, LATER], as_of=date(2024, 5, day))[0].state for day in (10, 11, 12)]
    assert by_day == ["open", "open", "met"]
    assert told([DEMAND], as_of=date(2024, 5, 9)) == ()
    assert told([reading("Peru said it was ready.", (), None)], as_of=date(2024, 5, 9)) == ()


def test_the_order_of_arrival_does_not_matter() -> None:
    readings = [DEMAND, DONE, CALLED_MET, LATER]
    expected = told(readings)
    assert all(told(order) == expected for order in itertools.permutations(readings))


def test_nothing_that_is_no_demand_or_threat_has_a_state() -> None:
    assert [each.state for each in told([LATER, CALLED_MET])] == [None, None]


def contents(asked: Asked, *readings: Reading) -> list[str]:
    return [each.statement.content.text for each in told(readings, asked)]


def test_statements_are_asked_for_by_speaker() -> None:
    said = [LONG, LATER]
    assert len(contents(Asked(speaker=["ECU"]), *said)) == 1
    assert len(contents(Asked(speaker=["mayor"]), *said)) == 1
    assert len(contents(Asked(speaker=["ECU", "mayor"]), *said)) == 2
    assert contents(Asked(speaker=["PER"]), *said) == []


def test_statements_are_asked_for_by_what_they_are_about() -> None:
    said = [LONG, LATER]
    assert contents(Asked(about=["quiet night"]), *said) == ["the night had been quiet"]
    assert len(contents(Asked(about=["RETREAT.withdraw"]), *said)) == 1
    assert contents(Asked(about=["RETREAT.release"]), *said) == []
    assert len(contents(Asked(type=["RETREAT"], actor=["PER"]), *said)) == 1


def test_statements_are_asked_for_by_day_state_and_place() -> None:
    said = [LONG, LATER]
    assert contents(Asked(since=date(2024, 5, 11)), *said) == ["the night had been quiet"]
    assert len(contents(Asked(until=date(2024, 5, 11)), *said)) == 1
    assert len(contents(Asked(state=["open"]), *said)) == 1
    assert contents(Asked(place=["ridge"]), *said) == []


def test_unnamed_speakers_are_asked_for_apart() -> None:
    said = reading("An official who asked not to be named said the pass was shut. Norway said it was open.")
    assert contents(Asked(anonymous=True), said) == ["the pass was shut"]
    assert contents(Asked(anonymous=False), said) == ["it was open"]


def test_statements_are_asked_for_by_how_many_outlets_carry_them() -> None:
    words = "Norway said the pass was shut."
    one, other, again = (
        reading(words, (), name=name, source=source) for name, source in (("a", "X"), ("b", "Y"), ("c", "X"))
    )
    assert told([one, again], Asked(min_sources=2)) == ()
    assert len(told([one, other, again], Asked(min_sources=2))) == 3


@pytest.mark.parametrize("wrong", [{"stance": "shouts"}, {"state": "lost"}, {"colour": "red"}])
def test_a_wrong_filter_is_named_with_what_there_is(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"there are"):
        Asked.of(**wrong)


def test_the_command_line_knows_all_stances_and_states() -> None:
    assert (picture.STANCES, picture.STATES) == (STANCES, STATES)


def test_every_rule_is_explained() -> None:
    page = (ROOT / "docs/how-it-decides/statements.md").read_text("utf-8")
    rules = {row["rule"] for name in ("stances.tsv", "words.tsv", "states.tsv") for row in rows_of(name)}
    assert sorted(rule for rule in rules if f"`{rule}`" not in page) == []
    assert {row["rule"] for row in rows_of("states.tsv")} == set(RULES)


def test_a_statement_is_never_dropped() -> None:
    readings = [DEMAND, DONE, CALLED_MET, LATER, THREAT]
    heard: tuple[Heard, ...] = told(readings)
    assert sorted(each.statement.id for each in heard) == sorted(s.id for one in readings for s in one.statements)
