"""What takes long, made once in the background by whoever asks first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Soon(Generic[T]):
    """A value that is made in a thread of its own when it is first asked for, and then kept."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._future: Future[T] | None = None

    @property
    def is_there(self) -> bool:
        """Whether it was made."""
        future = self._future
        return future is not None and future.done() and future.exception() is None

    def get(self) -> T:
        """The value; waits for it."""
        return self.begun().result()

    async def wait(self) -> T:
        """The value, without holding a thread meanwhile."""
        return await asyncio.shield(asyncio.wrap_future(self.begun()))

    def begun(self) -> Future[T]:
        """Begin to make it, unless that was done; what failed is tried again."""
        with self._lock:
            failed = self._future is not None and self._future.done() and self._future.exception() is not None
            if self._future is None or failed:
                self._future = Future()
                Thread(target=self._run, args=(self._future,), daemon=True).start()
            return self._future

    def _run(self, future: Future[T]) -> None:
        future.set_running_or_notify_cancel()
        try:
            future.set_result(self._make())
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            future.set_exception(error)
