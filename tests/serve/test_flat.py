"""Columns in memory answer as going through all rows one by one would, and as the lake's own queries do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.incidents.asked import Asked, of_table
from vedette.serve import snapshot
from vedette.serve.aside import bodies as made
from vedette.serve.aside import process
from vedette.serve.bodies import Bodies
from vedette.serve.deeds import Deeds
from vedette.serve.filters import EventFilters, IncidentFilters
from vedette.serve.flat.coded import Coded, Several
from vedette.serve.flat.order import Names, Order, Place
from vedette.serve.flat.pairs import Counted
from vedette.serve.index import Index
from vedette.serve.snapshot import Snapshot
from vedette.store import Lake, open_lake
from vedette.store.found import Found
from vedette.store.wanted import Wanted

WORDS = st.lists(st.sampled_from(["", "a", "ab", "b", "b c", "é", "\U0001f600"]) | st.none(), max_size=30)
LISTS = st.lists(st.lists(st.sampled_from(["a", "a b", "c"]), max_size=3) | st.none(), max_size=20)
ROWS = st.lists(
    st.tuples(st.sampled_from([None, 0.0, 1.0, 2.5, -1.0]), st.integers(0, 40)),
    max_size=40,
    unique_by=lambda row: row[1],
)


def chunked(values: Sequence[Any], kind: pa.DataType) -> pa.ChunkedArray:
    """In two pieces, as a table has them."""
    half = len(values) // 2
    return pa.chunked_array([pa.array(values[:half], kind), pa.array(values[half:], kind)])


@given(WORDS)
def test_a_column_of_words_tells_each_row_what_it_was_given(words: list[str | None]) -> None:
    column = Coded(chunked(words, pa.string()))
    every = np.arange(len(words))
    assert column.of(every) == words
    assert [column.word(row) or None for row in every.tolist()] == [word or None for word in words]
    assert column.one_of(["b", "nowhere"]).tolist() == [word == "b" for word in words]
    assert column.where(lambda word: "b" in word).tolist() == [word is not None and "b" in word for word in words]


@given(LISTS)
def test_a_column_of_lists_tells_each_row_what_it_was_given(lists: list[list[str] | None]) -> None:
    column = Several(chunked(lists, pa.list_(pa.string())))
    assert column.of(np.arange(len(lists))) == [words or [] for words in lists]
    assert column.one_of(["a", "c"]).tolist() == [bool({"a", "c"} & {*(words or [])}) for words in lists]


@given(rows=ROWS, down=st.booleans(), limit=st.integers(1, 7), data=st.data())
def test_pages_of_any_length_are_the_rows_in_their_order(
    rows: list[tuple[float | None, int]], *, down: bool, limit: int, data: st.DataObject
) -> None:
    """Also behind a row that is no longer there."""
    names = Names([(f"{name:03}",) for _, name in rows])
    order = Order(np.array([np.nan if value is None else value for value, _ in rows], np.float64), names)
    mask = np.array([data.draw(st.booleans()) for _ in rows], np.bool_)
    wanted = sorted(
        (row for row, kept in zip(rows, mask.tolist(), strict=True) if kept), key=lambda row: key(row, down=down)
    )
    gone = data.draw(st.none() | st.tuples(st.sampled_from([None, 0.0, 0.5, 2.5]), st.integers(0, 40)))
    left = wanted if gone is None else [row for row in wanted if key(row, down=down) > key(gone, down=down)]
    after, told = gone, list[tuple[float | None, int]]()
    while len(told) < len(left):
        place = None if after is None else Place(after[0], names.key((f"{after[1]:03}",)))
        page = [rows[number] for number in order.page(mask, down=down, limit=limit, after=place).tolist()]
        assert len(page) == min(limit + 1, len(left) - len(told))
        told += page[:limit]
        after = told[-1]
    assert told == left


def key(row: tuple[float | None, int], *, down: bool) -> tuple[bool, float, int]:
    """Those without a value last, whichever way."""
    value, name = row
    return value is None, (-(value or 0) if down else value or 0), name


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from([None, -2.0, 1.0])), max_size=40))
def test_pairs_are_counted_as_one_by_one(rows: list[tuple[int, int, float | None]]) -> None:
    words = {"actor": list("abcd"), "recipient": list("xyz")}
    actors, recipients = (np.array([row[at] for row in rows], np.int64) for at in (0, 1))
    counted = Counted(
        words, actors, recipients, np.array([np.nan if row[2] is None else row[2] for row in rows], np.float64)
    )
    numbers = Counter(("abcd"[actor], "xyz"[recipient]) for actor, recipient, _ in rows)
    hostile = Counter(("abcd"[actor], "xyz"[recipient]) for actor, recipient, value in rows if (value or 0) < 0)
    cells = counted.cells(counted.most("actor", 9), counted.most("recipient", 9))
    assert {(cell["actor"], cell["recipient"]): cell["n"] for cell in cells} == dict(numbers)
    assert {(cell["actor"], cell["recipient"]): cell["hostile"] for cell in cells if cell["hostile"]} == dict(hostile)
    for cell in cells:
        values = [
            v for a, b, v in rows if ("abcd"[a], "xyz"[b]) == (cell["actor"], cell["recipient"]) and v is not None
        ]
        assert cell["mean_intensity"] == (pytest.approx(sum(values) / len(values), abs=0.005) if values else None)
    assert [cell["n"] for cell in cells] == sorted(numbers.values(), reverse=True)


@pytest.fixture(scope="module")
def opened(lake: Path) -> Lake:
    return open_lake(str(lake), keep=False)


@pytest.fixture(scope="module")
def index(opened: Lake) -> Index:
    return Index(opened)


@pytest.fixture(scope="module")
def deeds(opened: Lake, index: Index) -> Deeds:
    return Deeds(opened, index)


DAYS = st.none() | st.dates(date(2024, 3, 1), date(2024, 3, 14))
TYPES = st.lists(
    st.sampled_from(["ASSAULT", "REQUEST", "MOBILIZE", "MOBILIZE.troops", "COERCE", "RETREAT"]), max_size=2
)
CODES = st.lists(st.sampled_from(["COD", "COD MIL", "COD REB", "RWA", "SDN", "XKX"]), max_size=2)
SHARED = st.fixed_dictionaries(
    {},
    optional={
        "since": DAYS,
        "until": DAYS,
        "type": TYPES,
        "actor": CODES,
        "recipient": CODES,
        "place": st.lists(st.sampled_from(["goma", "El", "kigali", "nowhere"]), max_size=2),
        "country": st.lists(st.sampled_from(["COD", "rwa", "SDN"]), max_size=2),
        "status": st.lists(st.sampled_from(["actual", "planned", "negated"]), max_size=2),
        "source": st.lists(st.sampled_from(["North Wire", "Copy Desk", "Nobody"]), max_size=2),
        "min_score": st.none() | st.floats(0, 1),
        "bbox": st.none() | st.sampled_from(["20,-10,30,10", "30,-20,20,60", "-180,-90,180,90"]),
        "known_at": st.none() | st.sampled_from([date(2020, 1, 1), datetime.now(UTC).date() + timedelta(days=1)]),
        "report": st.lists(st.sampled_from(["one", "two", "five"]), max_size=1),
    },
)


@settings(deadline=None, max_examples=80)
@given(asked=SHARED)
def test_events_in_memory_are_those_that_the_lake_finds(opened: Lake, deeds: Deeds, asked: dict[str, Any]) -> None:
    told = {name: value for name, value in asked.items() if value not in (None, [])}
    in_lake = Found(opened, Wanted.of(dict(told) | ({"bbox": [told["bbox"]]} if "bbox" in told else {})))
    assert deeds.named(EventFilters(**told), None) == {(row["id"], row["reading"]) for row in in_lake.rows()}


@settings(deadline=None, max_examples=80)
@given(
    asked=SHARED,
    state=st.lists(st.sampled_from(["agreed", "ranging", "contradicted"]), max_size=2),
    least=st.integers(1, 3),
)
def test_incidents_in_memory_are_those_that_the_command_line_finds(
    opened: Lake, index: Index, asked: dict[str, Any], state: list[str], least: int
) -> None:
    told = {name: asked[name] for name in ("since", "until", "type", "known_at") if asked.get(name) not in (None, [])}
    in_lake = of_table(opened.tables["incidents"], Asked.of(**told, state=state, min_sources=least))
    found = index.fitting(IncidentFilters.model_validate({**told, "state": state, "min_sources": least}), None)
    assert index.flat.id.of(found) == in_lake.column("id").to_pylist()


def test_what_is_made_beforehand_is_what_is_made_when_it_is_asked_for(opened: Lake, index: Index, deeds: Deeds) -> None:
    rows = index.flat.row.tolist()
    plain = index.shapes(rows)
    assert index.ready.lacking == len(rows)
    assert deeds.ready.lacking == len(deeds.flat.span.now)
    ready = Index(opened, Bodies(made.incidents(opened)))
    assert ready.ready.lacking == 0
    assert ready.shapes(rows) == plain
    assert Deeds(opened, ready, Bodies(made.events(opened))).ready.lacking == 0


def test_a_server_has_rows_made_by_another_process_and_tells_the_same(
    opened: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Snapshot(opened)
    rows = here.index.flat.row.tolist()
    plain = here.index.shapes(rows)
    for module in (snapshot, process):
        monkeypatch.setattr(module, "FEW", 0)
    here.make_bodies()
    assert (here.index.ready.lacking, here.deeds.get().ready.lacking) == (0, 0)
    assert here.index.shapes(rows) == plain
    assert Snapshot(opened, here).index.ready.bodies is here.index.ready.bodies


def test_the_day_of_the_first_report_stands_in_where_none_was_told(opened: Lake) -> None:
    index = Index(opened)
    flat = index.flat
    flat.since, flat.until = flat.since.copy(), flat.until.copy()  # so that one of them can be taken out
    flat.since[0] = flat.until[0] = np.nan
    since, until = flat.days("published")
    told = ~np.isnan(flat.since)
    assert not told.all()
    assert (since[told] == flat.since[told]).all()
    assert (since[~told] == flat.published[~told]).all()
    assert (until[~told] == flat.published[~told] + 1).all()
    asked = {"since": date(2024, 3, 1), "until": date(2024, 4, 1)}
    found = index.fitting(IncidentFilters.model_validate({**asked, "undated": "published"}), None)
    out = index.fitting(IncidentFilters.model_validate(asked), None)
    assert set(out.tolist()) == set(found.tolist()) & set(np.flatnonzero(told).tolist()) < set(found.tolist())
