"""Functions that are written out for one record class and compiled: a lake's rows come through them by the million, and the
class's own `__init__` takes twice as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, cast


def compiled(lines: Iterable[str], given: Mapping[str, object], name: str) -> Callable[..., Any]:
    """The function of that name out of lines of Python, which know what is given by its name."""
    known = dict(given)
    exec(compile("\n".join(lines), f"<made for {name}>", "exec"), known)  # noqa: S102 - written by this package alone
    return cast("Callable[..., Any]", known[name])


@cache
def is_bare(kind: Any) -> bool:  # noqa: ANN401 - a record class
    """Whether making one of a class is nothing but setting its fields, each of which has a slot."""
    slots = all(hasattr(getattr(kind, field.name, None), "__set__") for field in fields(kind))
    return slots and not hasattr(kind, "__post_init__") and kind.__new__ is object.__new__


@cache
def maker(kind: Any) -> Callable[..., Any]:  # noqa: ANN401 - as above
    """What makes a record of all its values, in the order of the fields: equal to what the class makes of them."""
    if not is_bare(kind):
        return cast("Callable[..., Any]", kind)
    names = [field.name for field in fields(kind)]
    lines = [f"def make({', '.join(names)}):", "    _one = _new(_kind)"]
    lines += [f"    _set_{name}(_one, {name})" for name in names]
    return compiled([*lines, "    return _one"], setters(kind), "make")


def setters(kind: Any) -> dict[str, object]:  # noqa: ANN401 - as above
    """What the lines of `maker` know."""
    known: dict[str, object] = {f"_set_{field.name}": getattr(kind, field.name).__set__ for field in fields(kind)}
    return {**known, "_new": object.__new__, "_kind": kind}
