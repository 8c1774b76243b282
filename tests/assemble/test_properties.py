"""What holds for any text and any marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.assemble.stubs import STUBS, quotation_spans, report, sentence_spans
from vedette.assemble import Assembled, assemble
from vedette.assemble.status import rows
from vedette.records import EventMention, Mention, Span

WORDS = [
    "Chad", "the minister", "said", "told", "that", "“", "”", '"', ",", ".", ";", ":", "(", ")", "according to", "troops",
    "40 soldiers", "a battalion", "deployed", "and", "who", "he", "on Monday", "adding", "withdrew", "’", "not", "—", "é",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
TYPES = ["MOBILIZE", "RETREAT", "REQUEST", "THREATEN", "AID", "AGREE", "ASSAULT"]
ROLES = ["actor", "recipient", "force", "source", "time", "place", "origin"]
STATUSES = ["actual", "ongoing", "planned", "hypothetical", "negated"]


def spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12))
    return ends.map(lambda at: Span(text[at[0] : at[0] + at[1]], at[0], min(len(text), at[0] + at[1])))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[EventMention]]:
    text = draw(TEXTS.filter(bool))
    argument = st.builds(Mention, st.sampled_from(ROLES), spans(text), st.just(0.5))
    event = st.builds(
        EventMention,
        st.sampled_from(TYPES),
        st.sampled_from(["withdraw", "troops", None]),
        st.sampled_from(STATUSES),
        st.just(()),
        spans(text),
        st.lists(argument, max_size=4).map(tuple),
        st.floats(0, 1),
    )
    return text, draw(st.lists(event, max_size=4))


def made(text: str, mentions: list[EventMention]) -> Assembled:
    return assemble(
        report(text),
        mentions,
        sentences=sentence_spans(text),
        quotations=quotation_spans(text),
        resolvers=STUBS,
        intensity=lambda _type, _mode: 0.0,
    )


def all_spans(told: Assembled) -> list[Span]:
    found = [event.trigger for event in told.events]
    found += [posture.force for posture in told.postures]
    for statement in told.statements:
        found += [statement.speaker.span, statement.content, *([statement.cue] if statement.cue else [])]
    return found


@given(marked())
def test_every_span_is_a_stretch_of_the_report(case: tuple[str, list[EventMention]]) -> None:
    text, mentions = case
    assert all(text[span.start : span.end] == span.text for span in all_spans(made(text, mentions)))


@given(marked())
def test_ids_are_the_same_in_a_second_run_and_never_shared(case: tuple[str, list[EventMention]]) -> None:
    told = made(*case)
    assert told == made(*case)
    for group in (told.events, told.statements, told.postures):
        ids = [one.id for one in group]
        assert len(ids) == len(set(ids))


@given(marked())
def test_what_statements_and_postures_point_to_is_there(case: tuple[str, list[EventMention]]) -> None:
    told = made(*case)
    known = {event.id for event in told.events}
    assert all(set(statement.events) <= known for statement in told.statements)
    assert all(posture.event in known for posture in told.postures)


@given(marked())
def test_an_event_with_a_source_is_told_by_a_statement(case: tuple[str, list[EventMention]]) -> None:
    told = made(*case)
    claimed = {name for statement in told.statements for name in statement.events}
    inside = sentence_spans(case[0])
    for event in told.events:
        in_sentence = any(start <= event.trigger.start < end for start, end in inside)
        assert event.id in claimed or not event.role("source") or not in_sentence


def test_every_row_of_the_status_table_can_be_reached() -> None:
    seen: set[tuple[str, str, str, str, str]] = set()
    for row in rows():
        key = (row.type, row.mode, row.status, row.words, row.evidence)
        assert key not in seen
        seen.add(key)
