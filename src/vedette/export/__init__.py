"""A `Reading` as others want it: one file a format, two tables of them.

A format of readings writes all of a report; a format of events writes each event by itself, and so serves a lake too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, cast

if TYPE_CHECKING:  # the command line asks for the names of formats before it needs the records
    from vedette.export.told import Told
    from vedette.records import Reading

READINGS: dict[str, str] = {
    "jsonl": "vedette.export.jsonl",
    "table": "vedette.export.table",
}
"""Format of whole readings -> the module whose `render` writes it; a module is imported when it is first asked for."""

EVENTS: dict[str, str] = {
    "csv": "vedette.export.csv",
    "gdelt": "vedette.export.gdelt",
    "geojson": "vedette.export.geojson",
    "jsonl": "vedette.export.event_jsonl",
    "plover": "vedette.export.plover",
    "polecat": "vedette.export.polecat",
    "table": "vedette.export.event_table",
}
"""Format of single events -> the module that is a `Format`."""

FORMATS: dict[str, str] = EVENTS | READINGS
"""What `vedette read` writes."""


class Page(NamedTuple):
    """What a reading is written on."""

    width: int = 100
    """Columns, in characters."""
    colour: bool = False
    """Whether escape codes for colour and weight are understood."""


Renderer: TypeAlias = "Callable[[Reading, Page], str]"
"""The shape of each format of readings: a reading in, whole lines out, each with its line end."""


class Format(Protocol):
    """What a module for a format of events has."""

    def head(self, page: Page) -> str:
        """What stands before the first event."""

    def line(self, told: Told, page: Page) -> str:
        """An event, with its line end."""

    BETWEEN: str
    """What stands before each event but the first."""

    TAIL: str
    """What stands after the last event."""

    def left_out(self, told: Told) -> str | None:
        """Why the format cannot hold the event; None when it can."""


def renderer(name: str) -> Renderer:
    """The function that writes one reading in the format of this name: `renderer("jsonl")(reading, Page())`."""
    if name in READINGS:
        render: Renderer = import_module(READINGS[name]).render
        return render
    return lambda reading, page: Writer(name, page).reading(reading)


def format_of(name: str) -> Format:
    """The format of events of this name."""
    return cast("Format", import_module(EVENTS[name]))


class Writer:
    """Writes one file in one format: `head`, then each reading or event, then `tail`. Counts what it had to leave out."""

    def __init__(self, name: str, page: Page, *, whole: bool = True) -> None:
        """`whole` readings where there is a format of this name for them, else each event by itself."""
        self._render = renderer(name) if whole and name in READINGS else None
        self._format = None if self._render else format_of(name)
        self._page = page
        self._written = 0
        self.left_out: Counter[str] = Counter()
        """Why -> how many events."""

    def head(self) -> str:
        """What stands before all."""
        return self._format.head(self._page) if self._format else ""

    def tail(self) -> str:
        """What stands after all."""
        return self._format.TAIL if self._format else ""

    def reading(self, reading: Reading) -> str:
        """All that the format holds of a reading."""
        if self._render:
            return self._render(reading, self._page)
        from vedette.export.told import each  # noqa: PLC0415 - as above

        return "".join(map(self.event, each(reading)))

    def event(self, told: Told) -> str:
        """An event; nothing where the format cannot hold it, which is counted."""
        form = cast("Format", self._format)
        why = form.left_out(told)
        if why is not None:
            self.left_out[why] += 1
            return ""
        between = form.BETWEEN if self._written else ""
        self._written += 1
        return between + form.line(told, self._page)
