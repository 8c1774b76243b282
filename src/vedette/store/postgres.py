"""The one door to PostgreSQL: rows of a lake into tables there, by id, as often as one likes.

Each table is copied into a staging table and taken over from there; all of it in one transaction, so that who looks on
sees the old state or the new. What no longer stands is kept, with `superseded_at` set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pyarrow as pa

from vedette.errors import StoreError, UsageError, VedetteError
from vedette.store.opened import Lake
from vedette.store.sandbox import Sandbox
from vedette.store.views import VIEWS

KEYS: Mapping[str, tuple[str, ...]] = {
    "reports": ("report",),
    "events": ("id",),
    "arguments": ("event", "number"),
    "statements": ("id",),
    "postures": ("id",),
}
"""View -> the columns that tell its rows apart. Of several readings of a report the last is published."""

PLACES: Mapping[str, tuple[str, str]] = {
    "events": ("latitude", "longitude"),
    "postures": ("where_latitude", "where_longitude"),
}
"""Table with places -> the columns of its degrees."""

BATCH = 8192
"""Rows that are sent at a time."""

STAGING = "vedette_staging"

GEOGRAPHY = (
    "ALTER TABLE {table} ADD COLUMN IF NOT EXISTS geog geography(Point, 4326) GENERATED ALWAYS AS "
    "(ST_SetSRID(ST_MakePoint({longitude}, {latitude}), 4326)::geography) STORED"
)
"""A point that follows its degrees; null without them."""


class Published(NamedTuple):
    """What came of a table."""

    table: str
    added: int
    changed: int


def publish(lake: Lake, address: str, *, schema: str = "vedette", text: bool = True) -> tuple[list[Published], bool]:
    """Bring all tables up to the lake; whether there is PostGIS comes back too."""
    if urlsplit(address).scheme not in {"postgresql", "postgres"}:
        raise UsageError(f"{shown(address)} is no address; write postgresql://user@host:port/database")
    sandbox = Sandbox(lake.tables, superseded=True)
    with _connected(address) as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('vedette publish'))")
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {_quoted(schema)}")
        postgis = _postgis(cursor)
        done = [_publish(cursor, sandbox, schema, name, text=text, postgis=postgis) for name in KEYS]
    return done, postgis


def shown(address: str) -> str:
    """The address without its password."""
    parts = urlsplit(address)
    return address.replace(f":{parts.password}@", ":…@") if parts.password else address


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A cursor in one transaction, which is there whole or not at all."""
    try:
        dbapi: Any = import_module("adbc_driver_postgresql.dbapi")
    except ImportError:
        raise VedetteError(
            "PostgreSQL's driver is not installed. Get it with `pip install 'vedette[postgres]'`"
        ) from None
    try:
        with dbapi.connect(address) as connection:
            with connection.cursor() as cursor:
                yield cursor
            connection.commit()
    except dbapi.Error as error:
        said = " ".join(str(error).split()).replace(urlsplit(address).password or "\0", "…")
        raise StoreError(f"cannot publish to {shown(address)}: {said}. Nothing was changed there") from None


def _publish(  # noqa: PLR0913 - one step of many
    cursor: Any,  # noqa: ANN401 - the driver is imported late
    sandbox: Sandbox,
    schema: str,
    name: str,
    *,
    text: bool,
    postgis: bool,
) -> Published:
    table = f"{_quoted(schema)}.{_quoted(name)}"
    columns = [column for column in VIEWS[name].columns if text or column != "text"]
    cursor.execute(f"DROP TABLE IF EXISTS {STAGING}")
    cursor.adbc_ingest(STAGING, _rows(sandbox, name, columns), mode="create", temporary=True)
    _shape(cursor, table, name)
    if name == "arguments":
        _take_out(cursor, table)
    published = Published(name, *_take_over(cursor, table, columns, KEYS[name]))
    if postgis and name in PLACES:
        latitude, longitude = PLACES[name]
        cursor.execute(GEOGRAPHY.format(table=table, latitude=latitude, longitude=longitude))
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {_quoted(name + '_geog')} ON {table} USING gist (geog)")
    now = f"{_quoted(schema)}.{_quoted(name + '_now')}"
    cursor.execute(f"CREATE OR REPLACE VIEW {now} AS SELECT * FROM {table} WHERE superseded_at IS NULL")
    return published


def _rows(sandbox: Sandbox, name: str, columns: list[str]) -> pa.RecordBatchReader:
    """The last reading's rows. PostgreSQL has no character 0, so another stands there, that offsets still hold."""
    kinds = dict(sandbox.types(name))
    told = ", ".join(
        f'replace("{column}", chr(0), chr(65533)) AS "{column}"' if kinds[column] == "VARCHAR" else f'"{column}"'
        for column in columns
    )
    last = f"PARTITION BY {', '.join(KEYS[name])} ORDER BY known_from DESC, superseded_at DESC NULLS FIRST"
    return sandbox.stream(f'SELECT {told} FROM "{name}" QUALIFY row_number() OVER ({last}) = 1', batch=BATCH)


def _shape(cursor: Any, table: str, name: str) -> None:  # noqa: ANN401 - as above
    """Make the table, or add the columns that it lacks."""
    cursor.execute(f"CREATE TABLE IF NOT EXISTS {table} (LIKE {STAGING}, PRIMARY KEY ({', '.join(KEYS[name])}))")
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute "
        f"WHERE attrelid = '{STAGING}'::regclass AND attnum > 0 ORDER BY attnum"
    )
    for column, kind in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {_quoted(column)} {kind}")


def _take_out(cursor: Any, table: str) -> None:  # noqa: ANN401 - as above
    """An event that was read again may have fewer arguments."""
    cursor.execute(
        f"DELETE FROM {table} old USING (SELECT event, max(number) AS last FROM {STAGING} GROUP BY event) new "
        "WHERE old.event = new.event AND old.number > new.last"
    )


def _take_over(cursor: Any, table: str, columns: list[str], keys: tuple[str, ...]) -> tuple[int, int]:  # noqa: ANN401
    """Rows that are new, and rows that changed."""
    names = [_quoted(column) for column in columns]
    rest = [name for name, column in zip(names, columns, strict=True) if column not in keys]
    values = ", ".join(f"{name} = excluded.{name}" for name in rest)
    old, new = (", ".join(f"{side}.{name}" for name in rest) for side in ("old", "excluded"))
    cursor.execute(
        f"WITH done AS (INSERT INTO {table} AS old ({', '.join(names)}) SELECT {', '.join(names)} FROM {STAGING} "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {values} WHERE ({old}) IS DISTINCT FROM ({new}) "
        "RETURNING (xmax = 0) AS fresh) "
        "SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE NOT fresh) FROM done"
    )
    added, changed = cursor.fetchone()
    return int(added), int(changed)


def _postgis(cursor: Any) -> bool:  # noqa: ANN401 - as above
    """Whether PostGIS is there, or can be made to be."""
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")
    if cursor.fetchone():
        return True
    cursor.execute(
        "SELECT 1 FROM pg_available_extensions e, pg_roles r "
        "WHERE e.name = 'postgis' AND r.rolname = current_user AND r.rolsuper"
    )
    if not cursor.fetchone():
        return False
    cursor.execute("CREATE EXTENSION postgis")
    return True


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
