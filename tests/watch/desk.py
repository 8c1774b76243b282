"""A watcher whose clock is in the test's hand, with the stand-in reader, and what it told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.stand_ins import WordReader
from vedette.pipeline import Pipeline
from vedette.records import Problem, Reading
from vedette.watch.fetch import Fetcher
from vedette.watch.manners import Manners
from vedette.watch.plan import Feed, Plan, Webhook
from vedette.watch.robots import Robots
from vedette.watch.state import State
from vedette.watch.watcher import Tally, Watcher
from vedette.watch.wire import Patience, Wire

NOON = 1_709_722_800.0
"""2024-03-06, 11:00 UTC."""


@dataclass
class Desk:
    """One state file, over which watchers come and go; `look` is one of them with `--once`."""

    path: Path
    plan: Plan
    now: float = NOON
    reader: WordReader = field(default_factory=WordReader)
    shown: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: list[Reading | Problem] = field(default_factory=list)
    rests: int = 0

    def show(self, reading: Reading) -> None:
        self.shown.append(reading)

    def tell(self, problem: Problem) -> None:
        self.problems.append(problem)

    def keep(self, readings: Sequence[Reading | Problem]) -> None:
        self.kept += readings

    def rest(self) -> None:
        self.rests += 1

    @contextmanager
    def watcher(self) -> Iterator[Watcher]:
        with State.open(self.path) as state:
            wire = Wire(Patience(silence=20.0, whole=40.0))
            fetcher = Fetcher(
                self.plan.agent,
                wire=wire,
                manners=Manners(0.0, clock=lambda: self.now),
                rules=Robots(state.rules()),
                clock=lambda: self.now,
            )
            line = Pipeline(self.reader)
            yield Watcher(
                self.plan,
                state,
                fetcher,
                line.readings,
                self,
                clock=lambda: self.now,
                random=Random(1),  # noqa: S311
            )

    def look(self, later: float = 0.0) -> Tally:
        """What the feeds have `later` seconds from now, told from anew."""
        self.now += later
        self.shown, self.problems, self.kept = [], [], []
        with self.watcher() as watcher:
            return watcher.run(once=True)

    @property
    def places(self) -> list[str]:
        """The villages of the events that were shown."""
        return [
            argument.span.text[15:]
            for reading in self.shown
            for event in reading.events
            for argument in event.role("recipient")
        ]

    @property
    def kinds(self) -> list[str]:
        return [problem.kind for problem in self.problems]


def desk(path: Path, *urls: str, webhooks: Sequence[Webhook] = (), robots: bool = False, **settings: object) -> Desk:
    """A desk that watches feeds of these addresses."""
    feeds = tuple(Feed(url, allow_private=True, robots=robots, **settings) for url in urls)  # type: ignore[arg-type]
    return Desk(path / "state", Plan(feeds, tuple(webhooks)))
