"""Mentions of one report agree once its words are heard; what they leave open stays as it was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assemble.stubs import STUBS, assembled, mention, quotation_spans, report, sentence_spans
from tests.assemble.tables import cases
from vedette.assemble import assemble
from vedette.assemble.coherence import coherent
from vedette.assemble.edges import tidy
from vedette.assemble.rotations import rotation
from vedette.records import EventMention, Span


def agreed(case: dict[str, str]) -> tuple[EventMention, ...]:
    text = case["text"]
    mentions = [mention(text, line) for line in case["marks"].split(" // ")]
    return coherent(text, mentions, sentence_spans(text), quotation_spans(text))


def told(one: EventMention) -> str:
    return f"{one.type}{'.' if one.mode else ''}{one.mode or ''} {one.status}"


def arguments(one: EventMention) -> set[str]:
    return {f"{each.role}={each.span.text}" for each in one.arguments}


@pytest.mark.parametrize("case", cases("coherence.tsv"), ids=lambda case: case["promise"])
def test_mentions_agree(case: dict[str, str]) -> None:
    (one,) = (one for one in agreed(case) if one.trigger.text == case["trigger"])
    assert told(one) == case["is"]
    if case["has"] == "-":
        assert "time" not in {each.role for each in one.arguments}
    else:
        assert arguments(one) == set(case["has"].split("; "))


@pytest.mark.parametrize("case", cases("coherence.tsv"), ids=lambda case: case["promise"])
def test_mentions_that_agree_stay_as_they_are(case: dict[str, str]) -> None:
    text, once = case["text"], agreed(case)
    assert coherent(text, once, sentence_spans(text), quotation_spans(text)) == once


@pytest.mark.parametrize("case", cases("coherence.tsv"), ids=lambda case: case["promise"])
def test_what_a_rule_adds_stands_in_the_text(case: dict[str, str]) -> None:
    spans = [each.span for one in agreed(case) for each in one.arguments]
    assert all(case["text"][span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    ("text", "force", "taking"),
    [
        ("Some 60 Irish soldiers, who were later replaced by Thai and Fijian members.", "Some 60 Irish soldiers", ["Thai", "Fijian members"]),
        ("The Irish company in Lima has since been relieved by troops from Chad and Peru.", "The Irish company", ["troops from Chad", "Peru"]),
        ("The Irish company then handed over to 40 Thai soldiers in May.", "The Irish company", ["40 Thai soldiers"]),
        ("Kenyan and Thai troops later took over from the Irish company.", "the Irish company", ["Kenyan", "Thai troops"]),
        ("The Irish company was replaced last week by a Thai platoon and left.", "The Irish company", ["a Thai platoon"]),
        ("The Irish company was not replaced by Thai troops.", "The Irish company", []),
        ("The Irish company could be replaced by Thai troops.", "The Irish company", []),
        ("The Irish company was replaced by General Moreno.", "The Irish company", []),
        ("The Irish company handed over to Thai police two suspects.", "The Irish company", []),
        ("The Irish company were handed over to Thai troops.", "The Irish company", []),
        ("The Irish company under a man who was replaced by Thai troops.", "The Irish company", []),
    ],
)  # fmt: skip
def test_one_force_takes_the_place_of_another(text: str, force: str, taking: list[str]) -> None:
    start = text.index(force)
    found = rotation(text, Span(force, start, start + len(force)), (0, len(text)))
    assert [span.text for span in found.taking] == taking if found else not taking


def test_a_replacement_that_lies_ahead_is_not_done() -> None:
    text = "The Irish company will be replaced by Thai troops."
    found = rotation(text, Span("The Irish company", 0, 17), (0, len(text)))
    assert found is not None
    assert not found.done


def test_a_rotation_that_no_event_tells_makes_lines_by_its_words() -> None:
    text = "On Monday ECOMIB deployed 60 Irish soldiers, who were later replaced by Thai and Fijian members."
    marks = ["MOBILIZE.troops actual | deployed | actor=ECOMIB; force=60 Irish soldiers; time=Monday"]
    lines = assembled(text, marks).postures
    assert [(line.force.text, line.status) for line in lines] == [
        ("60 Irish soldiers", "rotated"),
        ("Thai", "present"),
        ("Fijian members", "present"),
    ]
    assert {line.command.value.code for line in lines if line.command and line.command.value} == {"IGO:ECOWAS MIL"}
    assert {line.when for line in lines} == {None}
    assert len({line.id for line in lines}) == len(lines)


def test_of_speakers_that_overlap_the_longest_speaks() -> None:
    text = "Kenyan envoy Ada Noor said that 40 soldiers left."
    marks = ["RETREAT.withdraw actual | left | force=40 soldiers; source=Kenyan; source=Kenyan envoy Ada Noor"]
    assert [one.speaker.span.text for one in assembled(text, marks).statements] == ["Kenyan envoy Ada Noor"]


def test_an_event_keeps_the_day_whose_words_stand_nearest_and_says_what_was_passed_over() -> None:
    text = "A bomb hit a bar on Monday evening (three dead) and another struck a mill on Tuesday evening."
    made = assembled(
        text, ["ASSAULT.explosives actual | struck | recipient=a mill; time=Monday evening; time=Tuesday evening"]
    )
    (time,) = made.events[0].role("time")
    assert time.span.text == "Tuesday evening"
    assert time.when is not None
    assert [each.value for each in time.when.passed_over] == ["Monday evening"]


@pytest.mark.parametrize(
    "text",
    [
        "Planes struck a mill on Monday and Tuesday.",
        "“On Monday they left, today, on Tuesday, planes struck a mill,” she said.",
    ],
)
def test_days_that_are_joined_or_quoted_both_stay(text: str) -> None:
    made = assembled(text, ["ASSAULT.aerial actual | struck | recipient=a mill; time=Monday; time=Tuesday"])
    assert [each.span.text for each in made.events[0].role("time")] == ["Monday", "Tuesday"]


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("1. Lira", "1. Lira"),
        (". Lira", "Lira"),
        ("Friday.", "Friday"),
        ("the road to Lira.", "the road to Lira"),
        ("the U.S.", "the U.S."),
        ("Monday and", "Monday"),
        ("of Lira", "Lira"),
        ("the Thai company (", "the Thai company"),
        ("the Thai company (180", "the Thai company (180)"),
    ],
)
def test_spans_lose_marks_and_small_words_at_their_edges(marked: str, left: str) -> None:
    text = "1. Lira. On Monday and Friday. Guns stood by the road to Lira. The post of Lira saw the U.S. and the Thai company (180)."
    start = text.index(marked)
    assert tidy(text, Span(marked, start, start + len(marked))).text == left


def test_a_mission_is_meant_by_its_own_bulletin() -> None:
    text = "The Mission sent soldiers to Lira."
    given = replace(report(text), source="UNDOF troops Daily Bulletin")
    marks = [mention(text, "MOBILIZE.troops actual | sent | actor=The Mission; force=soldiers")]
    made = assemble(
        given, marks, sentences=[(0, len(text))], quotations=[], resolvers=STUBS, intensity=lambda _type, _mode: 0.0
    )
    (actor,) = made.events[0].role("actor")
    assert actor.who is not None
    assert actor.who.value is not None
    assert (actor.who.value.code, actor.who.rule) == ("IGO:UN MIL", "issuer-of-bulletin")
