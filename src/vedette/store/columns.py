"""Record classes -> Arrow types, records -> plain rows, and back. No field is named here: the classes say all."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from vedette.store.making import compiled, maker

Plain = Any
"""A value as Arrow takes and gives it: dicts, lists, dates, numbers, strings, None."""

MOMENT = pa.timestamp("us", tz="UTC")
"""A moment: microseconds, in UTC."""

SIMPLE: Mapping[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: MOMENT,
}


@cache
def arrow_type(hint: Any) -> pa.DataType:  # noqa: ANN401 - an annotation may be anything
    """The Arrow type of an annotation: a record is a struct, a tuple a list, and anything may be null."""
    hint = certain(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if get_origin(hint) is tuple:
        return pa.list_(pa.field("element", arrow_type(get_args(hint)[0])))
    return pa.struct(arrow_fields(hint))


def arrow_fields(record: Any) -> list[pa.Field]:  # noqa: ANN401 - a class or a generic one with its argument
    """The fields of a record class, in order."""
    return [pa.field(name, arrow_type(hint)) for name, hint in hints(record)]


@cache
def encoder(hint: Any) -> Callable[[Any], Plain]:  # noqa: ANN401 - as above
    """The function that makes a value of this annotation plain."""
    hint = certain(hint)
    if hint in SIMPLE:
        return _same
    if get_origin(hint) is tuple:
        return _list_of(encoder(get_args(hint)[0]))
    return _dict_of(tuple((name, encoder(inner)) for name, inner in hints(hint)))


@cache
def decoder(hint: Any) -> Callable[[Plain], Any]:  # noqa: ANN401 - as above
    """The function that makes a value of this annotation of what `encoder` gave. Columns it does not know are left out,
    and those that a row of an older lake lacks take the record's own default.
    """
    hint = certain(hint)
    if hint in SIMPLE:
        return _same
    if get_origin(hint) is tuple:
        return _tuple_of(decoder(get_args(hint)[0]))
    return _record_of(get_origin(hint) or hint, tuple(hints(hint)))


def hints(record: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as above
    """Names and annotations of a record class, type variables replaced by what the generic one was given."""
    plain = get_origin(record) or record
    if not is_dataclass(plain):
        raise TypeError(f"no column can hold {record!r}")
    meant = dict(zip(getattr(plain, "__parameters__", ()), get_args(record), strict=False))
    told = get_type_hints(plain)
    for field in fields(plain):
        yield field.name, _replaced(told[field.name], meant)


def _replaced(hint: Any, meant: dict[Any, Any]) -> Any:  # noqa: ANN401 - as above
    if isinstance(hint, TypeVar):
        return meant[hint]
    if meant and get_origin(hint) in {Union, types.UnionType}:
        return _replaced(certain(hint), meant)
    return hint


def certain(hint: Any) -> Any:  # noqa: ANN401 - as above
    """An annotation without its `| None`."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return hint
    (only,) = (each for each in get_args(hint) if each is not types.NoneType)
    return only


def _same(value: Any) -> Any:  # noqa: ANN401 - as above
    return value


def _list_of(encode: Callable[[Any], Plain]) -> Callable[[Any], Plain]:
    return lambda members: [encode(member) for member in members]


def _tuple_of(decode: Callable[[Plain], Any]) -> Callable[[Plain], Any]:
    return _tuple if decode is _same else lambda members: tuple(map(decode, members or ()))


def _tuple(members: Plain) -> Any:  # noqa: ANN401 - as above
    """Members that need no decoding."""
    return tuple(members or ())


def _dict_of(encoders: tuple[tuple[str, Callable[[Any], Plain]], ...]) -> Callable[[Any], Plain]:
    def encode(value: Any) -> Plain:  # noqa: ANN401 - as above
        return value if value is None else {name: inner(getattr(value, name)) for name, inner in encoders}

    return encode


def _record_of(kind: Any, decoders: tuple[tuple[str, Any], ...]) -> Callable[[Plain], Any]:  # noqa: ANN401
    """Written out field by field: a lake's rows come through here by the hundred thousand."""
    known: dict[str, object] = {"_make": maker(kind)}
    told = [_field_of(name, decoder(hint), empty(kind, name, hint), known) for name, hint in decoders]
    lines = ["def decode(row):", "    if row is None:", "        return None", "    get = row.get"]
    return compiled([*lines, f"    return _make({', '.join(told)})"], known, "decode")


def _field_of(name: str, inner: Callable[[Plain], Any], nothing: object, known: dict[str, object]) -> str:
    """The words for the value of a field."""
    if inner is _same and nothing is None:
        return f"get({name!r})"
    known[f"_of_{name}"], known[f"_no_{name}"] = inner, nothing
    made = "value" if inner is _same else "tuple(value)" if inner is _tuple else f"_of_{name}(value)"
    return f"(_no_{name} if (value := get({name!r})) is None else {made})"


def empty(kind: Any, name: str, hint: Any) -> Any:  # noqa: ANN401 - as above
    """What a field of a record class is where its row says nothing: its default, or no members, or None."""
    default = next(field.default for field in fields(get_origin(kind) or kind) if field.name == name)
    if default is not MISSING:
        return default
    return () if get_origin(certain(hint)) is tuple else None


def is_plain(hint: Any) -> bool:  # noqa: ANN401 - as above
    """Whether the values of an annotation need no decoding."""
    return certain(hint) in SIMPLE
