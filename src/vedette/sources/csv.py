"""Tables with a first row of names: comma (or semicolon, or bar) separated, and tab separated."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vedette.records import Location, Problem, Report
from vedette.sources import limits, record
from vedette.sources.decode import lines
from vedette.sources.fields import value
from vedette.sources.options import Options
from vedette.sources.stream import HEAD, Stream

_SEPARATORS = ",;\t|"
_BEGUN = re.compile(r'(?:^|\t)"', re.MULTILINE)
_QUOTED = re.compile(r'(?:^|\t)"(?:[^"]|"")*"(?=\t|\r?$)', re.MULTILINE)


def read(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The reports of a table whose cells may be quoted; the separator is the most frequent one in the first row."""
    first = stream.head_text().lstrip().split("\n", 1)[0]
    yield from _reports(stream, options, max(_SEPARATORS, key=first.count), quoted=True)


def read_tabs(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The reports of a table with tabs. Quotation marks are the text's own, unless all that begin a cell end one."""
    yield from _reports(stream, options, "\t", quoted=_quotes_cells(stream.head_text()))


def _quotes_cells(head: str) -> bool:
    begun, quoted = len(_BEGUN.findall(head)), len(_QUOTED.findall(head))
    cut = 1 if len(head) > HEAD // 4 else 0  # the end of a long head may cut a cell in two
    return quoted > 0 and quoted >= begun - cut


@dataclass(slots=True)
class _Lines:
    """The lines of a stream without the problems, which wait here for the row that they belong to."""

    given: Iterator[str | Problem]
    problems: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        for line in self.given:
            if isinstance(line, Problem):
                self.problems.append(line)
            else:
                yield line

    def waiting(self) -> list[Problem]:
        """The problems met since the last call."""
        found, self.problems = self.problems, []
        return found


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row and the line where it begins; `fault` says why there are none."""

    line: int
    cells: list[str]
    fault: str = ""


def _rows(given: _Lines, separator: str, *, quoted: bool) -> Iterator[_Row]:
    """All rows but empty ones. After a faulty row the next line begins another."""
    # Not strict, an open quotation mark would take in the rest of the file without a word.
    table = csv.reader(
        iter(given),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=quoted,
    )
    while True:
        line = table.line_num + 1
        try:
            cells = _next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Row(line, [], fault=str(error))
            continue
        if any(cells):
            yield _Row(line, cells)


def _next(table: Iterator[list[str]]) -> list[str]:
    """The next row. The library's own limit is 128 KB a cell, for all of a process: whoever set it has it back."""
    theirs = csv.field_size_limit(limits.LINE)
    try:
        return next(table)
    finally:
        csv.field_size_limit(theirs)


def _reports(stream: Stream, options: Options, separator: str, *, quoted: bool) -> Iterator[Report | Problem]:
    given = _Lines(lines(stream, options.encoding))
    rows = _rows(given, separator, quoted=quoted)
    names = next(rows, None)
    problems = given.waiting()
    yield from problems or ([_no_rows(stream.path)] if names is None else [])
    if names is None:
        return
    if value(dict.fromkeys(_names(names, options), "there"), options.fields.text) is None:
        yield _no_text_column(stream.path, names, options)
    else:
        for row in rows:
            yield from given.waiting()
            yield from _of_row(_names(names, options), row, stream.path, options)
        yield from given.waiting()


def _names(row: _Row, options: Options) -> list[str]:
    """The first row's names; one that only differs in capitals from a name we look for is that name."""
    fields = options.fields
    wanted = (*fields.id, *fields.published, *fields.text, *fields.title, *fields.source, *fields.url)
    ours = {name.lower(): name for name in wanted}
    return [name if name in wanted else ours.get(name.strip().lower(), name) for name in row.cells]


def _of_row(names: list[str], row: _Row, path: str, options: Options) -> Iterator[Report | Problem]:
    where = Location(path, row.line)
    if row.fault:
        yield _malformed(where, f"The row breaks off: {row.fault}.")
    elif len(row.cells) != len(names):
        yield _malformed(where, f"The row has {len(row.cells)} cells where the first row names {len(names)}.")
    else:
        yield from record.reports(dict(zip(names, row.cells, strict=True)), where, options)


def _malformed(where: Location, message: str) -> Problem:
    return Problem("malformed-line", where, message, "Quote each cell that holds a separator, a mark or a line break.")


def _no_rows(path: str) -> Problem:
    return Problem("empty-text", Location(path), f"{path} holds no row.", "Leave it out, or look at its source.")


def _no_text_column(path: str, names: _Row, options: Options) -> Problem:
    return Problem(
        "malformed-line",
        Location(path, names.line),
        f"No column is called {options.fields.text[0]!r}; there are {', '.join(map(repr, names.cells))}.",
        "Name the column that holds the text with --field text=NAME.",
    )
