"""Web pages parsed by other processes than the one that opens files and commits, in the order of the input.

To take the main text out of a page costs a tenth to half of what it costs to read it, and pages in other languages are
parsed though they are not read. One process that parses keeps up with some readers only.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Self

from vedette.ingest.local import begin
from vedette.records import Problem, Report
from vedette.sources import Unparsed

SHARE = 2
"""Processes that read for each that parses: parsing takes at most half as long. See docs/decisions/0008-the-lake.md."""

HERE = 32
"""Pages that are parsed by this process, before it starts others: a start takes about a second, and a page 0.03 to 0.2."""

WAITING = 8
"""Pages under way for each process that parses: some seconds' work, and 50 MiB each at the very worst."""

Found = Report | Problem
"""What comes of a page, with others of its kind."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A page that was given out."""

    page: Unparsed
    future: Future[list[Found]]


class Parsers:
    """`processes` of them, started when they are needed; with none, all is parsed here. Ended by `with`."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._one: ProcessPoolExecutor | None = None
        """For pages that were under way when a process ended."""
        self._pages = 0

    def parsed(self, found: Iterable[Found | Unparsed]) -> Iterator[Found]:
        """All that is found, in order, pages parsed."""
        waiting: deque[Begun | Found] = deque()
        for each in found:
            if isinstance(each, Unparsed):
                waiting.extend(self._given_out(each))
            else:
                waiting.append(each)
            while waiting and (len(waiting) > WAITING * self._processes or _ready(waiting[0])):
                yield from self._got(waiting.popleft())
        while waiting:
            yield from self._got(waiting.popleft())

    def _given_out(self, page: Unparsed) -> Iterable[Begun | Found]:
        self._pages += 1
        if not self._processes or self._pages <= HERE:
            return page.found()
        if self._pool is None:
            self._pool = _pool(self._processes)
        try:
            return [Begun(page, self._pool.submit(page.found))]
        except BrokenExecutor:
            self._pool = _pool(self._processes)
            return [Begun(page, self._pool.submit(page.found))]

    def _got(self, each: Begun | Found) -> Iterable[Found]:
        if not isinstance(each, Begun):
            return [each]
        try:
            return each.future.result()
        except BrokenExecutor:  # this page ended its process, or one that was parsed beside it
            return self._alone(each.page)

    def _alone(self, page: Unparsed) -> list[Found]:
        """The page once more, with no other beside it: if the process ends again, it is the page's doing."""
        self._one = self._one or _pool(1)
        try:
            return self._one.submit(page.found).result()
        except BrokenExecutor:
            self._one = None
            return [_crashed(page)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pool in (self._pool, self._one):
            if pool is not None:
                pool.shutdown(wait=False, cancel_futures=True)


def _ready(each: Begun | Found) -> bool:
    return not isinstance(each, Begun) or each.future.done()


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), begin)


def _crashed(page: Unparsed) -> Problem:
    return Problem(
        "page-crashed",
        page.where,
        "The program ended when it took the text out of this page, or there was no more memory.",
        "Please report it, with the page if you may.",
    )
