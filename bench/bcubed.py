"""B-cubed over reports: of the reports found together with one, how many belong there, and of those that belong, how many
were found. A report may be in several incidents; two are together when they share one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bcubed:
    """Means over the reports that were judged."""

    precision: float
    recall: float
    reports: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}  ({self.reports} reports)"


def bcubed(
    found: Iterable[Collection[str]],
    gold: Iterable[Collection[str]],
    judged: Collection[str],
    pool: Collection[str] | None = None,
) -> Bcubed:
    """Means over the `judged` reports. Found or gold company outside the `pool` (None: the judged) does not count."""
    within = frozenset(judged if pool is None else pool)
    theirs, ours = together(gold, within), together(found, within)
    shares = [_shares(ours.get(report, {report}), theirs.get(report, {report})) for report in sorted(judged)]
    count = len(shares) or 1
    return Bcubed(sum(p for p, _ in shares) / count, sum(r for _, r in shares) / count, len(shares))


def together(groups: Iterable[Collection[str]], pool: frozenset[str]) -> Mapping[str, set[str]]:
    """Each grouped report with all that it shares a group with, itself among them."""
    company: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        here = pool.intersection(group)
        for report in here:
            company[report] |= here
    return company


def _shares(found: set[str], gold: set[str]) -> tuple[float, float]:
    right = len(found & gold)
    return right / len(found), right / len(gold)
