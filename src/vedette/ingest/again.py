"""What failed, tried again: reports that could not be read are read from the lake, places of inputs are opened anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from vedette import sources
from vedette.ingest import rows
from vedette.ingest.run import Run
from vedette.ingest.units import Manner, readings
from vedette.records import Problem, Report
from vedette.store import retract, tables
from vedette.store.opened import Lake

TURNED_OUT_WELL = "read when it was tried again"
"""Why a dead letter no longer stands."""

WITHIN = "!"
"""What stands between an archive and the name of a file in it."""

Make = Callable[[Manner], Run]
"""A run that reads in this manner."""


@dataclass(slots=True)
class Outcome:
    """What came of trying again."""

    tried: int = 0
    mended: int = 0
    """Dead letters that no longer stand."""
    read: int = 0
    """Reports that are in the lake now and were not."""


@dataclass(slots=True)
class Again:
    """Tries the dead letters of a lake that stand. `make` makes the run that reads in a given manner."""

    lake: Lake
    manner: Manner
    make: Make
    now: Callable[[], datetime]
    outcome: Outcome = field(default_factory=Outcome)

    def run(self) -> Outcome:
        """Try all."""
        letters = self.lake.problems().to_pylist()
        self.outcome.tried = len(letters)
        self._reports([row for row in letters if row["text"]])
        for how, of in _grouped(row for row in letters if not row["text"]).items():
            self._places(json.loads(how or "{}"), how, of)
        return self.outcome

    def _reports(self, failed: list[Mapping[str, Any]]) -> None:
        """Read the texts again. What fails again stays the dead letter that it is."""
        if not failed:
            return
        bare = [self._bare(row) for row in failed]
        run = self.make(self.manner)
        with run.reading as reading:
            for unit in reading.read([tables.table(bare)]):
                well = unit.filter(pc.field("error").is_null())
                written = run.keep(well).num_rows if well.num_rows else 0
                self.outcome.mended += written
                self.outcome.read += written
        self.lake.derive()

    def _bare(self, row: Mapping[str, Any]) -> dict[str, Any]:
        key = tables.reading_key(row["key"], self.manner.engine, self.manner.settings, again=True)
        kept = [problem for problem in row["problems"] if problem["kind"] not in tables.FAILED]
        return {
            **row,
            "reading": key,
            "error": None,
            "problems": kept,
            "settings": self.manner.settings,
            "engine": asdict(self.manner.engine),
        }

    def _places(self, how: Mapping[str, Any], told: str, letters: list[Mapping[str, Any]]) -> None:
        """Open the inputs again, as they were opened. Dead letters that are not met again no longer stand."""
        manner = Manner(self.manner.engine, self.manner.settings, told, how.get("source", ""))
        paths = [path for path in dict.fromkeys(map(_file, letters)) if path != "-" and _there(path)]
        if not paths:
            return
        met: set[str] = set()
        run = self.make(manner)
        with run.reading:
            for tally in run.take(_noted(_opened(paths, how), manner, met)):
                last = tally
        self.outcome.read += last.coded
        gone = [row["key"] for row in letters if _file(row) in paths and row["key"] not in met]
        self.outcome.mended += retract.keys(self.lake, gone, TURNED_OUT_WELL, self.now())


def how(**options: Any) -> str:  # noqa: ANN401 - options of `sources.read`
    """The options of a call, as a dead letter keeps them; those left to themselves are left out."""
    told = {name: str(value) if isinstance(value, date) else value for name, value in options.items() if value}
    return json.dumps(told, sort_keys=True) if told else ""


def _opened(paths: list[str], how: Mapping[str, Any]) -> Iterator[Report | Problem]:
    return sources.read(
        paths,
        date=date.fromisoformat(how["date"]) if "date" in how else None,
        fields=how.get("fields"),
        form=how.get("form"),
        encoding=how.get("encoding"),
    )


def _noted(found: Iterable[Report | Problem], manner: Manner, met: set[str]) -> Iterator[Report | Problem]:
    """The same, with the key of each dead letter noted as it goes by."""
    for reading in readings(found, manner):
        yield from reading.problems
        if reading.report.text:
            yield reading.report
        else:
            met.add(rows.bare(reading)["key"])


def _grouped(letters: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The dead letters by how their inputs were opened."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in letters:
        groups.setdefault(row["how"], []).append(row)
    return groups


def _file(row: Mapping[str, Any]) -> str:
    """The file on disk: an archive for what lay in it."""
    path = str(row["where"]["path"])
    return path if _there(path) else path.split(WITHIN, maxsplit=1)[0]


def _there(path: str) -> bool:
    return Path(path).exists()
