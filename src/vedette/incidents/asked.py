"""Incidents that are asked for: of a lake as they stand, stood or would stand by what was published until a day; or of
readings that were linked just now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, cast

import pyarrow as pa

from vedette.errors import UsageError
from vedette.records import Incident
from vedette.store import Lake
from vedette.store.aside import aside
from vedette.store.columns import decoder
from vedette.store.known import Query, stood
from vedette.store.lake import Table
from vedette.store.tables import INCIDENTS
from vedette.store.wanted import of_type

Condition = tuple[str, list[object]]
"""A condition with `?` for each of its values."""

PLACE = """
contains(lower(concat_ws(chr(10), "where".name, "where".admin1)), lower(?)) OR "where".country = upper(?)
"""

GROUP = 512
"""Rows of a group of them: incidents are long rows, of which a question takes a few."""

NUMBER = "number"
"""Column with the place of a row that was laid aside."""

ACTOR = """
len(list_filter(list_concat(actors, recipients), lambda who:
    who.code = ? OR starts_with(who.code, ? || ' ') OR contains(lower(coalesce(who.name, '')), lower(?)))) > 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which incidents. Of several values of one filter any will do; all filters must hold. Left to itself, all of them."""

    since: date | None = None
    """Those that end after the begin of this day; whose time could not be told are not among them."""
    until: date | None = None
    """Those that begin before this day, likewise."""
    place: Sequence[str] = ()
    """Part of the name of the place or its province, or the code of its country."""
    actor: Sequence[str] = ()
    """A code of an actor or recipient, or part of its name; XKX is also XKX COP."""
    type: Sequence[str] = ()
    """A type, or a type and its mode: MOBILIZE.troops."""
    state: Sequence[str] = ()
    """agreed, ranging, contradicted or single source."""
    min_sources: int = 1
    """Told by so many voices, copies counted once."""
    known_at: date | datetime | None = None
    """What the lake held at the end of that day (UTC)."""
    superseded: bool = False
    """Also what no longer stands."""
    limit: int | None = None

    @classmethod
    def of(cls, **filters: Any) -> Asked:  # noqa: ANN401 - a caller may write anything
        """The same from single values or several of each, days as days or as YYYY-MM-DD; what is None is left out."""
        known = {each.name: each for each in fields(cls)}
        for name in filters:
            if name not in known:
                raise UsageError(f"incidents have no filter {name!r}; there are {', '.join(known)}")
        given = {name: value for name, value in filters.items() if value is not None}
        return cls(**{name: _value(name, value, many=known[name].default == ()) for name, value in given.items()})


def _value(name: str, value: Any, *, many: bool) -> Any:  # noqa: ANN401 - as above
    if many:
        return (value,) if isinstance(value, str) else tuple(value)
    if name in {"since", "until", "known_at"} and isinstance(value, str):
        return day(name, value)
    return value


def day(name: str, words: str) -> date:
    """YYYY-MM-DD as a day."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{name}: {words!r} is no date; write it as YYYY-MM-DD") from None


def of_rows(rows: pa.Table, asked: Asked) -> pa.Table:
    """Those of some rows that are asked for, in order of publication."""
    query = Query({}, {})
    query.give("incidents", rows)
    return _asked(query, asked)


def of_table(table: Table, asked: Asked) -> pa.Table:
    """Those of a lake's table."""
    return _asked(Query({"incidents": table}, {"incidents": INCIDENTS}), asked)


def _asked(query: Query, asked: Asked) -> pa.Table:
    return query.rows(*_selected("*", asked)).cast(INCIDENTS)


def _selected(columns: str, asked: Asked) -> Condition:
    told = list(_conditions(asked))
    words = " AND ".join(["true" if asked.superseded else stood(asked.known_at), *(f"({sql})" for sql, _ in told)])
    limit = "" if asked.limit is None else f" LIMIT {int(asked.limit)}"
    order = "ORDER BY published NULLS LAST, id, known_from"
    sql = f"SELECT {columns} FROM incidents WHERE {words} {order}{limit}"
    return sql, [value for _, values in told for value in values]


