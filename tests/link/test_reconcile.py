"""All that is claimed stays in sight; what is held follows from the claims that stand, by rules that are documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assemble.tables import cases
from tests.link.claims import incident
from vedette.link.drafts import stands
from vedette.link.members import Member
from vedette.link.reconcile import reconciled
from vedette.link.rules import ASIDE, RULES
from vedette.records import Claim, Finding

PAGE = Path(__file__).parents[2] / "docs/how-it-decides/incidents.md"

CASES = cases("claims.tsv")

TOLD = [
    "2024-05-06 Post: [t:Monday|2024-05-06]'s [x:bomb] killed [k:four porters], [s:the mayor|FRA GOV] said.",
    "2024-05-06 Star: [t:Monday|2024-05-06]'s [x:bomb] killed [k:at least three people] and hurt [i:nine].",
    "2024-05-07 Star: The toll of the [x:bomb] rose to [k:six], [s:a nurse|FRA HLH] said; [k:two of them] were boys.",
    "2024-05-08 Wire: [s:Police|FRA COP] revised down to [k:five] the dead of the [x:bomb]. / ![s:The rebels|FRA REB] denied they [x:did] it.",
    "2024-05-07 Echo =a: [t:Monday|2024-05-06]'s [x:bomb] killed [k:four porters], [s:the mayor|FRA GOV] said.",
    "2024-05-09 Page: [s:The rebels|FRA REB] say the [x:bomb] killed [k:twelve soldiers].",
]
MEMBERS = incident(" || ".join(TOLD))
REPORTS = "abcdef"

SELDOM = frozenset({"nothing-stands", "most-voices"})
"""Rules that the table of cases does not show; tests below do."""


def of(reports: set[str]) -> list[Member]:
    return [member for member in MEMBERS if member.report in reports]


def finding(told: str, about: str) -> Finding | None:
    return next((each for each in reconciled(incident(told))[0] if each.about == about), None)


def bounds(found: Finding | None) -> str:
    """`4`, `4..7`, `40..` or `..9`; nothing where no number is held."""
    if found is None or found.count is None:
        return ""
    low, high = ("" if bound is None else f"{bound:g}" for bound in (found.count.low, found.count.high))
    return low if low == high else f"{low}..{high}"


def claims(reports: set[str]) -> set[tuple[str, str, str, int, bool]]:
    """What is claimed, but for what was decided about it."""
    return {
        (claim.about, claim.report, claim.event, claim.span.start, claim.denied)
        for each in reconciled(of(reports))[0]
        for claim in each.claims
        if claim.rule != "sum-of-sides"
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_ranges_and_state_follow_from_the_claims(case: dict[str, str]) -> None:
    found, _ = reconciled(incident(case["reports"]))
    toll = next(each for each in found if each.about == ("killed" if case["killed"] else "injured"))
    assert bounds(finding(case["reports"], "killed")) == case["killed"]
    assert bounds(finding(case["reports"], "injured")) == case["injured"]
    assert toll.state == case["state"]
    rules = {toll.rule, *(claim.rule for each in found for claim in each.claims)}
    assert set(case["rules"].split()) <= rules


def test_every_rule_is_documented_and_no_other() -> None:
    listed = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert {row[1].strip(" `"): row[2].strip() for row in listed} == dict(RULES)


def test_every_rule_has_a_case() -> None:
    shown = {rule for case in CASES for rule in case["rules"].split()} | {"one-value"}
    assert shown | SELDOM >= set(RULES)


@given(st.sets(st.sampled_from(REPORTS), min_size=1), st.sampled_from(REPORTS))
@settings(max_examples=60, deadline=None)
def test_a_report_more_never_loses_a_claim(reports: set[str], more: str) -> None:
    copied = {"e"} if more == "a" else set()  # the first report of a text speaks for its copies
    kept = claims(reports - copied) if reports - copied else set()
    assert kept <= claims(reports | {more})


@given(st.sets(st.sampled_from(REPORTS), min_size=1).flatmap(lambda some: st.permutations(of(some))))
@settings(max_examples=60, deadline=None)
def test_the_order_of_arrival_does_not_matter(shuffled: list[Member]) -> None:
    assert reconciled(shuffled) == reconciled(of({member.report for member in shuffled}))


@given(st.sets(st.sampled_from("bcdf")))
@settings(max_examples=16, deadline=None)
def test_a_copy_adds_no_claim_and_no_independence(others: set[str]) -> None:
    assert reconciled(of({*others, "a"})) == reconciled(of({*others, "a", "e"}))


@given(st.sets(st.sampled_from(REPORTS), min_size=1))
@settings(max_examples=60, deadline=None)
def test_the_bounds_of_a_range_are_bounds_of_claims_that_stand(reports: set[str]) -> None:
    for found in reconciled(of(reports))[0]:
        standing = [claim.count for claim in found.claims if stands(claim) and claim.count]
        if found.count is not None:
            assert found.count.low in {count.low for count in standing}
            assert found.count.high in {count.high for count in standing}


@given(st.sets(st.sampled_from(REPORTS), min_size=1))
@settings(max_examples=60, deadline=None)
def test_every_claim_has_its_words_a_rule_and_a_replacement_that_is_there(reports: set[str]) -> None:
    texts = {member.report: member.text for member in MEMBERS}
    events = {member.event.id for member in of(reports)}
    for found in reconciled(of(reports))[0]:
        assert found.rule in RULES
        for claim in found.claims:
            assert texts[claim.report][claim.span.start : claim.span.end] == claim.span.text
            assert claim.superseded_by is None or claim.superseded_by in events
            assert stands(claim) or claim.rule in RULES


def test_a_deed_that_somebody_denies_is_contradicted() -> None:
    found, state = reconciled(of({"a", "d"}))
    assert (found[0].about, found[0].state, state) == ("deed", "contradicted", "contradicted")


def test_the_day_most_voices_tell_is_held_and_another_makes_it_range() -> None:
    told = " || ".join(
        f"2024-05-08 {name}: A [x:bomb] went off on [t:that day|{day}]."
        for name, day in (("Post", "2024-05-06"), ("Star", "2024-05-06"), ("Wire", "2024-05-07"))
    )
    found = finding(told, "time")
    assert found
    assert (found.when and found.when.since.isoformat(), found.state) == ("2024-05-06", "ranging")
    assert (found.rule, found.voices) == ("most-voices", 3)


def test_a_side_that_most_voices_name_is_held_first() -> None:
    told = " || ".join(
        f"2024-05-08 {name}: [a:Somebody|{code}] [x:attacked] [r:the town|FRA CVL]."
        for name, code in (("Post", "DEU MIL"), ("Star", "ITA MIL"), ("Wire", "DEU MIL"))
    )
    found = finding(told, "actor")
    assert found
    assert [who.code for who in found.who] == ["DEU MIL", "ITA MIL"]
    assert found.state == "ranging"


def test_nothing_held_where_nothing_stands() -> None:
    found = finding("2024-05-06 Post: [k:Several people] were [x:killed].", "killed")
    assert found
    assert (found.rule, found.count, found.voices) == ("nothing-stands", None, 0)


def test_one_publishers_follow_ups_are_one_voice() -> None:
    told = "2024-05-06 Post: The [x:bomb] hurt [i:four]. || 2024-05-07 Post: The [x:bomb] hurt [i:four]."
    found, state = reconciled(incident(told))
    assert (found[0].voices, state) == (1, "single source")


def test_rules_that_set_aside_are_rules() -> None:
    assert set(RULES) >= ASIDE


def standing(found: Finding) -> list[Claim]:
    return [claim for claim in found.claims if stands(claim)]


def test_other_counts_are_kept_apart_by_what_is_counted() -> None:
    told = "2024-05-06 Post: Police [x:took] [c:34 people] and [c:three rifles]. || 2024-05-07 Star: Police [x:took] [c:41]."
    counts = [each for each in reconciled(incident(told))[0] if each.about == "count"]
    assert sorted(bounds(each) for each in counts) == ["3", "34..41"]
