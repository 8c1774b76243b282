"""Columns follow from the records; a reading that is stored comes back as it was."""

from __future__ import annotations

import types
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stand_ins import reading
from tests.store import lakes
from vedette.records import Event, Posture, Reading, Report, Statement
from vedette.store import Lake, tables
from vedette.store.columns import arrow_type, decoder, encoder, hints

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of an annotation, as its records say it may be."""
    if hint in LEAVES:
        return LEAVES[hint]
    if get_origin(hint) in {Union, types.UnionType}:
        return st.none() | values(next(each for each in get_args(hint) if each is not types.NoneType))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    kind: Any = get_origin(hint) or hint
    return st.builds(kind, **{name: values(inner) for name, inner in hints(hint)})


def names(struct: pa.DataType | pa.Schema) -> set[str]:
    return {field.name for field in struct}


@pytest.mark.parametrize(
    ("table", "record"), [("events", Event), ("statements", Statement), ("postures", Posture), ("reports", Report)]
)
def test_no_field_of_a_record_is_lost(table: str, record: Any) -> None:
    assert names(tables.TABLES[table]) >= {field.name for field in fields(record)}


def test_a_row_of_reports_has_all_of_a_reading() -> None:
    assert names(tables.REPORTS) >= {field.name for field in fields(Reading)} - {"report"}
    arguments = tables.REPORTS.field("events").type.value_type.field("arguments").type.value_type
    assert names(arguments) == {"role", "span", "score", "who", "when", "where", "count"}
    assert names(arguments.field("who").type) == {"value", "rule", "span", "passed_over", "note"}


@given(values(Reading))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_stored_comes_back_as_it_was(one: Reading) -> None:
    plain = tables.table([lakes.row(one)]).to_pylist()[0]
    assert tables.from_plain(plain) == one


@given(values(tables.Row))
@settings(max_examples=30, deadline=None)
def test_what_the_store_adds_comes_back_too(one: tables.Row) -> None:
    assert decoder(tables.Row)(encoder(tables.Row)(one)) == one


def test_it_comes_back_through_the_files_and_the_query_too(tmp_path: Path) -> None:
    lake = Lake.open_or_make(tmp_path / "my lake")
    lakes.put(lake, tables.table([lakes.row(reading())]))
    assert [tables.from_plain(row) for row in lake.reports().to_pylist()] == [reading()]


def test_a_missing_column_of_an_older_row_takes_the_default() -> None:
    plain = tables.table([lakes.row(reading())]).to_pylist()[0]
    plain |= {"language": None, "problems": None}
    back = tables.from_plain(plain)
    assert (back.report.language, back.problems) == ("", ())


def test_half_a_character_of_a_file_name_becomes_its_escape() -> None:
    broken = lakes.row(reading()) | {"title": "caf\udce9"}
    assert tables.table([broken]).column("title").to_pylist() == ["caf\\udce9"]


def test_what_no_column_can_hold_is_told() -> None:
    with pytest.raises(TypeError, match="no column can hold"):
        arrow_type(bytes)


def test_a_derived_row_says_what_it_was_taken_from_and_how_long_it_stands() -> None:
    for name in tables.DERIVED:
        assert names(tables.DERIVED[name]) >= {field.name for field in fields(tables.Standing)}
