"""The lake as it stands now: looked at every so often, and handed out as one picture that holds still."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial

from vedette.errors import VedetteError
from vedette.serve import forces
from vedette.serve.aside import process
from vedette.serve.snapshot import Snapshot
from vedette.serve.soon import Soon
from vedette.serve.warned import Alerts
from vedette.store import Lake, open_lake

LOG = logging.getLogger("vedette.serve")

SETTLE = 4
"""Seconds after the start in which a large lake is left alone, so that whoever waits for the first view has both cores: it takes two."""

REST = 3
"""Times as long as a picture took to make is rested before the next, so that a lake that is written to all the time does
not keep a core busy.
"""


class Live:
    """Holds the newest picture, and wakes those who wait for the next."""

    def __init__(self, path: str, poll: float, mutes: str | None = None) -> None:
        """`poll` in seconds; `mutes` is a file."""
        self._path = path
        self._poll = poll
        self._looking: Lake = open_lake(path, keep=False)
        self._mutes = mutes
        self.now = Snapshot(open_lake(path, keep=False))
        self.alerts = Alerts()
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

    async def prepare(self) -> None:
        """Make what takes long of each picture before it is asked for, until cancelled."""
        if self.now.counts["reports"] > process.FEW:
            await asyncio.sleep(SETTLE)
        tell = partial(asyncio.get_running_loop().call_soon_threadsafe, self._wake)
        while not self.stopping:
            here, begun = self.now, time.monotonic()
            await Soon(partial(self._prepare, here, tell)).wait()  # in a thread that an end need not wait for
            rest = time.monotonic() + REST * (time.monotonic() - begun)
            while not self.stopping and (self.now is here or time.monotonic() < rest):
                await self.change(self._poll)

    def _prepare(self, here: Snapshot, tell: Callable[[], object]) -> None:
        """What a person asks for first comes first."""
        works = (
            here.hold,
            here.deeds.get,
            here.make_bodies,
            partial(self._count, here, tell),
            partial(forces.prepare, here),
            here.said.get,
        )
        for make in works:
            if self.stopping:
                return
            try:
                make()
            except Exception as error:  # whatever it is, what can be served is served
                if not self.stopping:
                    LOG.warning("%s", error, exc_info=not isinstance(error, VedetteError))

    def _count(self, here: Snapshot, tell: Callable[[], object]) -> None:
        try:
            rows = process.made("alerts", here.lake, here.counts["reports"], self._mutes)
        except Exception:
            self.alerts = replace(self.alerts, failed=here.version)
            raise
        else:
            self.alerts = Alerts.taken(rows, here.version)
        finally:
            tell()

    def stop(self) -> None:
        """Let those who wait go."""
        self.stopping = True
        self._changed.set()
        process.stop()

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
        fresh = open_lake(self._path, keep=False)
        made = Snapshot(fresh, self.now)
        made.hold()
        self._looking = open_lake(self._path, keep=False)  # it may have more tables now
        return made

    def _take(self, found: Snapshot) -> None:
        self.now = found
        self._wake()

    def _wake(self) -> None:
        waiting, self._changed = self._changed, asyncio.Event()
        waiting.set()


def versions(lake: Lake) -> tuple[int, ...]:
    """Of its tables, in their order."""
    return tuple(table.version for table in lake.tables.values())
