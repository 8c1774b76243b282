"""A page that is still to be parsed: most of the work of a source, which may be done elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.records import Location, Problem, Report
from vedette.sources.stream import unreadable

if TYPE_CHECKING:
    from vedette.sources.document import Dated
    from vedette.sources.html import Fetched
    from vedette.sources.options import Options


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A page, and all that is known of it. It can be sent to another process."""

    fetched: Fetched
    where: Location
    options: Options
    otherwise: Dated | None = None
    """A weaker date than the page's own."""

    def found(self) -> list[Report | Problem]:
        """The one report of the page, with its problems."""
        from vedette.sources import html  # noqa: PLC0415 - only pages need its libraries

        try:
            return list(html.reports(self.fetched, self.where, self.options, self.otherwise))
        except Exception as error:  # noqa: BLE001 - one page's failure must not end a run of many
            return [unreadable(self.where.path, error, self.where)]


def parsed(found: Iterable[Report | Problem | Unparsed]) -> Iterator[Report | Problem]:
    """The same, pages parsed here."""
    for each in found:
        if isinstance(each, Unparsed):
            yield from each.found()
        else:
            yield each
