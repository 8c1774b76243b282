"""Counts of right, found and gold, which add up over reports, and the figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found, how many should have been, and how many of these are the same.

    An agreement (status of matched events, say) is a tally with `found == gold`: its three figures are all the share
    that agrees. Where nothing was found and nothing was to be found, every figure is 1.
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found though something should have been."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of what should have been found that was; 0 where nothing should have been though something was."""
        return self.right / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 1.0


def agreement(right: int, of: int) -> Tally:
    """Tally of a comparison of pairs, in which nothing can be missing or too much."""
    return Tally(right, of, of)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All counts of one report, or of many: tallies by name, and (gold type, found type) of triggers.

    The confusion has "none" for the found type of a missed trigger and for the gold type of a spurious one.
    """

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __getitem__(self, name: str) -> Tally:
        return self.tallies.get(name, Tally())


def total(sheets: Iterable[Sheet]) -> Sheet:
    """Sum of the sheets, name by name."""
    tallies: dict[str, Tally] = {}
    confusion: Counter[tuple[str, str]] = Counter()
    for sheet in sheets:
        confusion += sheet.confusion
        for name, tally in sheet.tallies.items():
            tallies[name] = tallies.get(name, Tally()) + tally
    return Sheet(dict(sorted(tallies.items())), confusion)
