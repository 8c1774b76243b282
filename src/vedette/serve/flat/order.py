"""Rows in an order, a page at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from vedette.serve.flat.coded import Coded
from vedette.serve.flat.kinds import Mask, Real, Whole


class Names:
    """By what rows of equal value are told apart: each row's place in the order of their names."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        self.sorted = sorted(set(names))
        places = {name: place for place, name in enumerate(self.sorted)}
        self.ranks: Real = np.array([places[name] for name in names], np.float64)

    def key(self, name: tuple[str, ...]) -> float:
        """Where a name stands among the ranks, in between if no row has it."""
        place = bisect_left(self.sorted, name)
        return place - (0.0 if self.sorted[place : place + 1] == [name] else 0.5)


class Place(NamedTuple):
    """Where a page ended."""

    value: float | None
    """Of the column that is sorted by; None where it had none."""
    name: float
    """As `Names.key`."""


class Order:
    """Rows by one column: those without a value come last, whichever way the others are turned; equal ones by name."""

    def __init__(self, values: Real, names: Names) -> None:
        self._values = values
        self._names = names
        self._ranks: dict[bool, Whole] = {}

    def page(self, mask: Mask, *, down: bool, limit: int, after: Place | None) -> Whole:
        """The numbers of the first rows of a mask, one more than the limit if there are more."""
        rows = np.flatnonzero(mask if after is None else mask & self._behind(after, down=down))
        ranks = self._ranked(down=down)[rows]
        if len(rows) > limit + 1:
            first = np.argpartition(ranks, limit)[: limit + 1]
            rows, ranks = rows[first], ranks[first]
        return rows[np.argsort(ranks)]

    def _behind(self, after: Place, *, down: bool) -> Mask:
        later = self._names.ranks > after.name
        without = np.isnan(self._values)
        if after.value is None:
            return without & later
        past = self._values < after.value if down else self._values > after.value
        found: Mask = past | without | ((self._values == after.value) & later)
        return found

    def _ranked(self, *, down: bool) -> Whole:
        """Each row's place in the order; worked out once."""
        if down not in self._ranks:
            order = np.lexsort([self._names.ranks, -self._values if down else self._values])  # NaN comes last by itself
            ranks = np.empty(len(order), np.int64)
            ranks[order] = np.arange(len(order))
            self._ranks[down] = ranks
        return self._ranks[down]


class Orders:
    """Those of a table, each put together when it is first asked for."""

    def __init__(self, columns: object, names: Names) -> None:
        """`columns` has a column under each name that is sorted by."""
        self._columns = columns
        self.names = names
        self._by_name: dict[str, Order] = {}

    def by(self, name: str) -> Order:
        """Rows by a column."""
        if name not in self._by_name:
            self._by_name[name] = Order(_numbers(getattr(self._columns, name)), self.names)
        return self._by_name[name]


def _numbers(column: Coded | Real) -> Real:
    """A column as numbers in the same order."""
    return np.where(column.codes < 0, np.nan, column.codes) if isinstance(column, Coded) else column
