"""Pages that go on from a place: put together they are the whole, in order, whatever is written in between."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import told
from vedette.errors import UsageError
from vedette.records import Engine, Reading
from vedette.store import Lake, paging
from vedette.store.cursor import Cursor
from vedette.store.found import Found
from vedette.store.lake import Mark, Table
from vedette.store.tables import EVENTS
from vedette.store.wanted import ORDERS, STORED

SORTS = [sign + name for name in sorted(ORDERS) for sign in ("", "-")]
SHAPES = st.tuples(st.integers(0, 3), st.sampled_from([0.2, 0.5, 0.9]), st.sampled_from(["ASSAULT", "MOBILIZE"]))
"""A day, on the first of which nothing is known, a score, and a type: many are equal."""


def reading(number: int, shape: tuple[int, float, str]) -> Reading:
    day, score, kind = shape
    more = {"mode": None} if kind == "ASSAULT" else {}
    given = told.reading(number, score=score, type=kind, **more, **({} if day else {"arguments": ()}))
    published = date(2024, 3, 5) + timedelta(days=day) if day else None
    return replace(told.moved(given, days=day), report=replace(given.report, published=published))


def ids(found: Found) -> list[int]:
    return [int(row["id"], 16) for row in found.rows()]


def numbers(lake: Lake, **wanted: Any) -> list[int]:
    return ids(lake.events(columns=["id"], **wanted))


def paged(lake: Lake, limit: int, **wanted: Any) -> list[int]:
    """All pages, one after the other."""
    page, found = lake.events(limit=limit, **wanted), list[int]()
    while after := page.cursor():
        found += ids(page)
        page = lake.events(limit=limit, after=after, **wanted)
    return found


def add(lake: Lake, first: int, shapes: list[tuple[int, float, str]], known: datetime = told.KNOWN) -> None:
    """Events straight into their table, which is all that a page looks at."""
    rows = [
        {
            "id": f"{n:016x}",
            "reading": f"r{n}",
            "type": kind,
            "score": score,
            "intensity": -score,
            "published": date(2024, 3, 5 + day) if day else None,
            "since": date(2024, 3, 9 - day) if day else None,
            "known_from": known,
        }
        for n, (day, score, kind) in enumerate(shapes, first)
    ]
    lake.tables["events"].add(pa.Table.from_pylist(rows, schema=EVENTS), Mark())
    lake.refresh()


@given(
    st.sampled_from(SORTS),
    st.lists(SHAPES, min_size=1, max_size=6),
    st.lists(st.lists(SHAPES, min_size=1, max_size=2), max_size=3),
    st.integers(1, 3),
    st.sampled_from([0, 1000]),
)
@settings(max_examples=8, deadline=None)
def test_pages_are_the_whole_in_order_whatever_is_written_in_between(
    sort: str, first: list[tuple[int, float, str]], written: list[list[tuple[int, float, str]]], limit: int, most: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "MOST", most)
        lake = Lake(folder, {"events": Table.create(f"{folder}/events", "events", EVENTS)})
        add(lake, 0, first)
        wanted, page, found = set(range(len(first))), lake.events(sort=sort, limit=limit), list[int]()
        while after := page.cursor():
            found += ids(page)
            if written:
                number, new = len(numbers(lake)), written.pop()
                add(lake, number, new, told.KNOWN + timedelta(hours=len(written)))
                whole = numbers(lake, sort=sort)
                wanted |= set(range(number, number + len(new))) & set(whole[whole.index(found[-1]) + 1 :])
            page = lake.events(sort=sort, limit=limit, after=after)
        assert found == [n for n in numbers(lake, sort=sort) if n in wanted]


SHAPED = [(n % 4, (0.2, 0.5, 0.9)[n % 3], ("ASSAULT", "MOBILIZE")[n % 2]) for n in range(9)]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    readings = [(reading(n, shape), told.KNOWN) for n, shape in enumerate(SHAPED)]
    return told.make(tmp_path_factory.mktemp("paged") / "lake", readings)


@pytest.mark.parametrize("sort", ["published", "-when", "known", "-score", "type"])
@pytest.mark.parametrize("wanted", [{}, {"type": "MOBILIZE"}, {"min_score": 0.5, "contains": "soldiers"}], ids=str)
def test_filters_hold_on_all_pages(lake: Lake, sort: str, wanted: dict[str, Any]) -> None:
    whole = numbers(lake, sort=sort, **wanted)
    assert paged(lake, 2, sort=sort, **wanted) == whole
    place = lake.events(sort=sort, limit=2, **wanted).cursor()
    assert numbers(lake, sort=sort, after=place, **wanted) == whole[2:]
    assert numbers(lake, sort=sort, after=place, limit=1, offset=1, **wanted) == whole[3:4]


def test_it_goes_on_where_the_event_no_longer_stands(tmp_path: Path) -> None:
    old = [reading(n, (1, 0.5, "MOBILIZE")) for n in range(4)]
    lake = told.make(tmp_path / "lake", [(each, told.KNOWN) for each in old])
    after = lake.events(limit=2).cursor()
    none = replace(old[1], engine=Engine("1", "other", "1"), events=())
    lake = told.make(tmp_path / "lake", [(none, told.KNOWN + timedelta(days=2))])
    assert numbers(lake) == [0, 2, 3]
    assert numbers(lake, after=after) == [2, 3]


def test_a_count_leaves_the_place_aside(lake: Lake) -> None:
    assert lake.events(limit=1, after=lake.events(limit=1).cursor()).count() == len(SHAPED)


def test_there_is_no_place_where_nothing_came_or_no_order_holds(lake: Lake) -> None:
    assert lake.events().cursor() is None
    assert lake.events(limit=0).cursor() is None
    assert lake.events(limit=5, sort=STORED).cursor() is None
    assert lake.events(limit=5, after=lake.events(limit=9).cursor()).cursor() is None


@given(st.sampled_from(SORTS), st.text(max_size=9), st.data())
def test_a_place_is_the_same_after_it_was_told(sort: str, name: str, data: st.DataObject) -> None:
    kinds = {
        "published": st.dates(),
        "when": st.dates(),
        "known": st.datetimes(timezones=st.just(UTC)),
        "type": st.text(max_size=5),
    }
    values = kinds.get(sort.removeprefix("-"), st.floats(allow_nan=False))
    place = Cursor(sort, data.draw(st.none() | values), name, "r")
    assert Cursor.told(str(place)) == place


@pytest.mark.parametrize("words", ["", "57366b6f", "é", "W10", str(Cursor("score", 0.5, "a", "b"))[:-3], "bnVsbA"])
def test_a_word_that_is_no_place_is_refused(words: str, lake: Lake) -> None:
    with pytest.raises(UsageError, match="no place to go on from"):
        lake.events(after=words)


@pytest.mark.parametrize(
    "place",
    [Cursor("published", "x", "a", "b"), Cursor("known", date(2024, 1, 1), "a", "b"), Cursor("x", 1, "a", "b")],
)
def test_a_place_whose_value_cannot_be_is_refused(place: Cursor) -> None:
    with pytest.raises(UsageError, match="no place to go on from"):
        Cursor.told(str(place))


def test_another_order_is_refused_with_the_one_that_is_meant(lake: Lake) -> None:
    with pytest.raises(UsageError, match="--sort=-score"):
        lake.events(after=str(Cursor("-score", 0.5, "a", "b")))
