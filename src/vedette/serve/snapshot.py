"""A lake at one version of its tables: what the routes ask. Nothing in it changes; a lake that grew has another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import Any, cast

import pyarrow as pa

from vedette.records import Event, Posture, Reading, Statement
from vedette.serve.answer import Kept
from vedette.serve.aside import process
from vedette.serve.deeds import Deeds
from vedette.serve.held import Held
from vedette.serve.index import Index
from vedette.serve.pool import Pool
from vedette.serve.said import Said
from vedette.serve.soon import Soon
from vedette.store import Lake
from vedette.store.columns import decoder
from vedette.store.known import STANDING, Query
from vedette.store.tables import REPORTS, TABLES, from_plain

TOLD = f"""
CREATE TABLE told AS
WITH standing AS (SELECT reading, superseded_at FROM ({STANDING.format(readings="reports")}))
SELECT reading, key, id, source, published, title, url, language, known_from
FROM reports JOIN standing USING (reading) WHERE error IS NULL AND superseded_at IS NULL
"""
"""Reports that stand, without their texts."""

HOLDS = "SELECT reading FROM reports WHERE {0}"
HOLD = "(contains(lower(text), ?) OR contains(lower(title), ?))"

OWN = {
    name: ("reading", *(field.name for field in fields(kind)))
    for name, kind in (("events", Event), ("statements", Statement), ("postures", Posture))
}
"""What is taken from the derived tables, since these have what was corrected, and the columns that make a record."""

WHOLE = "SELECT " + ", ".join(f'"{name}"' for name in OWN["events"]) + " FROM events"

PLAIN = tuple(name for name in REPORTS.names if name not in OWN)

_EVENT, _STATEMENT, _POSTURE = decoder(Event), decoder(Statement), decoder(Posture)


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
        self.index: Index = before.index if before is not None and same else Index(lake)
        self.counts = self._counts()
        self._held = self._kept(before)
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

    def rows(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """What a query over the lake's tables, and `told`, finds."""
        return self._pool.rows(sql, values)

    def told(self, keys: Sequence[str]) -> list[dict[str, Any]]:
        """Of reports that stand: key, id, reading and published, in no order."""
        marks = ", ".join("?" * len(keys)) or "NULL"
        found: list[dict[str, Any]] = self.rows(
            f"SELECT key, id, reading, published FROM told WHERE key IN ({marks})", list(keys)
        ).to_pylist()
        return found

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

    def readings(self, keys: Sequence[str]) -> list[tuple[str, Reading]]:
        """Reports that stand, with their keys, in the order of the keys: with events, statements and postures as the
        derived tables have them.
        """
        if not keys:
            return []
        known = self.told(keys)
        by_key = {row["key"]: row["reading"] for row in known}
        near = _near(known)
        plain = {row["reading"]: row for row in self._of("reports", PLAIN, by_key.values(), near)}
        parts = {name: self._parts(name, by_key.values(), near) for name in OWN}
        return [
            (key, _whole(plain[by_key[key]], {name: parts[name].get(by_key[key], []) for name in OWN}))
            for key in keys
            if key in by_key and by_key[key] in plain
        ]

    def hold(self) -> None:
        """Take into memory what single reports are asked for; until then it is looked up in the lake's files."""
        for name, columns in (("reports", PLAIN), *OWN.items()):
            if name not in self._held:
                self._held[name] = Held.of(self.lake.tables[name], columns, self.counts[name])

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
        return Soon(lambda: Deeds(self.lake, self.index))

    def _same(self, before: Snapshot, name: str) -> bool:
        return before.lake.tables[name].version == self.lake.tables[name].version

    def texts(self, known: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """Texts of some rows of `told`, by reading."""
        found = self._of("reports", ("reading", "text"), [row["reading"] for row in known], _near(known))
        return {row["reading"]: row["text"] for row in found}

    def event(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """The whole event of a row of `deeds`."""
        held = self._held.get("events")
        if held is not None and known["superseded_at"] is None:
            row = held.row(known["reading"], known["id"])
            if row is not None:
                return row
        near, values = _near([known]), [known["id"], known["reading"]]
        (found,) = self.rows(f"{WHOLE} WHERE {near} AND id = ? AND reading = ?", values).to_pylist()
        return dict(found)

    def _parts(self, name: str, readings: Iterable[str], near: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for row in self._of(name, OWN[name], readings, f"superseded_at IS NULL AND {near}"):
            found.setdefault(row["reading"], []).append(row)
        return found

    def _of(self, table: str, columns: Sequence[str], readings: Iterable[str], near: str) -> list[dict[str, Any]]:
        names = list(readings)
        held = self._held.get(table)
        if held is not None:
            return held.rows(names)
        listed = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(names)) or "NULL"
        found: list[dict[str, Any]] = self.rows(
            f"SELECT {listed} FROM {table} WHERE {near} AND reading IN ({marks})",
            names,
        ).to_pylist()
        return found

    def _counts(self) -> dict[str, int]:
        def number(sql: str) -> int:
            return int(self.rows(f"SELECT count(*) AS n FROM {sql}").column("n")[0].as_py())

        (incidents,) = (
            self.index.rows("SELECT count(*) AS n FROM flat WHERE superseded_at IS NULL").column("n").to_pylist()
        )
        stand = {name: number(f"{name} WHERE superseded_at IS NULL") for name in OWN}
        return {"reports": number("told"), **stand, "incidents": incidents}


def _near(known: Sequence[Mapping[str, Any]]) -> str:
    """Days between which the reports lie, so that few files need be looked into."""
    days = [row["published"] for row in known]
    if not days or None in days:
        return "true"
    return f"published BETWEEN DATE '{min(days)}' AND DATE '{max(days)}'"


def _whole(plain: Mapping[str, Any], parts: Mapping[str, list[Any]]) -> Reading:
    bare = from_plain({**plain, **{name: [] for name in OWN}})
    events = tuple(cast("Event", _EVENT(row)) for row in parts["events"])
    said = tuple(cast("Statement", _STATEMENT(row)) for row in parts["statements"])
    told = tuple(cast("Posture", _POSTURE(row)) for row in parts["postures"])
    return replace(
        bare,
        events=tuple(sorted(events, key=lambda one: (one.trigger.start, one.id))),
        statements=tuple(sorted(said, key=lambda one: (one.content.start, one.id))),
        postures=tuple(sorted(told, key=lambda one: (one.force.start, one.id))),
    )
