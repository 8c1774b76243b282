"""The ledger of many days of one lake: what is shared between days changes no line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.postures import FIRST, PLACES, entry, who
from vedette.analyse.ledger import Entry, book
from vedette.analyse.ledger import places as lie
from vedette.analyse.ledger.dated import Dated
from vedette.analyse.ledger.fact import Fact, fact
from vedette.analyse.ledger.ground import Ground
from vedette.analyse.ledger.once import once
from vedette.analyse.ledger.state import walk, walks
from vedette.analyse.ledger.track import tracks
from vedette.records import Posture, Resolved, When, Where

OWNERS = st.sampled_from(["SYR MIL", "SYR REB", "KEN MIL", "KEN COP", "IGO:UN MIL", ""])
WORDS = st.sampled_from(
    [
        "200 marines",
        "the marines",
        "its troops",
        "the men",
        "a battalion",
        "the 9th battalion",
        "Gorgor commandos",
        "60 additional soldiers",
        "an advance party of 60",
        "450 strong",
        "tanks",
        "two helicopters",
    ]
)
STATUSES = st.sampled_from(["authorised", "on_standby", "moving", "present", "rotated", "withdrawn", "denied"])
COUNTS = st.sampled_from(["", "200", "~210", "60-80", "2"])


@st.composite
def told(draw: st.DrawFn) -> Entry:
    """An entry; its owner may be guessed, its time long gone, its report a copy of another."""
    report, event = draw(st.integers(0, 8)), draw(st.sampled_from(["", "e1", "e2"]))
    place = draw(st.sampled_from(["", *PLACES]))
    words = "|".join((draw(OWNERS), draw(STATUSES), draw(WORDS), place, draw(COUNTS), event and f"{event} of {report}"))
    one = entry(words, f"r{report}", report)
    return replace(one, posture=_varied(draw, one), voice=draw(st.sampled_from([f"r{report}", "r0", "r1"])))


def _varied(draw: st.DrawFn, one: Entry) -> Posture:
    rule = draw(st.sampled_from(["owner-in-phrase", "owner-is-country-of-report"]))
    command = draw(st.sampled_from(["", "", "IGO:NATO MIL"]))
    when = draw(st.sampled_from([None, FIRST - timedelta(days=900), FIRST + timedelta(days=5)]))
    owner = replace(one.posture.owner, rule=rule) if one.posture.owner else None
    return replace(
        one.posture,
        owner=owner,
        command=Resolved(who(command), "test") if command else None,
        when=Resolved(When(when, when + timedelta(days=1), "day"), "test") if when else one.posture.when,
    )


ENTRIES = st.lists(told(), max_size=14, unique_by=lambda one: one.posture.id)
DAYS = st.lists(st.integers(-1, 12).map(lambda day: FIRST + timedelta(days=day)), min_size=1, max_size=6)


def facts(entries: list[Entry]) -> list[Fact]:
    return sorted(map(fact, entries), key=lambda one: one.order)


@given(ENTRIES, DAYS, st.sampled_from([3, 30]))
@settings(max_examples=150, deadline=None)
def test_the_lines_of_a_day_are_those_that_are_made_of_it_alone(
    entries: list[Entry], days: list[date], horizon: int
) -> None:
    dated = Dated(facts(entries))
    for day in days:
        assert tuple(dated.lines(day, horizon)) == book(entries, day, horizon).lines


@given(ENTRIES, DAYS)
@settings(max_examples=60, deadline=None)
def test_the_stories_are_those_of_all_facts_whatever_days_were_asked_for_before(
    entries: list[Entry], days: list[date]
) -> None:
    dated = Dated(facts(entries))
    for day in days:
        dated.lines(day)
    alone, _ = tracks(once(facts(entries))[0])
    shared = dated.stories()
    assert [(one.facts, one.denials, one.asides) for one in shared] == [
        (one.facts, one.denials, one.asides) for one in alone
    ]


@given(ENTRIES)
@settings(max_examples=60, deadline=None)
def test_the_state_of_each_day_is_that_of_the_facts_until_then(entries: list[Entry]) -> None:
    for track in tracks(facts(entries))[0]:
        for day, state in walks(track.facts, track.asides):
            until = [one for one in track.facts if one.entry.published and day and one.entry.published <= day]
            assert state == walk(until, track.asides)


WHERES = st.builds(
    Where,
    st.sampled_from(["Orvel", "orvel", "Port of Orvel", "Tessin", "the border", "Kenya", "Somali town"]),
    st.sampled_from([None, "FRA", "KEN"]),
    st.none(),
    st.sampled_from(["city", "country", "region", "border", "sea"]),
    st.sampled_from([None, 50.0, 50.9, 51.4, -1.0, 89.9]),
    st.sampled_from([3.0, 4.1, 179.9]),
    st.sampled_from([None, 3.0, 59.0, 300.0]),
    st.sampled_from([None, 1, 2]),
)


@given(st.lists(WHERES, min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_places_that_touch_are_found_without_a_look_at_all_pairs(wheres: list[Where]) -> None:
    each = [fact(entry("SYR MIL|present|200 marines", f"r{at}", at)) for at in range(len(wheres))]
    ground = Ground(replace(one, where=where) for one, where in zip(each, wheres, strict=True))
    placed = ground.placed(replace(one, where=where) for one, where in zip(each, wheres, strict=True))
    for one in placed:
        found: dict[str, set[int | None]] = defaultdict(set)
        for other in placed:
            assert one.where
            assert other.where
            named = (one.where.name, one.where.country) == (other.where.name, other.where.country)
            found[lie.SAME if named else lie.lies(one.where, other.where)].add(other.at)
        assert one.at is not None
        assert ground.same(one.at) == found[lie.SAME]
        assert ground.near(one.at) == found[lie.NEAR]
