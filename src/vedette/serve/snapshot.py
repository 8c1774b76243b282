"""A lake at one version of its tables: what the routes ask. Nothing in it changes; a lake that grew has another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import PurePath
from typing import Any

import numpy as np
import pyarrow as pa

from vedette.records import Engine, Event, Posture, Problem, Reading, Report, Statement
from vedette.serve.answer import Kept
from vedette.serve.aside import process
from vedette.serve.bodies import FEW, Bodies
from vedette.serve.deeds import Deeds
from vedette.serve.flat.kinds import Real
from vedette.serve.flat.plain import days
from vedette.serve.held import Held, columns
from vedette.serve.index import Index
from vedette.serve.pool import Pool
from vedette.serve.said import Said
from vedette.serve.soon import Soon
from vedette.store import Lake
from vedette.store.columns import decoder, encoder
from vedette.store.known import STANDING, Query
from vedette.store.tables import TABLES

TOLD = f"""
CREATE TABLE told AS
WITH standing AS (SELECT reading, superseded_at FROM ({STANDING.format(readings="reports")}))
SELECT reading, key, id, source, published, title, url, language, known_from
FROM reports JOIN standing USING (reading) WHERE error IS NULL AND superseded_at IS NULL
"""
"""Reports that stand, without their texts."""

HOLDS = "SELECT reading FROM reports WHERE {0}"
HOLD = "(contains(lower(text), ?) OR contains(lower(title), ?))"


@dataclass(frozen=True, slots=True)
class Standing:
    """A report that stands."""

    key: str
    id: str
    reading: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Rest:
    """What a row of `reports` tells beside the report, but for what the derived tables have."""

    engine: Engine
    problems: tuple[Problem, ...] = ()


OWN = {"events": Event, "statements": Statement, "postures": Posture}
"""What is taken from the derived tables, since these have what was corrected."""

KINDS: dict[str, tuple[Any, ...]] = {"reports": (Report, Rest), **{name: (kind,) for name, kind in OWN.items()}}
"""Table -> what is made of its rows."""

Records = dict[str, list[tuple[Any, ...]]]
"""Reading -> the records of each of its rows of a table."""

WHOLE = "SELECT " + ", ".join(f'"{name}"' for name in columns([Event])) + " FROM events"

TOLD_OF = "SELECT " + ", ".join(columns([Standing])) + " FROM told"

_PLAIN = encoder(Event)


class Snapshot:
    """Questions that routes share. All may be asked from several threads."""

    def __init__(self, lake: Lake, before: Snapshot | None = None) -> None:
        """`before` lends what did not change."""
        self.lake = lake
        self.versions = tuple(table.version for table in lake.tables.values())
        self.kept = Kept()
        base = Query(lake.tables, TABLES)
        base.run("SET parquet_metadata_cache = true")
        base.run(TOLD)
        base.run("CREATE INDEX told_key ON told (key)")
        self._pool = Pool(base)
        incidents = lake.tables.get("incidents")
        same = before is not None and before.index.version == (incidents.version if incidents else -1)
        self.index: Index = (
            before.index if before is not None and same else Index(lake, before.index.ready.bodies if before else None)
        )
        self.counts = self._counts()
        self._held = self._kept(before)
        self._standing: Held | None = None
        self.deeds = self._deeds(before)
        self.said = Soon(lambda: Said(process.made("statements", lake, self.counts["reports"])))

    @property
    def version(self) -> int:
        """Grows with each commit to any table."""
        return sum(self.versions)

    @property
    def path_name(self) -> str:
        """The lake's name without where it lies, which is nobody's business."""
        return PurePath(self.lake.path).name

    @cached_property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day on which a report was published."""
        (row,) = self.rows("SELECT min(published) AS a, max(published) AS b FROM told").to_pylist()
        return row["a"], row["b"]

    @cached_property
    def published(self) -> Real:
        """The days on which the reports that stand were published, as numbers, the first first."""
        return np.sort(days(self.rows("SELECT published FROM told WHERE published IS NOT NULL").column("published")))

    def rows(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """What a query over the lake's tables, and `told`, finds."""
        return self._pool.rows(sql, values)

    def told(self, keys: Sequence[str]) -> list[Standing]:
        """Those of the reports that stand, in no order."""
        if self._standing is not None:
            return [one for key in dict.fromkeys(keys) for (one,) in self._standing.all([Standing], key)]
        marks = ", ".join("?" * len(keys)) or "NULL"
        return list(map(decoder(Standing), self.rows(f"{TOLD_OF} WHERE key IN ({marks})", list(keys)).to_pylist()))

    def holding(self, contains: Sequence[str]) -> list[str] | None:
        """Keys of the reports that hold one of the words; None where none are asked for."""
        if not contains:
            return None
        name = ("holding", tuple(word.lower() for word in contains))
        found = self.kept.get(name, lambda: "\n".join(self._holding(contains)).encode())
        return found.decode().split("\n") if found else []

    def _holding(self, contains: Sequence[str]) -> list[str]:
        words = " OR ".join([HOLD] * len(contains))
        values = [word.lower() for word in contains for _ in range(2)]
        found: list[str] = (
            self.rows(f"SELECT key FROM told SEMI JOIN ({HOLDS.format(words)}) USING (reading)", values)
            .column("key")
            .to_pylist()
        )
        return found

    def readings(self, keys: Sequence[str], about: AbstractSet[str] | None = None) -> list[tuple[str, Reading]]:
        """Reports that stand, with their keys, in the order of the keys: with events, statements and postures as the
        derived tables have them. With ids of events only these, what is said of them, and what else is said with it.
        """
        by_key = {one.key: one for one in self.told(keys)}
        known = list(by_key.values())
        found = {"reports": self._records("reports", known), **self._parts(known, about)}
        return [
            (
                key,
                _whole(report, rest, {name: found[name].get(by_key[key].reading, []) for name in OWN if name in found}),
            )
            for key in keys
            if key in by_key
            for report, rest in found["reports"].get(by_key[key].reading, ())
        ]

    def hold(self) -> None:
        """Take into memory what single reports are asked for; until then it is looked up in the lake's files."""
        self._standing = self._standing or Held(self.rows(TOLD_OF), [Standing], by="key")
        for name, kinds in KINDS.items():
            if name not in self._held:
                self._held[name] = Held.of(self.lake.tables[name], kinds, self.counts[name])
        self.index.pack()

    def make_bodies(self) -> None:
        """Have incidents and events made beforehand, as JSON, where most of them were not."""
        for what, of in (("incidents", self.index), ("events", self.deeds.get())):
            if of.ready.lacking > FEW:
                of.take(Bodies(process.made(what, self.lake, of.ready.lacking)))

    def _kept(self, before: Snapshot | None) -> dict[str, Held | None]:
        """What the snapshot before holds of the tables that stand as they did."""
        if before is None:
            return {}
        held = before._held  # noqa: SLF001 - another of its kind
        return {name: rows for name, rows in held.items() if self._same(before, name)}

    def _deeds(self, before: Snapshot | None) -> Soon[Deeds]:
        """The events in flat columns, those of before where nothing of them changed."""
        if before is not None and before.index is self.index and self._same(before, "events") and before.deeds.is_there:
            return before.deeds
        known = before.deeds.get().ready.bodies if before is not None and before.deeds.is_there else None
        return Soon(lambda: Deeds(self.lake, self.index, known))

    def _same(self, before: Snapshot, name: str) -> bool:
        return before.lake.tables[name].version == self.lake.tables[name].version

    def texts(self, known: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """Texts of some rows of `told`, by reading."""
        names = [row["reading"] for row in known]
        held = self._held.get("reports")
        if held is not None:
            return {name: report.text for name in names for (report,) in held.all([Report], name)}
        found = self._of("reports", ("text",), names, _near(row["published"] for row in known))
        return {row["reading"]: row["text"] for row in found}

    def event(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """The whole event of a row of `deeds`."""
        held = self._held.get("events")
        if held is not None and known["superseded_at"] is None:
            one = held.named(Event, known["reading"], known["id"])
            if one is not None:
                return dict(_PLAIN(one))
        near, values = _near([known["published"]]), [known["id"], known["reading"]]
        (found,) = self.rows(f"{WHOLE} WHERE {near} AND id = ? AND reading = ?", values).to_pylist()
        return dict(found)

    def _parts(self, known: Sequence[Standing], about: AbstractSet[str] | None) -> dict[str, Records]:
        """What the derived tables have of reports; of some events as above."""
        if about is None:
            return {name: self._records(name, known) for name in OWN}
        said = {
            reading: [row for row in rows if any(event in about for event in row[0].events)]
            for reading, rows in self._records("statements", known).items()
        }
        others = (one.events for rows in said.values() for (one,) in rows)
        return {"events": self._records("events", known, {*about, *chain.from_iterable(others)}), "statements": said}

    def _records(self, name: str, known: Sequence[Standing], ids: AbstractSet[str] | None = None) -> Records:
        """What a table has of reports: of each row (of these ids) the records of `KINDS`."""
        held, kinds = self._held.get(name), KINDS[name]
        if held is not None:
            return {one.reading: held.all(kinds, one.reading, ids) for one in known}
        near = _near(one.published for one in known) + ("" if name == "reports" else " AND superseded_at IS NULL")
        found: Records = {}
        for row in self._of(name, columns(kinds), [one.reading for one in known], near):
            if ids is None or row["id"] in ids:
                found.setdefault(row["reading"], []).append(tuple(decoder(kind)(row) for kind in kinds))
        return found

    def _of(self, table: str, names: Sequence[str], readings: Sequence[str], near: str) -> list[dict[str, Any]]:
        listed = ", ".join(f'"{name}"' for name in ("reading", *names))
        marks = ", ".join("?" * len(readings)) or "NULL"
        sql = f"SELECT {listed} FROM {table} WHERE {near} AND reading IN ({marks})"
        found: list[dict[str, Any]] = self.rows(sql, list(readings)).to_pylist()
        return found

    def _counts(self) -> dict[str, int]:
        def number(sql: str) -> int:
            return int(self.rows(f"SELECT count(*) AS n FROM {sql}").column("n")[0].as_py())

        incidents = int(np.count_nonzero(self.index.flat.span.now))
        stand = {name: number(f"{name} WHERE superseded_at IS NULL") for name in OWN}
        return {"reports": number("told"), **stand, "incidents": incidents}


def _near(published: Iterable[date | None]) -> str:
    """Days between which the reports lie, so that few files need be looked into."""
    told = list(published)
    known = [day for day in told if day is not None]
    if not known or len(known) < len(told):
        return "true"
    return f"published BETWEEN DATE '{min(known)}' AND DATE '{max(known)}'"


def _whole(report: Report, rest: Rest, parts: Records) -> Reading:
    events, said, told = ([one for (one,) in parts.get(name, ())] for name in OWN)
    return Reading(
        report,
        rest.engine,
        tuple(sorted(events, key=lambda one: (one.trigger.start, one.id))),
        tuple(sorted(said, key=lambda one: (one.content.start, one.id))),
        tuple(sorted(told, key=lambda one: (one.force.start, one.id))),
        rest.problems,
    )
