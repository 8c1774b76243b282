"""The lake as it stands now: looked at every so often, and handed out as one picture that holds still."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator

from vedette.errors import VedetteError
from vedette.serve.snapshot import Snapshot
from vedette.store import Lake, open_lake

LOG = logging.getLogger("vedette.serve")

REST = 3
"""Times as long as a picture took to make is rested before the next, so that a lake that is written to all the time does
not keep a core busy.
"""


class Live:
    """Holds the newest picture, and wakes those who wait for the next."""

    def __init__(self, path: str, poll: float) -> None:
        """`poll` in seconds."""
        self._path = path
        self._poll = poll
        self._looking: Lake = open_lake(path)
        self.now = Snapshot(open_lake(path))
        self._changed = asyncio.Event()
        self.listeners = 0
        self.stopping = False

    async def watch(self) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.sleep(self._poll)
            begun = time.monotonic()
            try:
                found = await asyncio.to_thread(self._next)
            except VedetteError as error:
                LOG.warning("%s", error)  # as while somebody repairs it: what was read last goes on being shown
                continue
            if found:
                self._take(found)
                await asyncio.sleep(REST * (time.monotonic() - begun))

    def stop(self) -> None:
        """Let those who wait go."""
        self.stopping = True
        self._changed.set()

    async def change(self, seconds: float) -> bool:
        """Wait for the next picture, so long at most; whether it came."""
        waiting = self._changed
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(waiting.wait(), seconds)
        return waiting.is_set()

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Counts who listens."""
        self.listeners += 1
        try:
            yield
        finally:
            self.listeners -= 1

    def _next(self) -> Snapshot | None:
        """A new picture where something was committed, ready to be asked."""
        self._looking.refresh()
        if versions(self._looking) == self.now.versions:
            return None
        fresh = open_lake(self._path)
        made = Snapshot(fresh, self.now)
        self._looking = open_lake(self._path)  # it may have more tables now
        return made

    def _take(self, found: Snapshot) -> None:
        self.now = found
        waiting, self._changed = self._changed, asyncio.Event()
        waiting.set()


def versions(lake: Lake) -> tuple[int, ...]:
    """Of its tables, in their order."""
    return tuple(table.version for table in lake.tables.values())
