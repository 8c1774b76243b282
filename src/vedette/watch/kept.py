"""All that was read, in a lake, as `vedette ingest` would have put it there: what it holds already is not doubled."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from vedette.config import Settings
from vedette.ingest import rows
from vedette.ingest.local import Alone
from vedette.ingest.run import DERIVE_EVERY, Run
from vedette.ingest.units import Manner
from vedette.records import Engine, Problem, Reading
from vedette.store import tables
from vedette.store.columns import Plain
from vedette.store.opened import Lake

REST = 10.0
"""Seconds, as `DERIVE_EVERY`, where there is nothing else to do."""

_NO_ENGINE = Engine("", "", "")
"""Of dead letters: nothing read them."""


class Kept:
    """Stores readings in a lake; one commit each time. `now` is the clock that `known_from` is read from."""

    def __init__(self, lake: Lake, settings: Settings, now: Callable[[], datetime]) -> None:
        self._lake = lake
        self._settings = rows.settings_name(settings)
        self._run = Run(lake, Alone(settings), Manner(_NO_ENGINE, self._settings), now)
        self._derived = time.monotonic()
        self._behind = False

    def keep(self, readings: Sequence[Reading | Problem]) -> None:
        """Store them, if they are not there; a problem becomes a dead letter."""
        self._run.keep(tables.table([self._row(each) for each in readings]))
        self._behind = True
        self.rest(DERIVE_EVERY)

    def rest(self, after: float = REST) -> None:
        """Bring events, statements and force entries up to the reports, unless that was done so many seconds ago."""
        if self._behind and time.monotonic() - self._derived > after:
            self._lake.derive()
            self._derived, self._behind = time.monotonic(), False

    def _row(self, told: Reading | Problem) -> dict[str, Plain]:
        """As ingest makes it: its key is that of the report before it was read."""
        if isinstance(told, Problem):
            return rows.bare(tables.dead_letter([told], _NO_ENGINE), self._settings)
        problems = tuple(problem for problem in told.problems if problem.kind not in tables.FAILED)
        row = tables.row_of(rows.bare(replace(told, problems=problems), self._settings))
        return tables.to_plain(told, replace(row, error=tables.error(told)))
