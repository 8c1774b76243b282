from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.analyse.forecast import scores
from vedette.analyse.forecast.predictive import LEVELS, SAMPLES, pooled, quantile, weighted

COUNTS = st.lists(st.integers(0, 5000), min_size=SAMPLES, max_size=SAMPLES).map(
    lambda many: np.sort(np.array(many, float))
)


def test_of_a_certain_forecast_crps_is_the_absolute_error() -> None:
    assert scores.crps(np.full(SAMPLES, 7.0), np.array(10.0)) == pytest.approx(3.0)


def test_of_two_equal_chances_crps_is_a_quarter_of_their_distance_at_either() -> None:
    samples = np.repeat([0.0, 8.0], SAMPLES // 2)
    assert scores.crps(samples, np.array(0.0)) == pytest.approx(2.0)
    assert scores.crps(samples, np.array(8.0)) == pytest.approx(2.0)


def test_crps_of_an_exponential_distribution_is_its_closed_form() -> None:
    samples = -np.log1p(-LEVELS)
    for came in (0.1, 1.0, 3.0):
        exact = came + 2 * math.exp(-came) - 1.5
        assert float(scores.crps(samples, np.array(came))) == pytest.approx(exact, abs=0.01)


@given(COUNTS, st.integers(0, 5000))
def test_crps_is_never_below_zero_and_never_above_the_mean_error(samples: np.ndarray, came: int) -> None:
    found = float(scores.crps(samples, np.array(float(came))))
    assert -1e-9 <= found <= np.abs(samples - came).mean() + 1e-9


def test_ignorance_knows_the_bin_and_never_is_infinite() -> None:
    sure = np.zeros(SAMPLES)
    assert float(scores.ignorance(sure, np.array(0.0))) == pytest.approx(-math.log2(101 / 111))
    assert float(scores.ignorance(sure, np.array(9999.0))) == pytest.approx(-math.log2(1 / 111))


def test_interval_score_is_the_width_and_twenty_times_what_lies_outside() -> None:
    samples = np.arange(1.0, SAMPLES + 1)
    assert (float(quantile(samples, 0.05)), float(quantile(samples, 0.95))) == (5.0, 95.0)
    assert float(scores.interval(samples, np.array(50.0))) == 90.0
    assert float(scores.interval(samples, np.array(97.0))) == pytest.approx(90.0 + 40.0)


def test_a_calibrated_forecast_has_a_flat_pit_although_most_are_zero() -> None:
    draw = np.random.default_rng(7)
    samples = np.repeat(np.array([0.0, 1.0, 5.0]), [75, 15, 10])
    came = draw.choice(samples, 40_000)
    told = scores.pit(np.broadcast_to(samples, (len(came), SAMPLES)), came, draw)
    tenths = np.histogram(told, 10, (0, 1))[0] / len(came)
    assert np.abs(tenths - 0.1).max() < 0.01


def test_the_upper_bound_is_judged_only_where_it_is_above_zero() -> None:
    samples = np.stack([np.zeros(SAMPLES), np.full(SAMPLES, 4.0), np.full(SAMPLES, 4.0)])
    assert scores.under(samples, np.array([9.0, 4.0, 5.0])) == (1, 2)


def test_weights_are_shares_of_the_samples() -> None:
    found = weighted([30.0, 0.0], [0.25, 0.75])
    assert ((found == 0).sum(), (found == 30).sum()) == (75, 25)


@given(COUNTS, COUNTS)
def test_a_pool_lies_between_its_parts(one: np.ndarray, other: np.ndarray) -> None:
    found = pooled(one, other)
    assert found.shape == one.shape
    assert min(one[0], other[0]) <= found[0]
    assert found[-1] <= max(one[-1], other[-1])
    assert abs(found.mean() - (one.mean() + other.mean()) / 2) <= np.ptp([one, other]) / SAMPLES + 1e-9
