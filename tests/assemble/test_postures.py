"""The ledger's lines come out of events by tables and rules, not by names."""

from __future__ import annotations

import pytest

from tests.assemble.stubs import assembled
from tests.assemble.tables import cases
from vedette.assemble.kinds import kind
from vedette.records import Count, Posture, Resolved, Who


def code(who: Resolved[Who] | None) -> str:
    return who.value.code if who and who.value else "?"


def number(count: Resolved[Count]) -> str:
    value = count.value
    if value is None or value.low is None or value.high is None:
        return "?"
    return f"{value.low:g}..{value.high:g}"


def told(posture: Posture) -> dict[str, str]:
    return {
        "force": posture.force.text,
        "status": posture.status,
        "kind": posture.kind,
        "owner": code(posture.owner),
        "command": code(posture.command),
        "count": number(posture.count),
    }


@pytest.mark.parametrize("case", cases("postures.tsv"), ids=lambda case: case["promise"])
def test_a_force_stands(case: dict[str, str]) -> None:
    wanted = {key: case[key] for key in ("force", "status", "kind", "owner", "command", "count")}
    assert wanted in [told(posture) for posture in assembled(case["text"], case["marks"].split(" // ")).postures]


@pytest.mark.parametrize("case", cases("no_postures.tsv"), ids=lambda case: case["promise"])
def test_no_force_stands(case: dict[str, str]) -> None:
    assert [told(posture) for posture in assembled(case["text"], case["marks"].split(" // ")).postures] == []


@pytest.mark.parametrize("case", cases("kinds.tsv"), ids=lambda case: case["phrase"])
def test_a_phrase_names_a_kind(case: dict[str, str]) -> None:
    assert kind(case["phrase"]) == case["kind"]


def test_goods_have_no_kind() -> None:
    assert kind("40 tons of flour") is None


def test_a_force_that_was_rotated_is_no_longer_present() -> None:
    text = "ECOMIB deployed 90 Ghanaian soldiers, who were later replaced by Fijian members."
    marks = [
        "MOBILIZE.troops actual | deployed | actor=ECOMIB; force=90 Ghanaian soldiers",
        "MOBILIZE.troops actual | replaced | force=Fijian members; recipient=90 Ghanaian soldiers",
    ]
    statuses = {posture.force.text: posture.status for posture in assembled(text, marks).postures}
    assert statuses == {"90 Ghanaian soldiers": "rotated", "Fijian members": "present"}
    assert len(assembled(text, marks).postures) == 2


def test_a_withdrawn_force_stands_where_it_left() -> None:
    marks = ["RETREAT.withdraw actual | withdrew | force=Irish troops; origin=the ridge; place=the coast; time=Monday"]
    (posture,) = assembled("Irish troops withdrew from the ridge to the coast on Monday.", marks).postures
    assert posture.where is not None
    assert posture.where.value is not None
    assert posture.where.value.name == "the ridge"
    assert posture.when is not None


def test_an_unknown_owner_is_a_value_with_a_reason() -> None:
    marks = ["MOBILIZE.weapons actual | seen | force=tanks; place=the pass"]
    (posture,) = assembled("Tanks, or what looked like tanks, were seen at the pass.", marks).postures
    assert posture.owner is not None
    assert (posture.owner.value, posture.owner.rule) == (None, "owner-not-said")
    assert posture.count.value == Count(None, None)


def test_nothing_is_invented_for_what_is_not_said() -> None:
    (posture,) = assembled("Irish troops patrol.", ["MOBILIZE.troops ongoing | patrol | force=Irish troops"]).postures
    assert (posture.where, posture.origin, posture.when, posture.source, posture.command) == (None,) * 5
