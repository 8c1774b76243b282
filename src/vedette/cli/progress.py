"""A bar on standard error while reports are read: on a terminal only, gone when something else is printed."""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

WIDTH = 24
"""Characters of the bar itself."""

PAUSE = 0.1
"""Seconds between two drawings: what an eye follows."""

COUNTED = 200_000_000
"""Bytes of a compressed file that is opened only to count its lines: some seconds' work."""

ERASE = "\r\x1b[K"


class Progress:
    """Counts inputs done of `total` (None: not known) and draws them; silent where `shown` is false."""

    def __init__(self, total: int | None, *, shown: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._shown = shown
        self._clock = clock
        self._begun = self._drawn = clock()
        self._done = 0

    @classmethod
    def over(cls, inputs: Sequence[str], *, shown: bool, limit: int | None = None) -> Progress:
        """A bar as long as the reports of the inputs (of which no more than `limit` are read), where they can be counted
        beforehand; else only a count.
        """
        total = _total(inputs) if shown else None
        return cls(total if total is None or limit is None else min(total, limit), shown=shown)

    def step(self) -> None:
        """One report more is done."""
        self.reach(self._done + 1)

    def reach(self, done: int) -> None:
        """So many reports are done."""
        self._done = done
        if self._shown and self._clock() >= self._drawn + PAUSE:
            self._drawn = self._clock()
            self._put(ERASE + self.line())

    def erase(self) -> None:
        """Clear the line for what is printed next."""
        if self._shown:
            self._put(ERASE)

    def line(self) -> str:
        """`[########                ] 12/36 reports, 8.1 a second, 0:03 left`"""
        rate = self._done / max(self._clock() - self._begun, 0.001)
        if self._total is None:
            return f"{self._done} reports, {rate:.1f} a second"
        filled = min(WIDTH, WIDTH * self._done // max(self._total, 1))
        left = f", {_clock((self._total - self._done) / rate)} left" if rate else ""
        return f"[{'#' * filled:<{WIDTH}}] {self._done}/{self._total} reports, {rate:.1f} a second{left}"

    @staticmethod
    def _put(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _clock(seconds: float) -> str:
    """`0:03`, `1:02:03`"""
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _total(inputs: Sequence[str]) -> int | None:
    """Lines of the inputs, or one for a plain text; None where an input is no plain file."""
    paths = [Path(name) for name in inputs]
    if not all(path.is_file() for path in paths):
        return None
    counted = [_reports(path) for path in paths]
    return None if None in counted else sum(number for number in counted if number is not None)


def _reports(path: Path) -> int | None:
    if path.suffix in {".txt", ".text", ".md"}:
        return 1
    opened = gzip.open if path.suffix == ".gz" and path.stat().st_size < COUNTED else open
    name = path.with_suffix("") if opened is gzip.open else path
    if name.suffix not in {".jsonl", ".ndjson"}:
        return None
    with opened(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
