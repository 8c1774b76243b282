"""Scores are shares that are right, and every way there leads back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.read import Reader
from vedette.read.model import Manifest
from vedette.read.reader import SHIPPED
from vedette.read.scores import UNCHANGED, Curve, Curves

PROBABILITIES = st.floats(0.001, 0.999)
SLOPES = st.floats(0.2, 3)
OFFSETS = st.floats(-1, 1)
TEXT = "Rebels shelled the town of Orvel on Monday. The minister may meet the envoys, an aide suggested."
SENTENCES = ((0, 43), (44, len(TEXT)))


@given(PROBABILITIES, SLOPES, OFFSETS)
def test_a_curve_leads_back_to_where_it_came_from(probability: float, slope: float, offset: float) -> None:
    curve = Curve(slope, offset)
    share = curve.share(probability)
    if 0.001 < share < 0.999:
        assert curve.probability(share) == pytest.approx(probability, abs=1e-6)


@given(PROBABILITIES, PROBABILITIES, SLOPES, OFFSETS)
def test_what_the_network_finds_likelier_scores_no_less(one: float, other: float, slope: float, offset: float) -> None:
    curve = Curve(slope, offset)
    assert (curve.share(one) <= curve.share(other)) or one > other


def test_what_has_no_curve_is_taken_as_it_is() -> None:
    assert UNCHANGED.score("actor", 0.7) == pytest.approx(0.7)
    assert Curves({"place": Curve(1, -1)}).score("actor", 0.7) == pytest.approx(0.7)


def test_the_manifest_gives_the_curves(tmp_path: Path) -> None:
    told = {
        "name": "own-1",
        "thresholds": {"trigger": 0.5, "argument": 0.5, "context": 0.5},
        "curves": {"actor": [2, 0]},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    assert Manifest.load(tmp_path / "manifest.json").curves == Curves({"actor": Curve(2, 0)})


def test_the_shipped_model_has_a_curve_for_triggers_and_for_each_role_that_is_common() -> None:
    named = Manifest.load(SHIPPED / "manifest.json").curves.named
    assert {"trigger", "actor", "recipient", "place", "time", "source"} <= named.keys()


@pytest.mark.parametrize("least", [0.2, 0.5, 0.8, 0.95])
def test_a_lowest_score_leaves_out_just_what_is_below_it(least: float) -> None:
    many = Reader.load(threads=1).at(0.1).read([TEXT], [SENTENCES])[0]
    few = Reader.load(threads=1).at(least).read([TEXT], [SENTENCES])[0]
    assert {e.trigger for e in few if e.score >= least} == {e.trigger for e in many if e.score >= least}
    assert all(e.score >= least - 0.001 for e in few)