def _standing(lake: Lake, asked: Asked, columns: Sequence[str] | None) -> pa.Table:
    """Of those that stand, which lie aside country by country: only the rows that are asked for are read whole."""
    all_of_them = aside(
        lake, "incidents", ("incidents",), lambda: _by_country(lake.tables["incidents"]), code=(), group=GROUP
    )
    query = Query({}, {})
    all_of_them.give(query, "incidents")
    places = query.rows(*_selected(NUMBER, asked)).column(NUMBER).combine_chunks()
    rows = all_of_them.at(places, INCIDENTS.names if columns is None else columns)
    return rows.cast(pa.schema([INCIDENTS.field(name) for name in rows.column_names]))


def _by_country(table: Table) -> pa.Table:
    query = Query({"incidents": table}, {"incidents": INCIDENTS})
    return query.rows(
        "SELECT *, row_number() OVER () - 1 AS number FROM (SELECT * FROM incidents WHERE superseded_at IS NULL "
        'ORDER BY "where".country, published, id)'
    )


def _conditions(asked: Asked) -> Iterator[Condition]:
    if asked.since:
        yield '"until" > ?', [asked.since]
    if asked.until:
        yield "since < ?", [asked.until]
    if asked.min_sources > 1:
        yield "voices >= ?", [asked.min_sources]
    several = (
        ("type", [of_type(name) for name in asked.type]),
        ("place", [(PLACE, [name, name]) for name in asked.place]),
        ("actor", [(ACTOR, [name, name, name]) for name in asked.actor]),
        ("state", [("state = ?", cast("list[object]", [name.lower()])) for name in asked.state]),
    )
    for _, conditions in several:
        if conditions:
            yield (
                " OR ".join(f"({sql})" for sql, _ in conditions),
                [each for _, values in conditions for each in values],
            )


def of_lake(
    lake: Lake, wanted: dict[str, Any], *, as_of: date | str | None = None, columns: Sequence[str] | None = None
) -> pa.Table:
    """Those of a lake; `as_of` a day by what was published to its end, linked anew where later reports had a part."""
    asked = Asked.of(**wanted)
    table = lake.tables.get("incidents")
    if table is None:
        found = INCIDENTS.empty_table()
    elif as_of is None and asked.known_at is None and not asked.superseded and table.files():
        return _standing(lake, asked, columns)
    elif as_of is None:
        found = of_table(table, asked)
    else:
        from vedette.incidents.past import rows_as_of  # noqa: PLC0415 - linking takes longer to import than to ask

        found = of_rows(rows_as_of(lake, day("as_of", as_of) if isinstance(as_of, str) else as_of), asked)
    return found if columns is None else found.select(list(columns))


_INCIDENT = decoder(Incident)


def records(rows: pa.Table) -> Iterator[tuple[Incident, date | None, date | None]]:
    """Each incident with the days from when and until when it was held so."""
    for name in (
        "known_from",
        "superseded_at",
    ):  # as days at once: moments would take pandas along where it is installed
        rows = rows.set_column(rows.column_names.index(name), name, rows.column(name).cast(pa.date32(), safe=False))
    for batch in rows.to_batches(256):
        for row in batch.to_pylist():
            yield cast("Incident", _INCIDENT(row)), row["known_from"], row["superseded_at"]


def behind(lake: Lake) -> str | None:
    """What is wrong with asking a lake for its incidents now; None where nothing is."""
    table = lake.tables.get("incidents")
    if table is None or table.mark("events") is None:
        return f"{lake.path} was never linked. Run `vedette link --lake {lake.path}`"
    if lake.behind or any(
        table.mark(name) != lake.tables[name].version for name in ("events", "corrections") if name in lake.tables
    ):
        return f"some reports of {lake.path} are not linked yet. `vedette link --lake {lake.path}` links them"
    return None


def rows_of(incidents: Iterable[Incident]) -> pa.Table:
    """Incidents that no lake holds, as rows."""
    from vedette.incidents.task import bare_row  # noqa: PLC0415 - as above
    from vedette.store.tables import table  # noqa: PLC0415 - as above

    return table([bare_row(each) for each in incidents], INCIDENTS)
