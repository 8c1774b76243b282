"""A ledger of many reports says where forces stand, by whose word, and nothing that no report tells."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.postures import FIRST, entry
from tests.assemble.tables import cases
from vedette.analyse.ledger import HORIZON_DAYS, Entry, answer, book, ledger
from vedette.analyse.ledger.asked import Asked
from vedette.analyse.ledger.compare import WEIGHTS
from vedette.analyse.ledger.rules import RULES
from vedette.analyse.ledger.state import FIRST as BEGUN
from vedette.analyse.ledger.state import TURNS
from vedette.records import Force

DAY = FIRST + timedelta(days=10)
PAGE = (Path(__file__).resolve().parents[2] / "docs/how-it-decides/ledger.md").read_text("utf-8")


def told(case: str) -> list[Entry]:
    entries = []
    for at, report in enumerate(case.split(" // ")):
        day, _, rest = report.partition(" ")
        entries += [entry(each, f"r{at}", int(day)) for each in rest.split(" & ")]
    return entries


def written(line: Force) -> str:
    count = line.count
    bounds = f"{count.low:g}..{'' if count.high is None else f'{count.high:g}'}" if count and count.low else "?"
    owner, place = line.owner.code if line.owner else "?", line.where.name if line.where else "?"
    return f"{owner}|{line.status}|{place}|{bounds}|{line.rule}"


@pytest.mark.parametrize("case", cases("ledger.tsv"), ids=lambda case: case["promise"])
def test_reports_come_to_these_lines(case: dict[str, str]) -> None:
    expected = sorted(filter(None, (case["lines"] or "").split(" // ")))
    assert sorted(written(line) for line in ledger(told(case["told"]), DAY)) == expected


OWNERS = st.sampled_from(["SYR MIL", "KEN MIL", "KEN COP", "IGO:UN MIL", ""])
WORDS = st.sampled_from(
    [
        "200 marines",
        "the marines",
        "its troops",
        "a battalion",
        "60 additional soldiers",
        "an advance party of 60",
        "tanks",
    ]
)
STATUSES = st.sampled_from(["authorised", "on_standby", "moving", "present", "rotated", "withdrawn", "denied"])
PLACES = st.sampled_from(["", "Orvel", "Tessin", "Qamar", "Nord"])
COUNTS = st.sampled_from(["", "200", "~210", "60-80"])
ENTRIES = st.lists(
    st.builds(
        lambda owner, status, words, place, count, report: entry(
            f"{owner}|{status}|{words}|{place}|{count}", f"r{report}", report
        ),
        OWNERS, STATUSES, WORDS, PLACES, COUNTS, st.integers(0, 8),
    ),
    max_size=9,
    unique_by=lambda one: one.posture.id,
)  # fmt: skip


@given(ENTRIES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_entries_come_does_not_matter(entries: list[Entry], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert book(shuffled, DAY) == book(entries, DAY)


@given(ENTRIES, st.data())
@settings(max_examples=60, deadline=None)
def test_a_copy_changes_nothing_but_the_reports(entries: list[Entry], data: st.DataObject) -> None:
    reports = sorted({one.report_id for one in entries})
    if not reports:
        return
    chosen = data.draw(st.sampled_from(reports))
    copied = [copy_of(one) for one in entries if one.report_id == chosen]
    before, after = ledger(entries, DAY), ledger([*entries, *copied], DAY)
    assert [replace(line, reports=()) for line in after] == [replace(line, reports=()) for line in before]
    assert all(set(line.reports) - {"copy"} == set(old.reports) for line, old in zip(after, before, strict=True))


def copy_of(one: Entry) -> Entry:
    posture = replace(one.posture, id=f"copy of {one.posture.id}")
    return replace(one, posture=posture, report_id="copy", source="another", published=DAY)


@given(ENTRIES, st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_nothing_that_was_published_later_is_known(entries: list[Entry], days: int) -> None:
    day = FIRST + timedelta(days=days)
    early = [one for one in entries if one.published and one.published <= day]
    assert ledger(entries, day) == ledger(early, day)


@given(ENTRIES)
@settings(max_examples=60, deadline=None)
def test_every_line_rests_on_entries_and_every_entry_is_in_a_line_or_left_with_a_reason(entries: list[Entry]) -> None:
    made = book(entries, DAY)
    known = {one.posture.id: one for one in entries}
    for line in made.lines:
        assert line.postures
        assert set(line.postures) <= set(known)
        assert set(line.reports) == {known[posture].report_id for posture in line.postures}
        assert line.rule in RULES
        owners = {code for posture in line.postures if (code := owner_of(known[posture]))}
        assert line.owner is None or line.owner.code in owners | {owner_of(one) for one in entries}
    assert all(left.why for left in made.left)
    assert {left.posture for left in made.left} <= set(known)


def owner_of(one: Entry) -> str | None:
    owner = one.posture.owner
    return owner.value.code if owner and owner.value else None


def test_how_long_ago_it_was_confirmed_is_said() -> None:
    (line,) = ledger([entry("SYR MIL|present|200 marines|Orvel|200", "r", 1)], FIRST + timedelta(days=41))
    assert line.note
    assert "last confirmed 40 days ago" in line.note
    assert f"{HORIZON_DAYS} days" in line.note


def test_words_that_any_force_may_have_mean_no_force_of_which_nobody_told_for_a_year() -> None:
    old, named = "SYR MIL|present|200 marines|Orvel|200", "SYR MIL|present|the 9th battalion|Orvel"
    bare, again = "SYR MIL|present|its troops|Orvel", "SYR MIL|present|the 9th battalion|Orvel"
    told = [entry(old, "a", 1), entry(bare, "b", 300), entry(bare, "c", 2000)]
    first = next(line for line in ledger(told, FIRST + timedelta(days=2001)) if line.count)
    assert first.last_confirmed == FIRST + timedelta(days=300)
    (unit,) = ledger([entry(named, "a", 1), entry(again, "b", 2000)], FIRST + timedelta(days=2001))
    assert unit.last_confirmed == FIRST + timedelta(days=2000)


def test_the_horizon_can_be_set() -> None:
    told = [entry("SYR MIL|present|200 marines|Orvel|200", "r", 1)]
    rules = [line.rule for days in (39, 41) for line in ledger(told, FIRST + timedelta(days=41), days)]
    assert rules == ["past-the-horizon", "as-reported"]


def test_who_denies_is_named_beside_the_claim() -> None:
    claim = entry("KEN MIL|present|150 soldiers|Orvel|150", "a", 1)
    denial = entry("KEN MIL|denied|no soldier|Orvel", "b", 2, by="the spokesman")
    note = next(line.note for line in ledger([claim, denial], DAY) if line.status == "present")
    assert note
    assert "denied by the spokesman" in note


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"place": "orvel"}, 1), ({"place": "FRA"}, 2), ({"place": "France"}, 2), ({"place": "Sud"}, 1),
        ({"actor": "KEN"}, 1), ({"type": "MOBILIZE"}, 2), ({"type": "ASSAULT"}, 0), ({"min_sources": 2}, 0),
        ({"since": FIRST + timedelta(days=2)}, 1), ({"until": FIRST + timedelta(days=2)}, 1),
    ],
)  # fmt: skip
def test_lines_are_found_by(wanted: dict[str, object], number: int) -> None:
    known = [
        entry("SYR MIL|present|200 marines|Orvel|200", "a", 1),
        entry("KEN MIL|present|a battalion|Tessin", "b", 3),
    ]
    assert len(answer(known, Asked.of(**wanted)).lines) == number


def test_the_day_is_the_last_that_was_published() -> None:
    known = [entry("SYR MIL|present|200 marines|Orvel|200", "a", 1), entry("KEN MIL|present|a brigade|Orvel", "b", 3)]
    assert answer(known).as_of == FIRST + timedelta(days=3)


def test_every_rule_is_documented() -> None:
    assert [rule for rule in RULES if f"`{rule}`" not in PAGE] == []
    assert {turn.rule for turn in TURNS} | set(BEGUN.values()) <= set(RULES)


def test_every_weight_is_documented() -> None:
    rows = set(re.findall(r"^\| ([a-z ]+) \| ([a-z ]+) \| ([+−]\d) \|$", PAGE, re.MULTILINE))
    assert rows == {(*level, f"{weight:+d}".replace("-", "−")) for level, weight in WEIGHTS.items()}


def test_a_row_of_the_table_changes_a_status_or_holds_it() -> None:
    assert all(turn.then in ("told", "held") for turn in TURNS)
    assert not [turn for turn in TURNS if turn.then == "told" and set(turn.held) & set(turn.told)]
