"""Records that are packed, and records that are made of plain rows by functions written out for their class: both are what
the plain way makes.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, Union, get_args, get_origin

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.store.test_tables import values
from vedette.records import Event, Incident, Posture, Report, Resolved, Span, Statement, Where
from vedette.store.columns import arrow_fields, decoder, encoder, hints
from vedette.store.making import maker
from vedette.store.packed import Packed
from vedette.store.tables import Row

KINDS: tuple[Any, ...] = (Event, Statement, Posture, Incident, Report, Row)

VALUES = {kind: values(kind) for kind in KINDS}

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def plainly(hint: Any, value: Any) -> Any:
    """A value decoded the plain way: by looking at the annotation each time."""
    if get_origin(hint) in {Union, types.UnionType}:
        hint = next(each for each in get_args(hint) if each is not types.NoneType)
    if get_origin(hint) is tuple:
        return tuple(plainly(get_args(hint)[0], member) for member in value or ())
    kind: Any = get_origin(hint) or hint
    if value is None or kind in {str, int, float, bool, date, datetime}:
        return value
    told = {name: plainly(inner, value.get(name)) for name, inner in hints(hint)}
    for field in fields(kind):
        if value.get(field.name) is None and field.default is not MISSING:
            told[field.name] = field.default
    return kind(**told)


def holed(hint: Any, draw: st.DrawFn, plain: Any) -> Any:
    """A plain row with some of its values gone, at any depth."""
    if isinstance(plain, dict):
        return {name: holed(hint, draw, inner) for name, inner in plain.items()}
    if isinstance(plain, list):
        return [holed(hint, draw, member) for member in plain]
    return None if draw(st.integers(0, 9)) == 0 else plain


@st.composite
def rows(draw: st.DrawFn, kind: Any) -> list[dict[str, Any]]:
    return [holed(kind, draw, encoder(kind)(one)) for one in draw(st.lists(VALUES[kind], min_size=1, max_size=3))]


def cut(table: pa.Table, at: int) -> pa.Table:
    """The table in two pieces and an empty one, neither of which begins where its memory does."""
    padded = pa.concat_tables([table.slice(0, 1), table]).combine_chunks()
    at = min(at, table.num_rows)
    return pa.concat_tables([padded.slice(1, at), padded.slice(0, 0), padded.slice(1 + at)])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(
    max_examples=8, deadline=None, suppress_health_check=SLOW, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
def test_written_out_and_packed_are_what_the_plain_way_makes(kind: Any, data: st.DataObject) -> None:
    plain = data.draw(rows(kind))
    wanted = [plainly(kind, row) for row in plain]
    assert [decoder(kind)(row) for row in plain] == wanted
    table = cut(pa.Table.from_pylist(plain, schema=pa.schema(arrow_fields(kind))), data.draw(st.integers(0, 4)))
    packed = Packed(kind, table)
    found = [packed.at(place) for place in range(len(plain))]
    assert found == wanted
    assert repr(found) == repr([decoder(kind)(row) for row in table.to_pylist()]), "of the same types too"
    if "id" in table.column_names:
        assert [packed.id(place) for place in range(len(plain))] == [one.id for one in wanted]


def test_numbers_of_any_size_and_texts_of_any_kind_come_back() -> None:
    for least, most in ((0, 255), (0, 256), (-1, 70_000), (-(2**31), 2**31), (0, 2**32), (-(2**63), 2**63 - 1)):
        spans = [Span(word, least, most) for word in ("", "é", "😀 \x00", "a" * 300)]
        packed = Packed(Span, pa.Table.from_pylist([encoder(Span)(one) for one in spans]))
        assert [packed.at(place) for place in range(4)] == spans


def test_few_different_words_are_held_once() -> None:
    table = pa.Table.from_pylist([{"text": f"{place % 3} words" * 20, "start": 0, "end": 9} for place in range(4000)])
    packed = Packed(Span, table)
    assert packed.nbytes < table.nbytes / 20
    assert packed.at(0).text is packed.at(3).text


def test_columns_of_a_later_version_take_their_defaults() -> None:
    table = pa.Table.from_pylist([{"id": "a", "text": "b", "where": {"path": "c"}}])
    packed = Packed(Report, table)
    assert packed.at(0) == decoder(Report)(table.to_pylist()[0])
    assert (packed.at(0).title, packed.at(0).where.line) == ("", None)


def test_a_record_is_as_the_class_makes_it() -> None:
    made = maker(Span)("a", 1, 2)
    assert (made, hash(made), type(made)) == (Span("a", 1, 2), hash(Span("a", 1, 2)), Span)
    with pytest.raises(FrozenInstanceError):
        made.start = 4
    assert maker(Resolved)(None, "rule", None, (), None) == Resolved(None, "rule")
    assert maker(Where)(*["x"] * 8) == Where(*["x"] * 8)  # type: ignore[arg-type]


def test_a_class_that_checks_its_values_makes_its_own() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        at: datetime

        def __post_init__(self) -> None:
            raise ValueError("checked")

    with pytest.raises(ValueError, match="checked"):
        maker(Checked)(datetime(2024, 3, 5, tzinfo=UTC))
