"""A perfect reading scores 1 everywhere; duplicates, order and wrong events gain nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import Event, Filler, Found, Report
from bench.score import match_events, score, score_report
from bench.tally import Sheet, Tally

TOTALS = ("triggers", "triggers.exact", "typed", "typed.exact", "arguments", "arguments.exact")
TEXT = "x" * 40

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
FILLERS = st.builds(lambda role, span: Filler(role, *span), st.sampled_from(["actor", "place"]), SPANS)
EVENTS = st.builds(
    lambda kind, mode, status, span, fillers: Event(kind, mode, status, span[0], span[1], tuple(fillers)),
    st.sampled_from(["AID", "ASSAULT"]),
    st.sampled_from([None, "aerial"]),
    st.sampled_from(["actual", "planned"]),
    SPANS,
    st.lists(FILLERS, max_size=3),
)
LISTS = st.lists(EVENTS, max_size=5)


def _sheet(gold: list[Event], told: list[Event]) -> Sheet:
    return score_report(Report("r", "brief", TEXT, events=tuple(gold)), Found("r", tuple(told)))


def test_a_perfect_reading_scores_one_everywhere(reports: list[Report], found: dict[str, Found]) -> None:
    groups = score(reports, found)
    assert set(groups) == {"all", "brief", "article"}
    for sheet in groups.values():
        assert {name: tally.f1 for name, tally in sheet.tallies.items()} == dict.fromkeys(sheet.tallies, 1.0)
    assert all(gold == told for gold, told in groups["all"].confusion)


def test_every_type_role_and_value_is_counted(reports: list[Report], found: dict[str, Found]) -> None:
    everything = score(reports, found)["all"]
    assert everything["typed"].gold == 8
    assert everything["role.source"] == Tally(2, 2, 2)
    assert everything["type.REQUEST"] == Tally(1, 1, 1)
    assert everything["value.who.whole"].gold == 9
    assert everything["value.count.whole"].gold == 2


def test_a_silent_reading_has_no_recall(reports: list[Report]) -> None:
    everything = score(reports, {})["all"]
    assert (everything["typed"].recall, everything["arguments"].recall, everything["value.who.whole"].recall) == (
        0,
        0,
        0,
    )


def test_shifted_spans_match_by_overlap_and_not_exactly(reports: list[Report], found: dict[str, Found]) -> None:
    shifted = {name: Found(name, tuple(map(_shift, each.events))) for name, each in found.items()}
    everything = score(reports, shifted)["all"]
    assert everything["typed"].f1 == everything["arguments"].f1 == 1
    assert everything["typed.exact"].f1 == everything["arguments.exact"].f1 == 0


def _shift(event: Event) -> Event:
    arguments = tuple(replace(each, start=each.start + 1, end=each.end + 1) for each in event.arguments)
    return replace(event, start=event.start + 1, end=event.end + 1, arguments=arguments)


def test_duplicates_cost_precision_and_gain_nothing(reports: list[Report], found: dict[str, Found]) -> None:
    doubled = {name: Found(name, each.events * 2) for name, each in found.items()}
    everything = score(reports, doubled)["all"]
    for name in TOTALS:
        assert (everything[name].precision, everything[name].recall) == (0.5, 1)


def test_another_type_is_a_trigger_but_no_typed_one(reports: list[Report], found: dict[str, Found]) -> None:
    retyped = {**found, "one": Found("one", (replace(found["one"].events[0], type="COERCE"),))}
    everything = score(reports, retyped)["all"]
    assert (everything["triggers"].right, everything["typed"].right) == (8, 7)
    assert everything.confusion["ASSAULT", "COERCE"] == 1


def test_a_wide_trigger_does_not_steal_the_partner_of_another() -> None:
    gold = [Event("AID", None, "actual", 0, 5), Event("AID", None, "actual", 10, 15)]
    told = [Event("AID", None, "actual", 0, 15), Event("AID", None, "actual", 10, 12)]
    assert _sheet(gold, told)["typed"] == Tally(2, 2, 2)


def test_a_wrong_value_is_wrong_where_its_argument_matches(reports: list[Report], found: dict[str, Found]) -> None:
    event = found["one"].events[0]
    actor = replace(event.arguments[0], told={"code": "AVE COP", "sector": "COP"})
    changed = {**found, "one": Found("one", (replace(event, arguments=(actor, *event.arguments[1:])),))}
    everything = score(reports, changed)["all"]
    assert everything["value.who.whole"] == Tally(8, 9, 9)
    assert everything["value.who.country"] == Tally(9, 9, 9)


def test_an_accuracy_has_only_matched_events_below_it() -> None:
    gold = [Event("AID", None, "actual", 0, 5), Event("AID", None, "actual", 10, 15)]
    told = [Event("AID", None, "planned", 0, 5)]
    assert _sheet(gold, told)["status"] == Tally(0, 1, 1)
    assert _sheet(gold, told)["mode"] == Tally(1, 1, 1)


@given(LISTS)
def test_the_gold_against_itself_is_perfect(events: list[Event]) -> None:
    sheet = _sheet(events, events)
    assert all(tally.f1 == 1 for tally in sheet.tallies.values())


@given(LISTS, LISTS)
def test_swapping_gold_and_found_swaps_precision_and_recall(gold: list[Event], told: list[Event]) -> None:
    one, other = _sheet(gold, told), _sheet(told, gold)
    for name in (*TOTALS, "status", "mode"):
        assert (one[name].precision, one[name].recall) == (other[name].recall, other[name].precision)


@given(LISTS, LISTS, FILLERS)
def test_a_wrong_event_never_raises_precision(gold: list[Event], told: list[Event], filler: Filler) -> None:
    wrong = Event("PROTEST", "riot", "actual", 40, 44, (filler,))  # beyond all gold triggers
    before, after = _sheet(gold, told), _sheet(gold, [*told, wrong])
    assert all(after[name].precision <= before[name].precision for name in TOTALS)
    assert all(after[name].recall <= before[name].recall for name in TOTALS)


@given(LISTS, LISTS, st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(gold: list[Event], told: list[Event], random: Random) -> None:
    mixed_gold, mixed_told = random.sample(gold, len(gold)), random.sample(told, len(told))
    assert _sheet(gold, told) == _sheet(mixed_gold, mixed_told)


@given(LISTS, LISTS)
def test_no_event_is_matched_twice(gold: list[Event], told: list[Event]) -> None:
    pairs = match_events(gold, told)
    assert len(pairs) <= min(len(gold), len(told))
