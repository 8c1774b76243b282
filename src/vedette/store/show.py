"""What is in a lake, counted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from vedette.store.known import Query, moment, quoted, stood
from vedette.store.opened import Lake
from vedette.store.tables import DERIVED, LINKED, SCHEMA

MOST = 20
"""Sources, engines and withdrawals that are named."""

ENGINE = "concat_ws(' ', engine.version, engine.model, 'ontology', engine.ontology)"


@dataclass(frozen=True, slots=True)
class Content:
    """A table's rows and files."""

    name: str
    rows: int
    superseded: int
    files: int
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is in a lake, now or as it was known on a day. Sources, engines and languages are of reports that stand."""

    path: str
    schema: int
    known_at: date | None
    tables: tuple[Content, ...]
    problems: int
    """Dead letters that stand."""
    sources: tuple[tuple[str, int], ...]
    engines: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    published: tuple[date, date] | None
    withdrawals: tuple[tuple[datetime, str, str], ...]
    """When, what (a key or source), why; the last ones first."""
    behind: bool

    def to_json(self) -> dict[str, Any]:
        """As JSON shows it."""
        told = asdict(self) | {"known_at": self.known_at and str(self.known_at)}
        told["published"] = self.published and [str(day) for day in self.published]
        told["withdrawals"] = [[at.isoformat(), what, why] for at, what, why in self.withdrawals]
        return told


def picture(lake: Lake, known_at: date | None = None) -> Picture:
    """Look at all tables."""
    query = lake.query()
    query.run(f"CREATE TEMP VIEW stand AS SELECT * FROM reports JOIN standing USING (reading) WHERE {stood(known_at)}")
    days = query.rows("SELECT min(published), max(published) FROM stand WHERE error IS NULL").to_pylist()[0]
    first, last = days.values()
    return Picture(
        path=lake.path,
        schema=SCHEMA,
        known_at=known_at,
        tables=tuple(
            _content(lake, query, name, known_at) for name in ("reports", *DERIVED, *LINKED) if name in lake.tables
        ),
        problems=_number(query, "SELECT count(*) FROM stand WHERE error IS NOT NULL"),
        sources=_counted(query, "source"),
        engines=_counted(query, ENGINE),
        languages=_counted(query, "language"),
        published=(first, last) if first else None,
        withdrawals=_withdrawals(query, known_at),
        behind=lake.behind,
    )


def _content(lake: Lake, query: Query, name: str, known_at: date | None) -> Content:
    table = lake.tables[name]
    of = "reports JOIN standing USING (reading)" if name == "reports" else name
    read = "WHERE error IS NULL" if name == "reports" else ""
    until = moment(known_at)
    known = f"known_from <= TIMESTAMPTZ {quoted(until.isoformat())}" if until else "true"
    (row,) = query.rows(
        f"SELECT count(*) FILTER ({known}) AS known, count(*) FILTER ({stood(known_at)}) AS stands FROM {of} {read}"
    ).to_pylist()
    return Content(name, row["stands"], row["known"] - row["stands"], len(table.files()), table.size())


def _counted(query: Query, what: str) -> tuple[tuple[str, int], ...]:
    found = query.rows(
        f"SELECT {what} AS name, count(*) AS number FROM stand WHERE error IS NULL "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST}"
    )
    return tuple((row["name"], row["number"]) for row in found.to_pylist())


def _withdrawals(query: Query, known_at: date | None) -> tuple[tuple[datetime, str, str], ...]:
    until = moment(known_at)
    at = f"TIMESTAMPTZ {quoted(until.isoformat())}" if until else "NULL"
    found = query.rows(
        "SELECT withdrawn_at, coalesce(key, source) AS what, reason FROM withdrawals "
        f"WHERE withdrawn_at <= coalesce({at}, withdrawn_at) AND "
        "(key IS NULL OR key IN (SELECT key FROM reports WHERE text <> '')) "
        f"ORDER BY withdrawn_at DESC LIMIT {MOST}"
    )
    return tuple((row["withdrawn_at"], row["what"], row["reason"]) for row in found.to_pylist())


def _number(query: Query, sql: str) -> int:
    (row,) = query.rows(sql).to_pylist()
    return int(next(iter(row.values())))
