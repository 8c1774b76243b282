"""One request at a time to a host, with a pause before the next, and none while it asked to be left alone.

Main loop and workers share it; the clock is that of the day, since a Retry-After outlives the program.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

PAUSE = 1.0
"""Seconds between the end of one request to a host and the next."""

LONGEST_PAUSE = 600.0
"""Seconds of a Crawl-delay that are kept; hosts that ask for more are asked once in so long."""


class Manners:
    """Which host may be asked when."""

    def __init__(
        self,
        pause: float = PAUSE,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause = pause
        self._clock, self._sleep = clock, sleep
        self._pauses: dict[str, float] = {}
        self._free: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._turns: dict[str, Lock] = {}

    def slow(self, host: str, seconds: float) -> None:
        """The pause that the host asks of all programs."""
        self._pauses[host] = min(max(seconds, self._pause), LONGEST_PAUSE)

    def pause(self, host: str) -> float:
        """Seconds between two requests."""
        return self._pauses.get(host, self._pause)

    def hold(self, host: str, until: float) -> None:
        """The host asked to be left alone."""
        self._held[host] = max(until, self._held.get(host, 0.0))

    def held(self, host: str) -> float:
        """Until when it asked to be left alone; 0 if it did not."""
        return self._held.get(host, 0.0)

    def wait(self, host: str) -> float:
        """Seconds until it may be asked."""
        left = self._free.get(host, 0.0) - self._clock()
        return min(max(left, 0.0), self.pause(host))  # a clock that was set back must not make it longer

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host to be free, ask it, and note when that was done."""
        with self._turns.setdefault(host, Lock()):
            self._sleep(self.wait(host))
            try:
                yield
            finally:
                self._free[host] = self._clock() + self.pause(host)
