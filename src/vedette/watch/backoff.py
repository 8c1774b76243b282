"""How long to leave alone what failed."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from random import Random

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
"""Seconds."""

LONGEST_ASKED = DAY
"""Seconds for which a server's Retry-After is followed; a longer one is more likely a mistake."""


def delay(failures: int, least: float, most: float, random: Random) -> float:
    """Seconds before the next try: doubled with each failure up to `most`; half of it is chance, so that many who failed
    together do not come back together.

    >>> delay(3, 60, 3600, Random(1)) <= 240
    True
    """
    whole = min(most, least * 2.0 ** min(max(failures, 1) - 1, 30))
    return whole * random.uniform(0.5, 1.0)


def asked(words: str | None, now: float) -> float | None:
    """Seconds that a Retry-After asks for: a number, or a moment. None where it says neither."""
    told = (words or "").strip()
    if told.isdecimal():
        return min(float(told[:9]), LONGEST_ASKED)
    try:
        return min(max(parsedate_to_datetime(told).timestamp() - now, 0.0), LONGEST_ASKED)
    except (ValueError, OverflowError):
        return None
