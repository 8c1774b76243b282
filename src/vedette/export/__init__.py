"""A `Reading` as others want it: one file a format, one table of them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:  # the command line asks for the names of formats before it needs the records
    from vedette.records import Reading

FORMATS: dict[str, str] = {
    "jsonl": "vedette.export.jsonl",
    "table": "vedette.export.table",
}
"""Name of a format -> the module whose `render` writes it; a module is imported when it is first asked for."""


class Page(NamedTuple):
    """What a reading is written on."""

    width: int = 100
    """Columns, in characters."""
    colour: bool = False
    """Whether escape codes for colour and weight are understood."""


Renderer: TypeAlias = "Callable[[Reading, Page], str]"
"""The shape of each format: a reading in, whole lines out, each with its line end."""


def renderer(name: str) -> Renderer:
    """The function that writes the format of this name: `renderer("jsonl")(reading, Page())`."""
    render: Renderer = import_module(FORMATS[name]).render
    return render
