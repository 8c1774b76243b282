"""The range over claims: from the least to the most, with open ends where one is open."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.records import Claim, Count


def span_of(claims: Sequence[Claim]) -> Count | None:
    """The range over counts; None where there is none. `at least 4` and `12` are 4 and more."""
    counts = [claim.count for claim in claims if claim.count is not None]
    if not counts:
        return None
    lows, highs = [count.low for count in counts], [count.high for count in counts]
    units = {count.unit for count in counts}
    return Count(
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
        approximate=any(count.approximate for count in counts),
        unit=units.pop() if len(units) == 1 else None,
    )
