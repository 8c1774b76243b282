"""A bar on standard error while reports are read: on a terminal only, gone when something else is printed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

WIDTH = 24
"""Characters of the bar itself."""

PAUSE = 0.1
"""Seconds between two drawings: what an eye follows."""

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
    def over(cls, inputs: Sequence[str], *, shown: bool) -> Progress:
        """A bar as long as the reports of the inputs, where they can be counted beforehand; else only a count."""
        return cls(_total(inputs) if shown else None, shown=shown)

    def step(self) -> None:
        """One report more is done."""
        self._done += 1
        if self._shown and self._clock() >= self._drawn + PAUSE:
            self._drawn = self._clock()
            self._put(ERASE + self.line())

    def erase(self) -> None:
        """Clear the line for what is printed next."""
        if self._shown:
            self._put(ERASE)

    def line(self) -> str:
        """`[########                ] 12/36 reports, 8.1 a second`"""
        rate = self._done / max(self._clock() - self._begun, 0.001)
        if self._total is None:
            return f"{self._done} reports, {rate:.1f} a second"
        filled = min(WIDTH, WIDTH * self._done // max(self._total, 1))
        return f"[{'#' * filled:<{WIDTH}}] {self._done}/{self._total} reports, {rate:.1f} a second"

    @staticmethod
    def _put(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


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
    if path.suffix not in {".jsonl", ".ndjson"}:
        return None
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
