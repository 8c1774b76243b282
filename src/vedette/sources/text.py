"""Plain text: one report a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.records import Location, Problem, Report
from vedette.sources import limits, record
from vedette.sources.decode import decoded
from vedette.sources.document import weaker
from vedette.sources.fields import Fields
from vedette.sources.options import Options
from vedette.sources.stream import Stream


def read(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The one report of a file, after the problems it has.

    Its date is the one in its header, else `options.date`, else the one in the file's name, else that of what holds it.
    """
    where = Location(stream.path)
    given = decoded(stream.read(limits.TEXT), where, options.encoding)
    yield from given.problems
    if given.text is not None:
        known = {"text": given.text, "source": stream.around.source, "url": stream.around.url}
        yield from record.reports(known, where, replace(options, fields=Fields()), weaker(stream))
