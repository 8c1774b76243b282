"""Scores that mean what they say: of all that has 0.9, nine in ten are right.

What the network gives is too sure of itself. A curve with two numbers for triggers, and two for each role, fitted on
annotated reports that nothing was learnt from, puts that right (Platt scaling: J. Platt, 1999).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

LEAST = 1e-4
"""Probabilities are kept this far from 0 and 1, where the curve has no value."""

TRIGGER = "trigger"
"""Name of the curve of triggers; those of arguments bear the names of roles."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Probability as the network gives it to the share that is right: logistic, rising for a positive slope."""

    slope: float = 1.0
    offset: float = 0.0

    def share(self, probability: float) -> float:
        """The share that is right, 0 to 1, of what the network gives this probability."""
        return 1 / (1 + math.exp(-self.slope * _odds(probability) - self.offset))

    def probability(self, share: float) -> float:
        """The way back."""
        return 1 / (1 + math.exp(-(_odds(share) - self.offset) / self.slope))


STRAIGHT = Curve()


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves by name; what has none is taken as it is."""

    named: Mapping[str, Curve] = field(default_factory=dict)

    def score(self, name: str, probability: float) -> float:
        """The score, to four decimals."""
        return round(self.named.get(name, STRAIGHT).share(probability), 4)

    def probability(self, name: str, score: float) -> float:
        """The network's probability at which this score is reached."""
        return self.named.get(name, STRAIGHT).probability(score)


UNCHANGED = Curves()
"""Takes every probability as it is."""


def _odds(probability: float) -> float:
    kept = min(max(probability, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))
