"""What merges, splits and sources ask of linking; what became of each correction."""

from __future__ import annotations

from dataclasses import replace

from tests import stand_ins
from tests.correct.made import correction, of_source, set_, withdrawal
from vedette.correct import Anchor, Orders, orders, overruled, report_key, settled
from vedette.correct.orders import sides, value
from vedette.correct.states import reports, states
from vedette.records import Correction, Reading


def reading(name: str) -> Reading:
    """The stand-in reading as a report of its own, whose event is called by its name."""
    given = stand_ins.reading()
    (event,) = given.events
    report = replace(given.report, id=name, source=f"Wire {name}")
    return replace(given, report=report, events=(replace(event, id=name * 16),), statements=(), postures=())


A, B, C = READINGS = [reading(name) for name in "abc"]


def anchor(of: Reading) -> Anchor:
    return Anchor.of(of.events[0], report_key(of.report))


def together(one: list[Reading], other: list[Reading], hours: int = 0) -> Correction:
    told = value("other", map(anchor, one), map(anchor, other))
    return correction("merge", target="one", report=None, anchor=None, type=None, value=told, hours=hours)


def apart(leave: list[Reading], stay: list[Reading], hours: int = 0) -> Correction:
    told = value(None, map(anchor, leave), map(anchor, stay))
    return correction("split", target="one", report=None, anchor=None, type=None, value=told, hours=hours)


def pair(one: Reading, other: Reading) -> tuple[str, str]:
    return (one.events[0].id, other.events[0].id)


def asked(*corrections: Correction, readings: list[Reading] = READINGS) -> Orders:
    return orders(corrections, readings)


def test_a_merge_puts_one_event_of_each_together() -> None:
    assert set(asked(together([A, C], [B])).together) == {pair(A, B)}


def test_a_split_keeps_all_that_leave_from_all_that_stay_and_together() -> None:
    found = asked(apart([A, B], [C]))
    assert (set(found.apart), set(found.together)) == ({pair(A, C), pair(B, C)}, {pair(A, B)})


def test_the_later_of_a_merge_and_a_split_holds() -> None:
    merged = asked(apart([A], [B]), together([A], [B], hours=1))
    assert (set(merged.apart), set(merged.together)) == (set(), {pair(A, B)})
    parted = asked(together([A], [B]), apart([A], [B], hours=1))
    assert (set(parted.apart), set(parted.together)) == ({pair(A, B)}, set())


def test_events_are_found_again_when_their_reports_are_read_anew() -> None:
    anew = [replace(each, events=(replace(each.events[0], id="0" * 15 + each.report.id),)) for each in READINGS]
    assert set(asked(together([A], [B]), readings=anew).together) == {pair(anew[0], anew[1])}


def test_a_merge_of_which_one_side_is_gone_is_told() -> None:
    made = together([A], [B])
    found = asked(made, readings=[A, C])
    assert (found.unplaced, dict(found.together)) == ((made,), {})


def test_what_does_not_count_is_left_with_the_reason() -> None:
    rejected = correction("reject", A)
    found = asked(rejected, of_source("exclude", "Wire b"), of_source("mistrust", "Wire c"))
    assert dict(found.left) == {
        A.events[0].id: "left out by hand: a look at it (A. Berg)",
        B.events[0].id: "left out by hand: a look at it (A. Berg)",
    }
    assert dict(found.mistrusted) == {"Wire c": "a look at it (A. Berg)"}


def test_what_was_withdrawn_asks_nothing() -> None:
    made = together([A], [B])
    assert asked(*settled([made, withdrawal(made, 1)])) == Orders()


def test_the_sides_come_back_as_they_were_kept() -> None:
    assert sides(apart([A, B], [C])) == ((anchor(A), anchor(B)), (anchor(C),))


def test_a_later_word_on_the_same_thing_overrules_and_another_thing_does_not() -> None:
    first, second = correction("reject"), correction("keep", hours=1)
    other = set_("status", "negated", hours=2)
    assert overruled([first, second, other]) == {first.id: second.id}
    doubt, trust = of_source("mistrust"), of_source("keep", hours=1)
    assert overruled([doubt, trust]) == {doubt.id: trust.id}


def test_each_correction_says_what_became_of_it() -> None:
    taken, stays = correction("reject", A), correction("keep", A, hours=1)
    lost = correction("reject", B, type="ASSAULT", target="0" * 16)
    gone = correction("reject", reading("d"))
    back = set_("status", "negated", reading=A, hours=2)
    merge, split = together([A], [B]), apart([A], [B], hours=1)
    given = settled([taken, stays, lost, gone, back, withdrawal(back, 3), merge, split])
    told = states(given, {report_key(each.report): each for each in READINGS})
    assert told[taken.id] == f"overruled by {stays.id}"
    assert told[stays.id] == told[split.id] == "applies"
    assert told[lost.id].startswith("unplaced: its report is read otherwise")
    assert told[gone.id] == "unplaced: its report no longer stands"
    assert told[back.id] == "withdrawn"
    assert told[merge.id].startswith("overruled by a later")
    assert reports(given) >= {report_key(each.report) for each in READINGS[:2]}
