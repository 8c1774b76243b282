"""Events, statements and postures as tables of their own, made of the reports, and of what was corrected by hand in them:
what is new is added, and what no longer stands is marked. Each table keeps, in the same commit as its rows, up to which
version of the reports they go; so a kill between two commits loses nothing, and of two that derive at once one looks again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import pyarrow as pa

from vedette.errors import StoreError
from vedette.records import Correction
from vedette.store import corrections, lives
from vedette.store.known import STANDING, Query
from vedette.store.lake import Mark, Overtaken, Table
from vedette.store.lives import RECORDS
from vedette.store.tables import DERIVED, KEPT, Gist

SOURCES = ("reports", "withdrawals", "corrections")
"""Tables that these follow from; the last may be lacking in an older lake."""

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

AS_READ = """
SELECT r.*, s.superseded_at, s.superseded_why, NULL::VARCHAR AS corrected, NULL::VARCHAR AS mistrusted
FROM (SELECT r.*, unnest(r.{table}) AS one FROM {readings} r WHERE len(r.{table}) > 0) r JOIN standing s USING (reading)
"""

CORRECTED = """
SELECT DISTINCT key FROM reports {within}
WHERE key IN (SELECT key FROM corrected_reports) OR source IN (SELECT source FROM corrected_sources)
"""

LIVED = """
SELECT r.*, s.superseded_at AS life_until, s.superseded_why AS life_why
FROM reports r SEMI JOIN corrected USING (key) JOIN standing s USING (reading)
"""

AT_ONCE = 256
"""Reports whose corrections are applied in one go: some MB."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a derived table does not hold yet."""

    files: list[str] | None
    """Files of `reports` with rows that are new; None: all, the table is made anew."""
    before: list[str]
    """Files whose rows it holds, where some were compacted since, so that a new file may hold old rows."""
    withdrawals: list[str]
    """Files of `withdrawals` that are new."""
    corrections: list[str]
    """Files of `corrections` that are new."""


ALL = Change(None, [], [], [])


def derive(tables: Mapping[str, Table], *, anew: bool = False) -> None:
    """Bring all derived tables up to what is committed in `SOURCES`; `anew` makes them from nothing."""
    for name in DERIVED:
        while not _brought(tables, name, anew=anew):
            pass


def behind(tables: Mapping[str, Table]) -> bool:
    """Whether some report, withdrawal or correction is not in the derived tables yet."""
    return any(_marks(tables[name]) != _wanted(tables) for name in DERIVED)


def _marks(table: Table) -> tuple[int | None, ...]:
    return tuple(table.mark(name) for name in SOURCES)


def _wanted(tables: Mapping[str, Table]) -> tuple[int | None, ...]:
    return tuple(tables[name].version if name in tables else None for name in SOURCES)


def _brought(tables: Mapping[str, Table], name: str, *, anew: bool) -> bool:
    """Bring one table up to date; no when another writer came first."""
    for table in (*(tables[source] for source in SOURCES), tables[name]):
        table.refresh()
    if _marks(tables[name]) == _wanted(tables) and not anew:
        return True
    change = ALL if anew else _change(tables, name)
    mark = Mark(**{source: tables[source].version for source in SOURCES})
    try:
        _write(tables, name, change, mark)
    except Overtaken:
        return False
    return True


def _change(tables: Mapping[str, Table], name: str) -> Change:
    """What came since the table was written; all, where that can no longer be told."""
    done = dict(zip(SOURCES, _marks(tables[name]), strict=True))
    if done["reports"] is None or done["withdrawals"] is None:
        return ALL
    try:
        old = {source: tables[source].at(version or 0).files() for source, version in done.items()}
    except StoreError:  # the log of that version is gone
        return ALL
    new = {source: [file for file in tables[source].files() if file not in set(old[source])] for source in SOURCES}
    gone = set(old["reports"]) - set(tables["reports"].files())
    return Change(new["reports"], old["reports"] if gone else [], new["withdrawals"], new["corrections"])


def _write(tables: Mapping[str, Table], name: str, change: Change, mark: Mark) -> None:
    query, by_hand = _query(tables)
    if change.files is None:
        rows = pa.RecordBatchReader.from_batches(DERIVED[name], _all(name, query, by_hand))
        tables[name].add(rows, mark, anew=True)
        return
    _name_new(query, tables, change, by_hand)
    query.give(
        "standing", query.rows(STANDING.format(readings="(SELECT * FROM reports SEMI JOIN touched USING (key))"))
    )
    if _name_corrected(query, by_hand, "SEMI JOIN touched USING (key)"):
        _replace(tables[name], query, by_hand, mark)
    elif query.rows("SELECT 1 FROM standing ANTI JOIN new USING (reading) LIMIT 1").num_rows:
        rows = query.rows(_sql(name, "(SELECT * FROM reports SEMI JOIN standing USING (reading))"))
        tables[name].merge(_cast(rows, name), ["id", "reading"], ["superseded_at", "superseded_why"], mark)
    else:
        tables[name].add(_cast(query.rows(_sql(name, "new_reports")), name), mark)


def wanted(tables: Mapping[str, Table], name: str, columns: Sequence[str]) -> pa.Table:
    """Columns of all rows that a derived table should have."""
    query, by_hand = _query(tables)
    batches = (batch.select(list(columns)) for batch in _all(name, query, by_hand))
    return pa.Table.from_batches(batches, pa.schema([DERIVED[name].field(column) for column in columns]))


