"""What was put together to one force, fact by fact: as far as two days have the same facts of it, what follows from them was
worked out for one and is there for the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from vedette.analyse.ledger.fact import Fact

T = TypeVar("T")


class Path:
    """The facts of a force so far, in the order in which they were put to it. A path is good for the very facts it was made
    of, which whoever holds it keeps.
    """

    __slots__ = ("_further", "_kept")

    def __init__(self) -> None:
        self._further: dict[tuple[int, bool], Path] = {}
        self._kept: dict[object, object] = {}

    def further(self, fact: Fact, *, aside: bool) -> Path:
        """The path with one more fact, which may only be said in passing."""
        key = id(fact), aside
        found = self._further.get(key)
        return found or self._further.setdefault(key, Path())

    def kept(self, what: object, make: Callable[[], T]) -> T:
        """What follows from the facts, as it was worked out before."""
        if what not in self._kept:
            self._kept[what] = make()
        return self._kept[what]  # type: ignore[return-value]
