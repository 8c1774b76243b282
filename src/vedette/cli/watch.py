"""`vedette watch`: feeds in, what is new out, until it is told to end."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Timer
from types import FrameType
from typing import TYPE_CHECKING

from vedette.cli import exits, output, own
from vedette.config import Settings
from vedette.errors import UsageError
from vedette.export import phrases, renderer
from vedette.records import Problem, Reading, Report
from vedette.watch import listed
from vedette.watch.fetch import Fetcher
from vedette.watch.manners import Manners
from vedette.watch.plan import Plan
from vedette.watch.robots import Robots
from vedette.watch.state import State
from vedette.watch.watcher import READ_AT_ONCE, Tally, Watcher

if TYPE_CHECKING:
    from vedette.pipeline import Pipeline
    from vedette.watch.kept import Kept

GRACE = 1.5
"""Seconds that the work at hand has to end in after a signal. The state bears an end at any moment."""


def run(arguments: argparse.Namespace) -> int:
    """Watch the feeds; the exit code comes back when all was looked at once, or at a signal."""
    if arguments.feeds is None and not arguments.opml:
        raise UsageError("Name a feeds.toml, or a list of feeds with --opml")
    plan = listed.plan(arguments.feeds, arguments.opml, every=arguments.every, environment=os.environ)
    line = Line(replace(own.settings(arguments), batch=READ_AT_ONCE))
    if not arguments.once:
        line.begin()
    kept = _kept(arguments.lake, line)
    outlet = Outlet(arguments.format, kept)
    with State.open(_state(arguments)) as state:
        watcher = Watcher(plan, state, _fetcher(plan, state), line.readings, outlet)
        with _ended_by_signals(watcher) as signals:
            tally = watcher.run(once=arguments.once)
            outlet.close()
    if not arguments.quiet:
        print(summary(tally), file=sys.stderr)
    return _code(tally, signals, once=arguments.once)


class Line:
    """The pipeline, made when the first report is to be read: most calls with --once have none."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def pipeline(self) -> Pipeline:
        """All stages, with the reader loaded."""
        from vedette import pipeline  # noqa: PLC0415 - a second that a look without news need not wait for

        return pipeline.Pipeline(pipeline.reader_of(self.settings.model, gpu=self.settings.gpu), self.settings)

    def begin(self) -> None:
        """Load the reader now, so that what is wrong with it is told before the first report comes."""
        _ = self.pipeline

    def readings(self, given: Iterable[Report | Problem]) -> Iterator[Reading | Problem]:
        """As `Pipeline.readings`."""
        return self.pipeline.readings(given)


def _kept(lake: str | None, line: Line) -> Kept | None:
    """What stores readings in the lake, if one was named."""
    if lake is None:
        return None
    from vedette.store import Lake  # noqa: PLC0415 - 0.5 s that others need not wait for
    from vedette.watch.kept import Kept  # noqa: PLC0415 - as above

    return Kept(Lake.open_or_make(lake), line.settings, lambda: datetime.now(UTC))


def _fetcher(plan: Plan, state: State) -> Fetcher:
    return Fetcher(plan.agent, manners=Manners(), rules=Robots(state.rules()))


def _state(arguments: argparse.Namespace) -> Path:
    """The file of the state: as said, else beside the list of feeds and under its name."""
    beside: Path = arguments.feeds or arguments.opml[0]
    chosen: Path | None = arguments.state
    return chosen or beside.with_name(f"{beside.name}.state")


class Outlet:
    """Prints readings and problems, and stores what is to be stored."""

    def __init__(self, format_: str, kept: Kept | None = None) -> None:
        self._render, self._page, self._kept = renderer(format_), output.page(None), kept

    def show(self, reading: Reading) -> None:
        """A reading with its new events, in one piece."""
        sys.stdout.buffer.write(output.encoded(self._render(reading, self._page)))
        sys.stdout.buffer.flush()

    def tell(self, problem: Problem) -> None:
        """What went wrong: every time, since it is seldom and goes on for years."""
        words = "".join(each if each.isprintable() else " " for each in phrases.problem(problem))
        print(words, file=sys.stderr, flush=True)

    def keep(self, readings: Sequence[Reading | Problem]) -> None:
        """Store what was read."""
        if self._kept:
            self._kept.keep(readings)

    def rest(self) -> None:
        """Nothing is to be done just now."""
        if self._kept:
            self._kept.rest()

    def close(self) -> None:
        """Leave the lake with all its tables alike."""
        if self._kept:
            self._kept.rest(0.0)


@contextmanager
def _ended_by_signals(watcher: Watcher) -> Iterator[list[int]]:
    """Signals end the loop; the list holds those that came. What takes too long to end is cut off."""
    came: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        watcher.stop()
        if len(came) == 1:
            timer = Timer(GRACE, os._exit, (_ending(number),))
            timer.daemon = True
            timer.start()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ending(number: int) -> int:
    return exits.INTERRUPTED if number == signal.SIGINT else exits.DONE


def _code(tally: Tally, signals: Sequence[int], *, once: bool) -> int:
    if signals:
        return _ending(signals[0])
    nothing = once and tally.polled and tally.failed == tally.polled
    return exits.NOTHING_READ if nothing else exits.DONE


def summary(tally: Tally) -> str:
    """`3 looks at feeds (1 unchanged, 1 failed): 12 new reports, 20 new events; 9 letters posted, 0 waiting`"""
    looks = "1 look at a feed" if tally.polled == 1 else f"{tally.polled:,} looks at feeds"
    return (
        f"{looks} ({tally.unchanged:,} unchanged, {tally.failed:,} failed): "
        f"{_plural(tally.reports, 'new report')}, {_plural(tally.events, 'new event')}; "
        f"{_plural(tally.posted, 'letter')} posted, {tally.untold:,} waiting"
    )


def _plural(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
