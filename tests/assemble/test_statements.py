"""Statements come out with the words, speakers and cues that an annotator would give."""

from __future__ import annotations

import pytest

from tests.assemble.stubs import STUBS, assembled, quotation_spans, sentence_spans
from tests.assemble.tables import cases
from vedette.assemble import assemble
from vedette.records import Report, Statement


def told(statement: Statement) -> dict[str, str]:
    return {
        "speaker": statement.speaker.span.text,
        "cue": statement.cue.text if statement.cue else "-",
        "content": statement.content.text,
        "quoted": "yes" if statement.quoted else "no",
        "anonymous": "yes" if statement.anonymous else "no",
    }


@pytest.mark.parametrize("case", cases("statements.tsv"), ids=lambda case: case["promise"])
def test_a_report_attributes(case: dict[str, str]) -> None:
    wanted = {key: case[key] for key in ("speaker", "cue", "content", "quoted", "anonymous")}
    assert wanted in [told(statement) for statement in assembled(case["text"], []).statements]


@pytest.mark.parametrize("case", cases("no_statements.tsv"), ids=lambda case: case["promise"])
def test_nobody_says(case: dict[str, str]) -> None:
    assert [told(statement) for statement in assembled(case["text"], []).statements] == []


def test_an_event_belongs_to_the_words_that_tell_it() -> None:
    made = assembled(
        "The governor said rebels shelled the dam on Monday.",
        ["ASSAULT.heavy-weapons actual | shelled | actor=rebels; source=The governor"],
    )
    (statement,) = made.statements
    assert statement.events == (made.events[0].id,)


def test_a_source_in_an_earlier_sentence_speaks_the_whole_sentence() -> None:
    made = assembled(
        "The ministry gave an account of the night. Rebels shelled the dam.",
        ["ASSAULT.heavy-weapons actual | shelled | actor=Rebels; source=The ministry"],
    )
    (statement,) = made.statements
    assert (statement.speaker.span.text, statement.cue, statement.content.text) == (
        "The ministry",
        None,
        "Rebels shelled the dam",
    )


def test_two_sources_of_one_sentence_make_two_statements() -> None:
    made = assembled(
        "Three people were killed, a nurse and two witnesses said.",
        ["ASSAULT actual | killed | killed=Three people; source=a nurse; source=two witnesses"],
    )
    assert [statement.speaker.span.text for statement in made.statements] == ["a nurse", "two witnesses"]


def test_a_demand_is_said_by_its_actor() -> None:
    made = assembled(
        "Ecuador called on Peru to withdraw its troops from the ridge.",
        [
            "REQUEST.yield actual | called on | actor=Ecuador; recipient=Peru",
            "RETREAT.withdraw hypothetical | withdraw | actor=Peru; force=its troops; source=Ecuador",
        ],
    )
    (statement,) = made.statements
    assert told(statement) | {"quoted": ""} == {
        "speaker": "Ecuador",
        "cue": "called on",
        "content": "Peru to withdraw its troops from the ridge",
        "quoted": "",
        "anonymous": "no",
    }
    assert made.events[1].id in statement.events


def test_a_marked_source_is_the_speaker_of_his_cue() -> None:
    made = assembled(
        "Two people familiar with the plan, neither of whom agreed to be named, said tanks had moved.",
        ["MOBILIZE.weapons actual | moved | force=tanks; source=Two people familiar with the plan"],
    )
    (statement,) = made.statements
    assert (statement.speaker.span.text, statement.anonymous) == ("Two people familiar with the plan", True)


def test_a_quotation_that_follows_its_speaker_goes_on() -> None:
    text = "“The road is closed to all of us,” Minister Tarr said. “Nobody told us why it was closed.”"
    second = assembled(text, []).statements[1]
    assert (second.speaker.span.text, second.cue, second.quoted) == ("Minister Tarr", None, True)


def test_an_assurance_without_an_event_is_kept() -> None:
    made = assembled("“We will always take measures to keep the roads open,” Minister Tarr added.", [])
    assert len(made.statements) == 1
    assert made.statements[0].events == ()


def issued(text: str, source: str) -> list[tuple[str, str]]:
    """Speaker and content of each statement of a report that this outlet put out."""
    made = assemble(
        Report("r-1", text, source=source),
        [],
        sentences=sentence_spans(text),
        quotations=quotation_spans(text),
        resolvers=STUBS,
        intensity=lambda _type, _mode: 0.0,
    )
    return [(statement.speaker.span.text, statement.content.text) for statement in made.statements]


COMMUNIQUE = "The Ministry of Defence rejects this. The ridge is in our hands. A herder said shells had fallen."


def test_a_communique_is_its_issuers_words_but_for_what_others_say() -> None:
    assert issued(COMMUNIQUE, "Peruvian Ministry of Defence") == [
        ("The Ministry of Defence", "The Ministry of Defence rejects this"),
        ("The Ministry of Defence", "The ridge is in our hands"),
        ("A herder", "shells had fallen"),
    ]


@pytest.mark.parametrize("source", ["", "The Lima Ledger", "Ministry of Works", "Ministry", "Defence Ministry Radio"])
def test_a_report_of_anybody_else_is_not(source: str) -> None:
    assert issued(COMMUNIQUE, source) == [("A herder", "shells had fallen")]


def test_a_communique_may_call_its_house_by_the_noun_alone() -> None:
    text = "A patrol was fired on at dawn. The Ministry has informed the guarantors."
    assert issued(text, "Peruvian Ministry of Defence") == [
        ("The Ministry", "A patrol was fired on at dawn"),
        ("The Ministry", "The Ministry has informed the guarantors"),
    ]


def test_the_noun_alone_is_nobodys_where_another_house_has_it_too() -> None:
    text = "A patrol was fired on at dawn. The Ministry of Health said two men had died. The Ministry has told the guarantors."
    assert issued(text, "Peruvian Ministry of Defence") == [("The Ministry of Health", "two men had died")]


def test_one_label_makes_no_transcript() -> None:
    assert [
        told(each) for each in assembled("LIMA: Four ships came in before noon. They left at once.", []).statements
    ] == []
