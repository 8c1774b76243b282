"""The rows that alerts cite, with the words of the reports that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from vedette.records import Alert
from vedette.store import Lake
from vedette.store.known import Query
from vedette.store.tables import TABLES

Json = dict[str, Any]

SIDE = 120
"""Characters shown on either side of the words."""

OF = """
SELECT t.id, {type} AS type, {mode} AS mode, {day} AS day, t.report_id AS report, t.report AS key, t.report_source AS source,
    t.published, coalesce(r.title, '') AS title, t.{span}.start AS start, t.{span}."end" AS "end",
    substr(r.text, greatest(0, t.{span}.start - {side}) + 1, t.{span}."end" - greatest(0, t.{span}.start - {side}) + {side}) AS words
FROM {table} AS t SEMI JOIN cited ON cited.id = t.id JOIN reports AS r ON r.reading = t.reading WHERE t.superseded_at IS NULL
"""

TABLE_OF: Mapping[str, Mapping[str, str]] = {
    "event": {"table": "events", "span": '"trigger"', "type": "t.type", "mode": "t.mode", "day": "t.since"},
    "statement": {"table": "statements", "span": "content", "type": "NULL", "mode": "NULL", "day": "NULL::DATE"},
    "posture": {"table": "postures", "span": "force", "type": "NULL", "mode": "NULL", "day": "NULL::DATE"},
}
"""What is cited -> its table, the words that it rests on, and what is shown of it."""

JOINED = "SELECT unnest(events) AS event, id AS incident FROM incidents WHERE superseded_at IS NULL"


class Cited:
    """All that some alerts cite."""

    def __init__(self, lake: Lake, alerts: Sequence[Alert]) -> None:
        query = Query({name: lake.tables[name] for name in ("events", "reports", "statements", "postures")}, TABLES)
        incidents = lake.tables.get("incidents")
        joined = _joined(incidents)
        self._incident = {row["event"]: row["incident"] for row in joined}
        self._first: dict[str, list[str]] = {}
        for row in joined:
            self._first.setdefault(row["incident"], []).append(row["event"])
        self._rows = {what: _found(query, what, self._names(what, alerts)) for what in TABLE_OF}

    def _names(self, what: str, alerts: Sequence[Alert]) -> set[str]:
        names = {name for one in alerts for name in _of(one, what)}
        if what == "event":
            names |= {
                name for one in alerts for incident in one.incidents for name in self._first.get(incident, ())[:1]
            }
        return names

    def incidents(self, alert: Alert) -> list[str]:
        """The incidents that an alert cites, and those that its events are of."""
        of_events = (self._incident.get(name) for name in alert.events)
        return list(dict.fromkeys([*alert.incidents, *filter(None, of_events)]))

    def rows(self, alert: Alert) -> list[Json]:
        """What an alert cites, the oldest report first."""
        found = [row for what in TABLE_OF for row in self._told(what, _of(alert, what))]
        shown = {row["incident"] for row in found}
        for incident in alert.incidents:
            if incident not in shown:
                found += [
                    {**row, "what": "incident", "id": incident} for row in self._told("event", self._one(incident))
                ]
        return sorted(
            found, key=lambda row: (row["published"] is None, row["published"] or "", row["report"], row["start"])
        )

    def _one(self, incident: str) -> list[str]:
        return self._first.get(incident, [])[:1]

    def _told(self, what: str, names: Iterable[str]) -> Iterator[Json]:
        for name in names:
            row = self._rows[what].get(name)
            if row:
                yield {"what": what, "incident": self._incident.get(name), **row}


def _of(alert: Alert, what: str) -> tuple[str, ...]:
    told: tuple[str, ...] = getattr(alert, f"{what}s")
    return told


def _joined(incidents: Any) -> list[Json]:  # noqa: ANN401 - a table, or None where nothing was linked
    if incidents is None:
        return []
    rows: list[Json] = Query({"incidents": incidents}, TABLES).rows(JOINED).to_pylist()
    return rows


def _found(query: Query, what: str, names: set[str]) -> dict[str, Json]:
    query.give("cited", pa.table({"id": pa.array(sorted(names), pa.string())}))
    rows = query.rows(OF.format(side=SIDE, **TABLE_OF[what])).to_pylist()
    return {row["id"]: _shape(row) for row in rows}


def _shape(row: Json) -> Json:
    words = row.pop("words") or ""
    begin = min(row["start"], SIDE)
    end = begin + row["end"] - row["start"]
    before, after = _from_a_word(words[:begin], cut=row["start"] > SIDE), _to_a_word(words[end:])
    pieces = ((before, False), (words[begin:end], True), (after, False))
    return {
        **{name: _plain(value) for name, value in row.items()},
        "segments": [{"text": text, "hit": hit} for text, hit in pieces if text],
    }


def _from_a_word(before: str, *, cut: bool) -> str:
    """Begun with a whole word, where the text begins earlier."""
    return before.partition(" ")[2] if cut else before


def _to_a_word(after: str) -> str:
    """Ended with a whole word, where it is as long as it may be and the text may go on."""
    return after.rpartition(" ")[0] if len(after) >= SIDE else after


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
