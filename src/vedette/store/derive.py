"""Events, statements and postures as tables of their own, made of the reports: what is new is added, and what no longer
stands is marked. Each table keeps, in the same commit as its rows, up to which version of the reports they go; so a
kill between two commits loses nothing, and of two that derive at once one looks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import pyarrow as pa

from vedette.errors import StoreError
from vedette.records import Event, Posture, Statement
from vedette.store.known import STANDING, Query
from vedette.store.lake import Mark, Overtaken, Table
from vedette.store.tables import DERIVED, KEPT, Gist

RECORDS: Mapping[str, type] = {"events": Event, "statements": Statement, "postures": Posture}
"""Table -> what its rows are, and the column of `reports` that holds them."""

MEANT = "[a.{kind}.value FOR a IN one.arguments IF a.role = '{role}' AND a.{kind}.value IS NOT NULL][1]"
CODES = "[a.who.value.code FOR a IN one.arguments IF a.role = '{role}' AND a.who.value IS NOT NULL]"
_TIME, _PLACE = MEANT.format(role="time", kind='"when"'), MEANT.format(role="place", kind='"where"')

GIST: Mapping[str, str] = {
    "since": f"{_TIME}.since",
    "until": f"{_TIME}.until",
    "place": f"{_PLACE}.name",
    "country": f"{_PLACE}.country",
    "admin1": f"{_PLACE}.admin1",
    "latitude": f"{_PLACE}.latitude",
    "longitude": f"{_PLACE}.longitude",
    "actors": CODES.format(role="actor"),
    "recipients": CODES.format(role="recipient"),
}
"""Column of `Gist` -> what it is of an event."""

ROWS = """
SELECT {told} FROM (
    SELECT r.*, unnest(r.{table}) AS one FROM {readings} r WHERE len(r.{table}) > 0
) r JOIN standing s USING (reading)
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What a derived table does not hold yet."""

    files: list[str] | None
    """Files of `reports` with rows that are new; None: all, the table is made anew."""
    before: list[str]
    """Files whose rows it holds, where some were compacted since, so that a new file may hold old rows."""
    withdrawals: list[str]
    """Files of `withdrawals` that are new."""


def derive(tables: Mapping[str, Table], *, anew: bool = False) -> None:
    """Bring all derived tables up to the reports and withdrawals that are committed; `anew` makes them from nothing."""
    for name in DERIVED:
        while not _brought(tables, name, anew=anew):
            pass


def behind(tables: Mapping[str, Table]) -> bool:
    """Whether some report or withdrawal is not in the derived tables yet."""
    return any(_marks(tables[name]) != _wanted(tables) for name in DERIVED)


def _marks(table: Table) -> tuple[int | None, ...]:
    return tuple(table.mark(name) for name in KEPT)


def _wanted(tables: Mapping[str, Table]) -> tuple[int | None, ...]:
    return tuple(tables[name].version for name in KEPT)


def _brought(tables: Mapping[str, Table], name: str, *, anew: bool) -> bool:
    """Bring one table up to date; no when another writer came first."""
    for table in (*(tables[kept] for kept in KEPT), tables[name]):
        table.refresh()
    if _marks(tables[name]) == _wanted(tables) and not anew:
        return True
    change = Change(None, [], []) if anew else _change(tables, name)
    mark = Mark(**{kept: tables[kept].version for kept in KEPT})
    try:
        _write(tables, name, change, mark)
    except Overtaken:
        return False
    return True


def _change(tables: Mapping[str, Table], name: str) -> Change:
    """What came since the table was written; all, where that can no longer be told."""
    done = _marks(tables[name])
    if None in done:
        return Change(None, [], [])
    try:
        reports, withdrawals = (tables[kept].at(version or 0).files() for kept, version in zip(KEPT, done, strict=True))
    except StoreError:  # the log of that version is gone
        return Change(None, [], [])
    now = tables["reports"].files()
    gone = set(reports) - set(now)
    fresh = [file for file in now if file not in set(reports)]
    taken = [file for file in tables["withdrawals"].files() if file not in set(withdrawals)]
    return Change(fresh, reports if gone else [], taken)


def _write(tables: Mapping[str, Table], name: str, change: Change, mark: Mark) -> None:
    query = Query({kept: tables[kept] for kept in KEPT}, KEPT)
    if change.files is None:
        query.give("standing", query.rows(STANDING.format(readings="reports")))
        tables[name].add(query.stream(_sql(name, "reports")), mark, anew=True)
        return
    _name_new(query, tables, change)
    query.give(
        "standing", query.rows(STANDING.format(readings="(SELECT * FROM reports SEMI JOIN touched USING (key))"))
    )
    if query.rows("SELECT 1 FROM standing ANTI JOIN new USING (reading) LIMIT 1").num_rows:
        rows = query.rows(_sql(name, "(SELECT * FROM reports SEMI JOIN standing USING (reading))"))
        tables[name].merge(_cast(rows, name), ["id", "reading"], ["superseded_at", "superseded_why"], mark)
    else:
        tables[name].add(_cast(query.rows(_sql(name, "new_reports")), name), mark)


def _name_new(query: Query, tables: Mapping[str, Table], change: Change) -> None:
    """Give names to what is new: `new_reports`, their keys and readings (`new`), and all keys that are touched."""
    query.view("fresh", tables["reports"], KEPT["reports"], change.files)
    query.view("taken", tables["withdrawals"], KEPT["withdrawals"], change.withdrawals)
    query.give("before", query.rows("SELECT NULL::VARCHAR AS reading LIMIT 0"))
    if change.before:
        query.give("before", tables["reports"].rows(["reading"], change.before))
    query.run("CREATE TEMP VIEW new_reports AS SELECT * FROM fresh ANTI JOIN before USING (reading)")
    query.give("new", query.rows("SELECT reading, key FROM new_reports"))
    query.give(
        "touched",
        query.rows(
            "SELECT key FROM new UNION SELECT key FROM taken WHERE key IS NOT NULL UNION "
            "SELECT key FROM reports SEMI JOIN (SELECT source FROM taken WHERE key IS NULL) USING (source)"
        ),
    )


def _sql(name: str, readings: str) -> str:
    """The query that takes a table's rows out of readings, columns in the table's order."""
    own = {field.name: f'one."{field.name}"' for field in fields(RECORDS[name])}
    gist = {field.name: GIST[field.name] for field in fields(Gist)} if name == "events" else {}
    standing = {
        "report": "r.key",
        "reading": "r.reading",
        "known_from": "r.known_from",
        "superseded_at": "s.superseded_at",
        "superseded_why": "s.superseded_why",
        "report_id": "r.id",
        "report_source": "r.source",
        "published": "r.published",
        "engine": "r.engine",
    }
    told = ", ".join(f'{what} AS "{column}"' for column, what in (own | gist | standing).items())
    return ROWS.format(told=told, table=name, readings=readings)


def _cast(rows: pa.Table, name: str) -> pa.Table:
    """The rows with the table's own types: of a query without rows, no type is known."""
    return rows.cast(DERIVED[name])
