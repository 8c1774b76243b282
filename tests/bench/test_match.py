"""Matching is one-to-one, as large as it can be, and the heaviest of these."""

from __future__ import annotations

from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bench.match import overlap, pair_up

WEIGHTS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=12)


def _slowly(weights: dict[tuple[int, int], int]) -> tuple[int, int]:
    """Number of pairs and weight of the best matching, by trying all."""
    best = (0, 0)
    for order in permutations(range(5)):
        pairs = [pair for pair in enumerate(order) if pair in weights]
        best = max(best, (len(pairs), sum(weights[pair] for pair in pairs)))
    return best


@given(WEIGHTS)
def test_as_large_and_as_heavy_as_trying_all(weights: dict[tuple[int, int], int]) -> None:
    pairs = pair_up(weights)
    assert (len(pairs), sum(weights[pair] for pair in pairs)) == _slowly(weights)


@given(WEIGHTS)
def test_nobody_has_two_partners(weights: dict[tuple[int, int], int]) -> None:
    pairs = pair_up(weights)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert set(pairs) <= set(weights)


@given(WEIGHTS, st.randoms())
def test_the_order_of_the_mapping_does_not_matter(weights: dict[tuple[int, int], int], random: Random) -> None:
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    assert pair_up(dict(shuffled)) == pair_up(weights)


def test_the_heavier_pair_does_not_cost_a_pair() -> None:
    assert pair_up({(0, 0): 5, (0, 1): 9, (1, 1): 1}) == [(0, 0), (1, 1)]


def test_touching_spans_do_not_overlap() -> None:
    assert overlap((0, 5), (5, 9)) == 0
    assert overlap((0, 6), (5, 9)) == 1
