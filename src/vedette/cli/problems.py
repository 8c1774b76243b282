"""Problems on standard error: one line each, the thing first, then what to do."""

from __future__ import annotations

import sys
from collections import Counter

from vedette.export import phrases
from vedette.records import Problem

TOLD_OF_A_KIND = 20
"""Lines of one kind of problem before the rest of it is only counted: a screen, not a hundred thousand lines."""


class Teller:
    """Tells each problem once and keeps count."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def tell(self, problem: Problem) -> None:
        """One line, unless there were many of this kind already."""
        self.counts[problem.kind] += 1
        if self.counts[problem.kind] <= TOLD_OF_A_KIND:
            print(phrases.problem(problem), file=sys.stderr)

    def close(self) -> None:
        """What was only counted."""
        for kind, times in self.counts.items():
            if times > TOLD_OF_A_KIND:
                print(f"{kind}: {times - TOLD_OF_A_KIND} more like it", file=sys.stderr)
