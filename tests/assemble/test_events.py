"""Events carry what the reader marked, resolved by role; what is incoherent is repaired and named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assemble.stubs import STUBS, assembled, mention, report
from vedette.assemble import Assembled, assemble
from vedette.ontology.kinds import KINDS
from vedette.records import EventMention, Mention, Span, digest

TEXT = "Chad deployed 40 soldiers to the lake on Monday."
LINE = "MOBILIZE.troops actual | deployed | actor=Chad; force=40 soldiers; place=the lake; time=Monday"


def made(*mentions: EventMention) -> Assembled:
    return assemble(
        report(TEXT),
        mentions,
        sentences=((0, len(TEXT)),),
        quotations=(),
        resolvers=STUBS,
        intensity=lambda type_, mode: -6.5 if (type_, mode) == ("MOBILIZE", "troops") else 0.0,
        modes=lambda type_: ("troops", "weapons") if type_ == "MOBILIZE" else (),
    )


@pytest.mark.parametrize("role", KINDS)
def test_each_role_is_resolved_as_what_it_is(role: str) -> None:
    (event,) = assembled("Chad acted.", [f"ASSAULT actual | acted | {role}=Chad"]).events
    (argument,) = event.arguments
    found = {kind for kind in ("who", "when", "where", "count") if getattr(argument, kind) is not None}
    assert found == set(KINDS[role])


def test_an_id_is_the_hash_of_report_trigger_and_type() -> None:
    (event,) = made(mention(TEXT, LINE)).events
    assert event.id == digest(*report(TEXT).key, "5", "13", "MOBILIZE")
    assert made(mention(TEXT, LINE)) == made(mention(TEXT, LINE))


def test_the_intensity_is_that_of_type_and_mode() -> None:
    assert made(mention(TEXT, LINE)).events[0].intensity == -6.5


def test_an_event_without_a_time_keeps_none() -> None:
    two = ["MOBILIZE.troops actual | deployed | actor=Chad", "ASSAULT actual | on | time=Monday"]
    assert assembled(TEXT, two).events[0].role("time") == ()


def test_a_mode_that_the_type_lacks_is_left_out_with_a_problem() -> None:
    told = made(replace(mention(TEXT, LINE), mode="curfew"))
    assert told.events[0].mode is None
    assert [problem.kind for problem in told.problems] == ["mode-unknown"]


def test_an_unknown_status_is_read_as_actual_with_a_problem() -> None:
    told = made(replace(mention(TEXT, LINE), status="perhaps"))
    assert told.events[0].status == "actual"
    assert [problem.kind for problem in told.problems] == ["status-unknown"]


def test_one_trigger_read_twice_is_one_event_with_all_arguments() -> None:
    one = mention(TEXT, "MOBILIZE.troops actual | deployed | actor=Chad")
    other = replace(mention(TEXT, "MOBILIZE.troops planned | deployed | time=Monday"), score=0.4)
    told = made(one, other)
    (event,) = told.events
    assert (event.status, [argument.role for argument in event.arguments]) == ("actual", ["actor", "time"])
    assert [problem.kind for problem in told.problems] == ["event-read-twice"]


def test_one_trigger_of_two_types_is_two_events() -> None:
    told = assembled(TEXT, [LINE, "AID actual | deployed | actor=Chad"])
    assert [event.type for event in told.events] == ["AID", "MOBILIZE"]


def test_a_trigger_outside_the_text_is_put_aside_with_a_problem() -> None:
    told = made(replace(mention(TEXT, LINE), trigger=Span("nowhere", 100, 107)))
    assert told.events == ()
    assert [problem.kind for problem in told.problems] == ["event-outside-text"]


@pytest.mark.parametrize(
    "wrong", [Mention("owner", Span("Chad", 0, 4), 0.9), Mention("actor", Span("Chad", 1, 5), 0.9)]
)
def test_an_unusable_argument_is_put_aside_with_a_problem(wrong: Mention) -> None:
    told = made(replace(mention(TEXT, LINE), arguments=(wrong,)))
    assert told.events[0].arguments == ()
    assert [problem.kind for problem in told.problems] == ["argument-unusable"]
    assert "Chad" in told.problems[0].message
