"""Tasks done by this process, or by several, whose results come in any order."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed

from vedette.errors import VedetteError
from vedette.incidents.rows import Source
from vedette.incidents.task import Given, Part, Task, run
from vedette.uncollected import uncollected


def done(tasks: Sequence[Task], given: Given, workers: int) -> Iterator[Part]:
    """What each task found."""
    if workers < 2 or len(tasks) < 2:  # noqa: PLR2004 - one of either needs no other process
        source = Source.at(given.path, given.versions)
        for task in tasks:
            with uncollected():
                part = run(task, given, source)
            yield part
        return
    spawned = multiprocessing.get_context("spawn")  # a fork would share locks of libraries that have threads
    pool = ProcessPoolExecutor(min(workers, len(tasks)), spawned, _begin, (given,))
    try:
        for future in as_completed([pool.submit(_run, task) for task in tasks]):
            yield future.result()
    except BrokenExecutor as error:
        raise VedetteError(
            "a process that links ended before its time. A script that calls this needs `if __name__ == '__main__':`; "
            "on a machine with little memory, say --workers 1"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_SHARED: list[tuple[Given, Source]] = []
"""What this process was given, once it has begun."""


def _begin(given: Given) -> None:
    """What a process does first: leave Ctrl-C to the one that started it, end when that ends, open the lake."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _SHARED.append((given, Source.at(given.path, given.versions)))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _run(task: Task) -> Part:
    with uncollected():
        return run(task, *_SHARED[0])
