"""Plain text: one report a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from vedette.records import Location, Problem, Report
from vedette.sources import dates, record
from vedette.sources.decode import decoded
from vedette.sources.fields import Fields
from vedette.sources.options import Options
from vedette.sources.stream import Stream


def read(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The one report of a file, after the problems it has.

    Its date is the one in its header, else `options.date`, else the one in the file's name.
    """
    where = Location(stream.path)
    given = decoded(stream.read(), where, options.encoding)
    yield from given.problems
    if given.text is not None:
        otherwise = options.date or dates.in_name(PurePath(stream.path).name)
        yield from record.reports({"text": given.text}, where, replace(options, date=otherwise, fields=Fields()))