def _query(tables: Mapping[str, Table]) -> tuple[Query, tuple[Correction, ...]]:
    """A query over what the derived tables follow from, and all corrections."""
    there = {source: tables[source] for source in SOURCES if source in tables}
    query, by_hand = Query(there, KEPT), corrections.of_table(there.get("corrections"))
    for told, rows in corrections.touched(by_hand).give().items():
        query.give(told, rows)
    return query, by_hand


def _all(name: str, query: Query, by_hand: tuple[Correction, ...]) -> Iterator[pa.RecordBatch]:
    """All rows of the table."""
    query.give("standing", query.rows(STANDING.format(readings="reports")))
    _name_corrected(query, by_hand)
    corrected = _corrected(query, name, by_hand)
    for batch in query.stream(_sql(name, "(SELECT * FROM reports ANTI JOIN corrected USING (key))")):
        yield from _cast(pa.Table.from_batches([batch]), name).to_batches()
    yield from corrected.to_batches()


def _replace(table: Table, query: Query, by_hand: tuple[Correction, ...], mark: Mark) -> None:
    """All rows of the reports that are touched, of which some are corrected; those that no longer follow go."""
    readings = "(SELECT * FROM reports SEMI JOIN standing USING (reading) ANTI JOIN corrected USING (key))"
    uncorrected = _cast(query.rows(_sql(table.name, readings)), table.name)
    rows = pa.concat_tables([uncorrected, _corrected(query, table.name, by_hand)])
    query.view(table.name, table, DERIVED[table.name])
    query.give("follows", rows.select(ROW_KEY))
    held = f"SELECT {', '.join(ROW_KEY)} FROM {table.name} WHERE report IN (SELECT key FROM corrected)"
    gone = query.rows(f"SELECT * FROM ({held}) ANTI JOIN follows USING ({', '.join(ROW_KEY)})")
    table.replace(rows, gone, ROW_KEY, mark)


ROW_KEY = ["id", "reading", "known_from"]
"""What tells the rows of a derived table apart."""


def _name_new(query: Query, tables: Mapping[str, Table], change: Change, by_hand: tuple[Correction, ...]) -> None:
    """Give names to what is new: `new_reports`, their keys and readings (`new`), and all keys that are touched."""
    query.view("fresh", tables["reports"], KEPT["reports"], change.files)
    query.view("taken", tables["withdrawals"], KEPT["withdrawals"], change.withdrawals)
    some = corrections.raw(tables["corrections"], change.corrections)
    for told, rows in corrections.touched(by_hand, some).give().items():
        query.give(f"newly_{told}", rows)
    query.give("before", query.rows("SELECT NULL::VARCHAR AS reading LIMIT 0"))
    if change.before:
        query.give("before", tables["reports"].rows(["reading"], change.before))
    query.run("CREATE TEMP VIEW new_reports AS SELECT * FROM fresh ANTI JOIN before USING (reading)")
    query.give("new", query.rows("SELECT reading, key FROM new_reports"))
    query.give(
        "touched",
        query.rows(
            "SELECT key FROM new UNION SELECT key FROM taken WHERE key IS NOT NULL UNION "
            "SELECT key FROM newly_corrected_reports UNION "
            "SELECT key FROM reports SEMI JOIN (SELECT source FROM taken WHERE key IS NULL UNION "
            "SELECT source FROM newly_corrected_sources) USING (source)"
        ),
    )


def _name_corrected(query: Query, by_hand: tuple[Correction, ...], within: str = "") -> int:
    """Give `corrected` to the keys of reports that corrections were ever about; how many there are."""
    wanted = CORRECTED.format(within=within) if by_hand else "SELECT NULL::VARCHAR AS key LIMIT 0"
    keys = query.rows(wanted)
    query.give("corrected", keys)
    return int(keys.num_rows)


def _corrected(query: Query, name: str, by_hand: tuple[Correction, ...]) -> pa.Table:
    """The rows of the reports that are named `corrected`."""
    found = [_lived(batch, name, by_hand) for batch in query.stream(LIVED, batch=AT_ONCE)]
    query.give("lived", pa.concat_tables([lives.schema(name).empty_table(), *found]))
    return _cast(query.rows(_told(name, "SELECT * FROM lived")), name)


def _lived(batch: pa.RecordBatch, name: str, by_hand: tuple[Correction, ...]) -> pa.Table:
    made = (
        row
        for of in batch.to_pylist()
        for row in lives.rows(name, of, lives.Life(of["known_from"], of["life_until"], of["life_why"]), by_hand)
    )
    return pa.Table.from_pylist(list(made), schema=lives.schema(name))


def _sql(name: str, readings: str) -> str:
    """The query that takes a table's rows out of readings as they were read."""
    return _told(name, AS_READ.format(table=name, readings=readings))


def _told(name: str, source: str) -> str:
    """The query that makes rows of records (`one`) with what is said of their reports; columns in the table's order."""
    own = {field.name: f'one."{field.name}"' for field in fields(RECORDS[name])}
    gist = {field.name: GIST[field.name] for field in fields(Gist)} if name == "events" else {}
    standing = {
        "report": "r.key",
        "reading": "r.reading",
        "known_from": "r.known_from",
        "superseded_at": "r.superseded_at",
        "superseded_why": "r.superseded_why",
        "report_id": "r.id",
        "report_source": "r.source",
        "published": "r.published",
        "engine": "r.engine",
        "corrected": "r.corrected",
        "mistrusted": "r.mistrusted",
    }
    told = ", ".join(f'{what} AS "{column}"' for column, what in (own | gist | standing).items())
    return f"SELECT {told} FROM ({source}) r"


def _cast(rows: pa.Table, name: str) -> pa.Table:
    """The rows with the table's own types: of a query without rows, no type is known."""
    return rows.cast(DERIVED[name])
