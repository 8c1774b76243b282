"""What is asked of events is found: each filter alone and together, sorted, paged, as whatever the caller works with."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vedette
from tests.store import told as lakes
from vedette.cli import asking
from vedette.errors import UsageError, VedetteError
from vedette.records import Engine
from vedette.store import Lake, paging
from vedette.store.found import Found
from vedette.store.wanted import FILTERS, ORDERS, STORED, Wanted, conditions

LATER = datetime(2024, 3, 9, tzinfo=UTC)
READINGS = [
    (lakes.moved(lakes.reading(0, score=0.9), days=0, code="XKX COP"), lakes.KNOWN),
    (
        lakes.moved(lakes.reading(1, score=0.2, type="ASSAULT", mode=None), days=3, country="SRB", code="XKX"),
        lakes.KNOWN,
    ),
    (lakes.moved(lakes.reading(2, status="planned", score=0.5), days=6, country="XKX", code="SRB MIL"), lakes.KNOWN),
    (lakes.reading(3, arguments=(), mode="weapons", contexts=("election",), score=0.5), LATER),
]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return lakes.make(tmp_path_factory.mktemp("found") / "lake", READINGS)


def numbers(found: Found) -> list[int]:
    return [int(row["id"], 16) for row in found.rows()]


CASES: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [0, 1, 2, 3]),
    ({"type": "ASSAULT"}, [1]),
    ({"type": ["assault", "MOBILIZE.weapons"]}, [1, 3]),
    ({"type": "MOBILIZE", "mode": "troops"}, [0, 2]),
    ({"status": "planned"}, [2]),
    ({"context": "election"}, [3]),
    ({"actor": "XKX"}, [0, 1]),
    ({"actor": "XKX COP"}, [0]),
    ({"actor": "XK"}, []),
    ({"actor": ["SRB", "XKX COP"]}, [0, 2]),
    ({"recipient": "XKX"}, []),
    ({"country": "mli"}, [0]),
    ({"place": "PROVINCE"}, [1, 2]),
    ({"place": "mali"}, [0]),
    ({"min_score": 0.5}, [0, 2, 3]),
    ({"source": "Wire", "report": ["r1", "r3"]}, [1, 3]),
    ({"source": "wire"}, []),
    ({"contains": "200 SOLDIERS"}, [0, 1, 2, 3]),
    ({"contains": "italians in"}, [0, 1, 2, 3]),
    ({"contains": "nobody wrote this"}, []),
    ({"since": "2024-03-07"}, [1, 2]),
    ({"until": date(2024, 3, 7)}, [0]),
    ({"since": "2024-03-05", "until": "2024-03-08"}, [1]),
    ({"known_at": "2024-03-06"}, [0, 1, 2]),
    ({"known_at": "2024-03-05"}, []),
    ({"known_at": LATER}, [0, 1, 2, 3]),
    ({"sort": "-when"}, [2, 1, 0, 3]),
    ({"sort": "score"}, [1, 2, 3, 0]),
    ({"sort": "-score", "limit": 2}, [0, 2]),
    ({"sort": "-score", "limit": 2, "offset": 2}, [3, 1]),
    ({"limit": 0}, []),
    ({"offset": 3}, [3]),
    ({"type": "x' OR '1'='1"}, []),
    ({"contains": "%"}, []),
    ({"place": "_"}, []),
]


@pytest.mark.parametrize(("wanted", "expected"), CASES, ids=lambda case: str(case)[:60])
def test_events_are_found(lake: Lake, wanted: dict[str, Any], expected: list[int]) -> None:
    assert numbers(lake.events(**wanted)) == expected


@pytest.mark.parametrize(("wanted", "expected"), CASES[:25:6], ids=lambda case: str(case)[:60])
def test_batches_and_count_agree(lake: Lake, wanted: dict[str, Any], expected: list[int]) -> None:
    found = lake.events(**wanted)
    assert [int(row["id"], 16) for row in found] == expected
    assert found.count() == len(expected)


def test_a_count_leaves_the_page_aside(lake: Lake) -> None:
    assert lake.events(limit=1, offset=2).count() == 4


@given(st.sampled_from(sorted(set(FILTERS) - {"since", "until", "min_score", "bbox"})), st.text(max_size=12))
@settings(max_examples=20)
def test_no_value_is_ever_taken_for_sql(name: str, words: str) -> None:
    wanted = Wanted.of({name: words})
    ((sql, values),) = conditions(wanted)
    assert words == "" or words not in sql or words in ORIGINAL
    assert sql.count("?") == len(values)


SAMPLES = {"type": "x.y", "bbox": "0,0,1,1"}
ORIGINAL = " ".join(condition(SAMPLES.get(name, "0"))[0] for name, condition in FILTERS.items())


def test_pages_join_to_the_whole(lake: Lake) -> None:
    for sort in ("when", "-score"):
        pages = [numbers(lake.events(sort=sort, limit=1, offset=at)) for at in range(5)]
        assert sum(pages, []) == numbers(lake.events(sort=sort)), sort  # noqa: RUF017 - four of one


@pytest.mark.parametrize("most", [0, 1000])
def test_a_page_is_the_same_however_it_is_looked_for(most: int, lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST", most)
    for sort in ("published", "-published", "-when", "score"):
        whole = numbers(lake.events(sort=sort))
        for offset in range(5):
            assert numbers(lake.events(sort=sort, limit=2, offset=offset)) == whole[offset : offset + 2]


def test_what_is_superseded_is_shown_on_demand_and_on_the_day(tmp_path: Path) -> None:
    old = lakes.reading(0, score=0.4)
    new = replace(old, engine=Engine("1", "other", "1"), events=(replace(old.events[0], score=0.6),))
    lake = lakes.make(tmp_path / "lake", [(old, lakes.KNOWN), (new, lakes.KNOWN + timedelta(days=2))])
    assert [row["score"] for row in lake.events()] == [0.6]
    assert [row["score"] for row in lake.events(known_at="2024-03-07")] == [0.4]
    assert sorted(row["score"] for row in lake.events(superseded=True)) == [0.4, 0.6]


def test_columns_may_be_chosen(lake: Lake) -> None:
    assert lake.events(columns=["id", "until"], sort="when").arrow().column_names == ["id", "until"]


def test_what_was_found_is_arrow_to_others(lake: Lake) -> None:
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(lake.events()).shape[0] == lake.events().polars().shape[0] == len(lake.events()) == 4


def test_pandas_frames_have_a_row_an_event(lake: Lake) -> None:
    pytest.importorskip("pandas")
    frame = lake.events(sort="when").pandas()
    assert list(frame["id"]) == [row["id"] for row in lake.events(sort="when").rows()]


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_a_library_that_is_not_there_is_named_with_what_to_do(
    lake: Lake, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(VedetteError, match=rf"pip install 'vedette\[{name}\]'"):
        getattr(lake.events(), name)()


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"typ": "ASSAULT"}, "no filter 'typ'"),
        ({"sort": "colour"}, "no order"),
        ({"since": "March"}, "no date"),
        ({"limit": -1}, "from 0"),
    ],
)
def test_what_cannot_be_asked_is_said(lake: Lake, wanted: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        lake.events(**wanted)


def test_a_query_that_is_kept_sees_what_came_since(tmp_path: Path) -> None:
    lake = lakes.make(tmp_path / "lake", READINGS[:1])
    assert lake.events().num_rows == 1
    lakes.make(tmp_path / "lake", READINGS[1:2])
    lake.refresh()
    assert lake.events().num_rows == 2


def test_a_lake_of_nothing_has_no_events(tmp_path: Path) -> None:
    lake = Lake.open_or_make(tmp_path / "lake")
    assert (lake.events().rows(), lake.events(contains="x").count()) == ([], 0)


def test_the_command_line_names_the_same_orders_and_filters() -> None:
    assert set(asking.SORTS) == {*ORDERS, STORED}
    options = {option[2:].replace("-", "_") for option, _, _ in asking.FILTERS} | {"since", "until", "min_score"}
    assert options == set(FILTERS) - {"bbox"}  # which is for maps
    assert set(FILTERS) < set(Wanted.__slots__)


def test_the_public_name_opens_a_lake(tmp_path: Path) -> None:
    lakes.make(tmp_path / "lake", READINGS[:1])
    assert vedette.open_lake(tmp_path / "lake").events(type="MOBILIZE").count() == 1
