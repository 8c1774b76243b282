"""`vedette publish` brings a lake into a real server: whole, by id, as often as one likes, nothing erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import stand_ins
from tests.store import servers, told
from vedette.errors import StoreError, UsageError, VedetteError
from vedette.records import Engine
from vedette.store import Lake, postgres

dbapi: Any = pytest.importorskip("adbc_driver_postgresql.dbapi", reason="needs vedette[postgres]")

NO_SERVER = (
    "needs a PostgreSQL server's binaries (Debian: postgresql) and a user that is not root, or root with runuser"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if servers.binaries() is None or servers.user() is None:
        pytest.skip(NO_SERVER)
    with servers.postgres() as address:
        yield address


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    readings = [(stand_ins.reading(), told.KNOWN), (told.moved(told.reading(7), country="XKX"), told.KNOWN)]
    return told.make(tmp_path_factory.mktemp("published") / "lake", readings)


def asked(address: str, sql: str) -> list[tuple[Any, ...]]:
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def counts(done: list[postgres.Published]) -> dict[str, tuple[int, int]]:
    return {each.table: (each.added, each.changed) for each in done}


def test_all_tables_come_over_and_a_second_run_changes_nothing(lake: Lake, address: str) -> None:
    first, _ = postgres.publish(lake, address, schema="twice")
    again, _ = postgres.publish(lake, address, schema="twice")
    added = {"reports": 2, "events": 2, "arguments": 10, "statements": 1, "postures": 1}
    assert counts(first) == {name: (number, 0) for name, number in added.items()}
    assert counts(again) == dict.fromkeys(added, (0, 0))
    (row,) = asked(
        address, "SELECT type, since::text, actors, contexts, score FROM twice.events WHERE report_id = 'r1'"
    )
    assert row == ("MOBILIZE", "2024-03-04", ["ITA"], ["military"], stand_ins.reading().events[0].score)
    (words,) = asked(
        address,
        "SELECT substr(r.text, e.trigger_start::int + 1, 8) FROM twice.events e JOIN twice.reports r USING (report) LIMIT 1",
    )
    assert words == ("deployed",)


def test_places_are_geography_where_postgis_is(lake: Lake, address: str) -> None:
    _, postgis = postgres.publish(lake, address, schema="geo")
    if not postgis:
        pytest.skip("needs PostGIS (Debian: postgresql-15-postgis-3)")
    near = "SELECT report_id FROM geo.events WHERE ST_DWithin(geog, ST_MakePoint(2.5, 1.5)::geography, 1000)"
    assert asked(address, near) == [("r7",)]
    assert asked(address, "SELECT count(*) FROM geo.postures WHERE geog IS NOT NULL") == [(1,)]


def test_a_second_reading_takes_the_place_of_the_first(tmp_path: Path, address: str) -> None:
    old = told.reading(1, score=0.4)
    lake = told.make(tmp_path / "lake", [(old, told.KNOWN)])
    postgres.publish(lake, address, schema="again")
    (event,) = old.events
    fewer = replace(event, score=0.6, arguments=event.arguments[:2])
    new = replace(old, engine=Engine("1", "other", "1"), events=(fewer, replace(fewer, id="ff")))
    told.make(tmp_path / "lake", [(new, told.KNOWN + timedelta(days=2))])
    lake.refresh()
    done = counts(postgres.publish(lake, address, schema="again")[0])
    assert done["events"] == (1, 1)
    assert asked(address, "SELECT id, score FROM again.events_now ORDER BY id") == [(event.id, 0.6), ("ff", 0.6)]
    assert asked(address, "SELECT count(*) FROM again.arguments_now") == [(4,)]


def test_what_no_longer_stands_is_kept_and_marked(tmp_path: Path, address: str) -> None:
    old = told.reading(1)
    lake = told.make(tmp_path / "lake", [(old, told.KNOWN)])
    postgres.publish(lake, address, schema="kept")
    none = replace(old, engine=Engine("1", "other", "1"), events=())
    told.make(tmp_path / "lake", [(none, told.KNOWN + timedelta(days=2))])
    lake.refresh()
    assert counts(postgres.publish(lake, address, schema="kept")[0])["events"] == (0, 1)
    assert asked(address, "SELECT count(*), count(superseded_at), max(superseded_why) FROM kept.events") == [
        (1, 1, "read again")
    ]
    assert asked(address, "SELECT count(*) FROM kept.events_now") == [(0,)]


def test_a_character_that_postgresql_lacks_costs_no_offset(tmp_path: Path, address: str) -> None:
    given = told.reading(1)
    odd = replace(given, report=replace(given.report, text=given.report.text + " a\0b", title="t\0"))
    postgres.publish(told.make(tmp_path / "lake", [(odd, told.KNOWN)]), address, schema="odd")
    assert asked(address, "SELECT length(text), title FROM odd.reports") == [(len(odd.report.text), "t\ufffd")]


def test_texts_may_stay_at_home_and_a_schema_may_have_any_name(lake: Lake, address: str) -> None:
    name = 'we"ird; DROP'
    postgres.publish(lake, address, schema=name, text=False)
    columns = asked(
        address,
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'we\"ird; DROP' AND table_name = 'reports'",
    )
    assert ("title",) in columns
    assert ("text",) not in columns


def test_a_refusal_names_the_address_without_the_password(lake: Lake) -> None:
    with pytest.raises(StoreError, match=r"cannot publish to postgresql://me:…@127\.0\.0\.1:1/x") as refusal:
        postgres.publish(lake, "postgresql://me:secret-word@127.0.0.1:1/x")
    assert "secret-word" not in str(refusal.value)


def test_another_address_is_wrong_usage(lake: Lake) -> None:
    with pytest.raises(UsageError, match=r"postgresql://user@host:port/database"):
        postgres.publish(lake, "mysql://localhost/x")


def test_without_its_driver_it_says_what_to_install(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "adbc_driver_postgresql.dbapi", None)
    with pytest.raises(VedetteError, match=r"pip install 'vedette\[postgres\]'"):
        postgres.publish(lake, "postgresql://localhost/x")
