"""How many requests one address may make: a bucket that fills at a steady rate and holds a burst."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

KNOWN = 4096
"""Addresses that are remembered; the one that asked longest ago goes first, and comes back with a full bucket."""


class Rate:
    """One bucket an address."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float]) -> None:
        """`rate` a second; `clock` tells seconds."""
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> float:
        """Take one; 0 where there was one, else the seconds until there is."""
        now = self._clock()
        left, then = self._left.pop(address, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._rate)
        self._left[address] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > KNOWN:
            self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / self._rate
