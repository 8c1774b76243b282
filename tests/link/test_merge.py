"""Groups hold together; no chain joins two."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.link.merge import components, groups

NAMES = [f"{letter}{at}" for letter in "abcdef" for at in range(2)]
OF = {name: name[0] for name in NAMES}
PAIRS = [(one, other) for one in NAMES for other in NAMES if one < other]
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.floats(-8, 8), max_size=30)


def test_a_chain_of_likenesses_does_not_join_its_ends() -> None:
    scores = {("a", "b"): 2.0, ("b", "c"): 1.9, ("a", "c"): -8.0}
    assert groups({name: name for name in "abc"}, scores) == [("a", "b"), ("c",)]


def test_one_good_pair_of_events_is_enough_for_two_reports() -> None:
    scores = {("a0", "b0"): 2.0, ("a0", "a1"): 1.0, ("a1", "b0"): -0.5}
    assert groups({"a0": "a", "a1": "a", "b0": "b"}, scores) == [("a0", "a1", "b0")]


@given(SCORES)
@settings(max_examples=60)
def test_every_name_is_in_one_group_of_its_own_part(scores: dict[tuple[str, str], float]) -> None:
    found = groups(OF, scores)
    assert sorted(name for group in found for name in group) == sorted(NAMES)
    parts = components(OF, scores)
    assert all(any(set(group) <= set(part) for part in parts) for group in found)


@given(SCORES, st.randoms())
@settings(max_examples=60)
def test_the_order_of_pairs_does_not_matter(scores: dict[tuple[str, str], float], chance: object) -> None:
    pairs = list(scores.items())
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    assert groups(OF, dict(pairs)) == groups(OF, scores)
