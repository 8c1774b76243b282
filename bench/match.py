"""Who is whose partner: the best one-to-one matching of two lists.

Taking partners one by one is not enough: a found trigger that covers two gold ones may steal the only partner of
another. So augmenting paths are followed until no further pair fits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

Pair = tuple[int, int]


def pair_up(weights: Mapping[Pair, int]) -> list[Pair]:
    """As many disjoint pairs as possible, of the greatest total weight among these; sorted.

    `weights` holds the admissible pairs (index on the left, index on the right). The same mapping always gives the same
    pairs, and the number and the total weight of the pairs do not depend on which side is called left.

    >>> pair_up({(0, 0): 5, (0, 1): 9, (1, 1): 1})
    [(0, 0), (1, 1)]
    """
    ordered = dict(sorted(weights.items()))
    owner: dict[int, int] = {}  # right index -> left index
    while path := _best_path(ordered, owner):
        owner.update({right: left for left, right in path})
    return sorted((left, right) for right, left in owner.items())


def _best_path(weights: Mapping[Pair, int], owner: Mapping[int, int]) -> list[Pair]:
    """The pairs to set along the augmenting path that gains most; empty when there is none."""
    gains, came_from = _explore(weights, owner)
    free = [right for right in sorted(gains) if right not in owner]
    if not free:
        return []
    held = {left: right for right, left in owner.items()}
    right: int | None = max(free, key=lambda index: gains[index])
    path: list[Pair] = []
    while right is not None:
        left = came_from[right]
        path.append((left, right))
        right = held.get(left)
    return path


def _explore(weights: Mapping[Pair, int], owner: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """Greatest gain of a path from any free left index to each right index, and whence it comes.

    Bellman and Ford's relaxation; it ends because no exchange among the pairs already made gains anything.
    """
    taken = set(owner.values())
    at_left = {left: 0 for left, _ in weights if left not in taken}
    at_right: dict[int, int] = {}
    came_from: dict[int, int] = {}
    changed = True
    while changed:
        changed = False
        for (left, right), weight in weights.items():
            if (
                left not in at_left
                or owner.get(right) == left
                or at_left[left] + weight <= at_right.get(right, -math.inf)
            ):
                continue
            at_right[right], came_from[right], changed = at_left[left] + weight, left, True
            if right in owner:
                at_left[owner[right]] = at_right[right] - weights[owner[right], right]
    return at_right, came_from


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two half-open spans share.

    >>> overlap((0, 5), (3, 9)), overlap((0, 5), (5, 9))
    (2, 0)
    """
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
