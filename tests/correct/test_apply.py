"""What corrections do to a reading: nothing in silence, the later word holds, and what is withdrawn no longer tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import stand_ins
from tests.correct.made import NOON, correction, of_source, set_, withdrawal
from vedette.correct import RULE, applied, corrected, report_key, settled, standing
from vedette.records import Correction, Count, Event, Reading, Span, When, Where, Who
from vedette.store import tables

READING = stand_ins.reading()
FOUR = Count(4, 4)


def event(*corrections: Correction, reading: Reading = READING) -> Event:
    (one,) = corrected(reading, corrections).events
    return one


def test_a_value_set_by_hand_says_who_when_and_why_and_keeps_the_value_before() -> None:
    (force,) = event(set_("force.count", Count(210, 210))).role("force")
    assert force.count is not None
    assert (force.count.value, force.count.rule) == (Count(210, 210), RULE)
    assert force.count.note == "corrected by A. Berg on 2026-01-05: a look at it"
    assert [each.value for each in force.count.passed_over] == ["200"]
    assert force.count.span == stand_ins.span("200"), "the words stay those of the report"


@pytest.mark.parametrize(
    ("field", "kind", "value"),
    [
        ("actor.who", "who", Who("XKX COP", "XKX", "COP", None)),
        ("place.where", "where", Where("Orvel", "FRA", None, "city", 50.0, 3.0, 2.0, 1)),
        ("time.when", "when", When(date(2024, 3, 2), date(2024, 3, 4), "range")),
        ("force.count", "count", Count(3, None, approximate=True, unit="men")),
        ("source.who", "who", None),
    ],
)
def test_every_kind_of_value_can_be_set(field: str, kind: str, value: object) -> None:
    (argument,) = event(set_(field, value)).role(field.partition(".")[0])
    assert getattr(argument, kind).value == value


def test_a_value_of_a_role_that_no_words_fill_stands_at_the_trigger_or_at_the_words_that_were_named() -> None:
    (bare,) = event(set_("killed.count", FOUR)).role("killed")
    (named,) = event(set_("killed.count", FOUR, words=stand_ins.span("soldiers"))).role("killed")
    assert (bare.span, named.span) == (stand_ins.span("deployed"), stand_ins.span("soldiers"))


def test_a_type_brings_its_intensity_and_ends_the_force_entry_that_followed_from_the_old_one() -> None:
    done = applied(READING, [set_("type", "ASSAULT.firearms")])
    (one,) = done.reading.events
    assert (one.type, one.mode) == ("ASSAULT", "firearms")
    assert one.intensity < READING.events[0].intensity
    assert done.reading.postures == ()
    assert done.left_out[READING.postures[0].id].field == "type"


def test_a_denied_event_denies_its_force_entry() -> None:
    (entry,) = corrected(READING, [set_("status", "negated")]).postures
    assert entry.status == "denied"


def test_what_was_taken_from_a_value_follows_it() -> None:
    place = Where("Orvel", "FRA", None, "city", 50.0, 3.0, 2.0, 1)
    result = corrected(
        READING, [set_("place.where", place), set_("source.who", Who("MLI GOV", "MLI", "GOV", None), hours=1)]
    )
    (entry,), (said,) = result.postures, result.statements
    assert entry.where is not None
    assert entry.source is not None
    assert (entry.where.value, entry.where.rule) == (place, RULE)
    assert entry.source == said.speaker.who
    assert said.speaker.who.rule == RULE


def test_a_rejected_event_takes_its_force_entry_along_and_its_statement_stays_said() -> None:
    done = applied(READING, [correction("reject")])
    (said,) = done.reading.statements
    assert (done.reading.events, done.reading.postures, said.events) == ((), (), ())
    assert set(done.left_out) == {READING.events[0].id, READING.postures[0].id}
    assert "left out by hand: a look at it (A. Berg)" in done.reading.problems[-1].message


def test_of_two_that_contradict_the_later_holds_and_the_earlier_stays_beside_it() -> None:
    (force,) = event(set_("force.count", FOUR, hours=2), set_("force.count", Count(5, 5), hours=1)).role("force")
    assert force.count is not None
    assert force.count.value == FOUR
    assert [each.value for each in force.count.passed_over] == ["5", "200"]
    assert corrected(READING, [correction("reject"), correction("keep", hours=1)]).events == READING.events
    assert corrected(READING, [correction("reject", hours=1), correction("keep")]).events == ()


def test_what_was_withdrawn_applies_until_then() -> None:
    reject = correction("reject")
    given = settled([withdrawal(reject, 5), reject])
    assert corrected(READING, given) == READING
    assert corrected(READING, given, NOON + timedelta(hours=1)).events == ()
    assert corrected(READING, given, NOON + timedelta(hours=5)) == READING
    assert corrected(READING, given, NOON - timedelta(hours=1)) == READING


def test_an_excluded_source_does_not_count_but_for_events_that_are_kept_since() -> None:
    exclude = of_source("exclude")
    assert corrected(READING, [exclude]).events == ()
    assert corrected(READING, [exclude, correction("keep", hours=1)]).events == READING.events
    assert corrected(READING, [exclude, of_source("keep", hours=1)]).events == READING.events
    assert corrected(READING, [of_source("exclude", "Other")]) == READING


def test_a_mistrusted_source_is_kept_and_marked() -> None:
    done = applied(READING, [of_source("mistrust")])
    assert done.reading.events == READING.events
    assert done.mistrusted is not None
    assert done.reading.problems[-1].kind == "source-mistrusted"


def read_anew(trigger: str, kind: str = "MOBILIZE") -> Reading:
    """The report as another model reads it: the event at other words, of perhaps another type, with another id."""
    (old,) = READING.events
    return replace(
        READING, events=(replace(old, id="f" * 16, type=kind, trigger=stand_ins.span(trigger)),), postures=()
    )


def test_a_correction_finds_its_event_again_where_type_and_words_agree() -> None:
    reading = read_anew("deployed 200")
    (force,) = event(set_("force.count", FOUR), reading=reading).role("force")
    assert force.count is not None
    assert force.count.value == FOUR


@pytest.mark.parametrize("reading", [read_anew("said"), read_anew("deployed", "ASSAULT")], ids=["words", "type"])
def test_a_correction_whose_event_is_not_there_falls_on_nothing_else_and_is_told(reading: Reading) -> None:
    made = set_("force.count", FOUR)
    done = applied(reading, [made])
    assert done.unplaced == (made,)
    assert done.reading.events == reading.events
    assert done.reading.problems[-1].kind == "correction-unplaced"


def test_a_type_that_was_set_by_hand_is_found_again_where_the_model_says_so_itself() -> None:
    reading = read_anew("deployed", "ASSAULT")
    done = applied(reading, [set_("type", "ASSAULT"), set_("killed.count", FOUR, hours=1)])
    assert done.unplaced == ()
    assert done.reading.events[0].role("killed")


def test_of_two_events_as_likely_none_is_taken() -> None:
    (old,) = READING.events
    two = tuple(replace(old, id=name * 16, trigger=stand_ins.span("deployed")) for name in "ef")
    assert applied(replace(READING, events=two), [correction("reject")]).unplaced


def test_another_report_of_the_same_id_is_not_touched() -> None:
    other = replace(READING, report=replace(READING.report, text=READING.report.text + " Later more."))
    assert corrected(other, [correction("reject")]) == other


def test_keys_of_reports_are_those_of_lakes() -> None:
    assert report_key(READING.report) == tables.key(READING.report)


WORDS = st.sampled_from(["reject", "keep", "set", "mistrust", "exclude"])


@st.composite
def several(draw: st.DrawFn) -> list[Correction]:
    made = []
    for hours, what in enumerate(draw(st.lists(WORDS, max_size=6))):
        if what == "set":
            made.append(set_("force.count", Count(hours, hours), hours=hours))
        else:
            made.append(
                of_source(what, hours=hours) if what in {"mistrust", "exclude"} else correction(what, hours=hours)
            )
    return made


@settings(max_examples=60)
@given(several(), st.randoms())
def test_the_order_in_which_corrections_come_does_not_matter_and_none_is_lost(
    made: list[Correction], random: object
) -> None:
    shuffled = sorted(made, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert applied(READING, shuffled) == applied(READING, made)
    assert standing(shuffled) == tuple(made)


@settings(max_examples=60)
@given(several())
def test_spans_of_a_corrected_reading_stand_in_its_text(made: list[Correction]) -> None:
    for one in corrected(READING, made).events:
        for argument in one.arguments:
            words: Span = argument.span
            assert READING.report.text[words.start : words.end] == words.text
