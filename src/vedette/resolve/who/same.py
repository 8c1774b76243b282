"""A key for caches that are asked about one report many times over."""

from __future__ import annotations

from typing import Any


class Same:
    """Things that are looked up together; to be the very same things is enough to be equal.

    A report's sentences and mentions are long tuples: to hash or compare these anew for each phrase would cost more than
    to resolve it, and make a long report take time by the square of its length.
    """

    __slots__ = ("number", "things")

    def __init__(self, number: int, *things: Any) -> None:  # noqa: ANN401 -- whatever is looked up
        """`number` is a hash that is quick to get, equal for equal things."""
        self.number, self.things = number, things

    def __hash__(self) -> int:
        """The number that was given."""
        return self.number

    def __eq__(self, other: object) -> bool:
        """Whether all things are the same or equal."""
        return isinstance(other, Same) and self.things == other.things  # of tuples, the very same items count as equal
