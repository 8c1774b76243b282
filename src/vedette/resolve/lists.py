"""A user's own lists, as CSV, TSV or TOML: row by row, each cell with the words that say where it stands."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from vedette.errors import KnowledgeError

Source = Path | Traversable

DELIMITERS = ("\t", ",", ";")
"""What may divide the cells: the first of these that the headings hold."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a list holds."""

    table: str
    """Name of the tables of a TOML file: `place` for `[[place]]`."""
    columns: tuple[str, ...]
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list."""

    file: str
    line: int
    cells: Mapping[str, object]
    word: str = "column"
    """What a cell stands under: a column, or a key of TOML."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Lines of single cells, where they stand on lines of their own."""

    def at(self, column: str) -> str:
        """Where a cell stands: "ours.csv, line 7, column kind"."""
        return f"{self.file}, line {self.lines.get(column, self.line)}, {self.word} {column}"

    def text(self, column: str) -> str:
        """The cell's text, without blanks at its ends; empty where there is none."""
        cell = self.cells.get(column)
        return "" if cell is None else str(cell).strip()

    def names(self, column: str) -> list[str]:
        """The names in a cell: a TOML list, or names divided by semicolons."""
        cell = self.cells.get(column)
        names = map(str, cell) if isinstance(cell, list) else self.text(column).split(";")
        return [name.strip() for name in names if name.strip()]


def read(source: Source, layout: Layout) -> Iterator[Row]:
    """The rows of one list. Lines of a table that begin with # are remarks."""
    file, text = str(source), _text(source)
    return _of_toml(file, text, layout) if file.endswith(".toml") else _of_table(file, text, layout)


def _text(source: Source) -> str:
    try:
        return source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{source}: cannot be read ({error.strerror}); give a readable file in UTF-8") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{source}: byte {error.start + 1} is no UTF-8; save the file as UTF-8") from error


def _of_table(file: str, text: str, layout: Layout) -> Iterator[Row]:
    """The rows under their headings."""
    lines = ["" if line.startswith("#") else line for line in text.splitlines()]
    first = next((line for line in lines if line.strip()), "")
    delimiter = next((mark for mark in DELIMITERS if mark in first), ",")
    heading: list[str] | None = None
    for number, cells in _cells(file, lines, delimiter):
        if heading is None:
            heading = _heading(f"{file}, line {number}", cells, layout)
            continue
        if len(cells) > len(heading):
            where = f"{file}, line {number}, column {len(heading) + 1}"
            raise KnowledgeError(f"{where}: {len(cells)} cells under {len(heading)} headings; quote what holds commas")
        yield Row(file, number, dict(zip(heading, cells, strict=False)))


def _cells(file: str, lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row with the number of its line; empty lines are none. TSV knows no quotation marks."""
    if delimiter == "\t":
        table = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        table = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield table.line_num, cells
    except csv.Error as error:
        raise KnowledgeError(f"{file}, line {table.line_num}: {error}; close each quotation mark") from error


def _heading(where: str, cells: Sequence[str], layout: Layout) -> list[str]:
    names = [cell.strip() for cell in cells]
    for number, name in enumerate(names, start=1):
        if name not in layout.columns or name in names[: number - 1]:
            known = ", ".join(layout.columns)
            fault = "stands twice" if name in layout.columns else "is no column of this list"
            raise KnowledgeError(f"{where}, column {number}: {name!r} {fault}; the columns are {known}")
    if missing := [column for column in layout.needed if column not in names]:
        raise KnowledgeError(f"{where}: no column {', '.join(missing)}; head the list {','.join(layout.columns)}")
    return names


def _of_toml(file: str, text: str, layout: Layout) -> Iterator[Row]:
    """The tables of a TOML file, with the lines that their keys stand on."""
    try:
        loaded = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file}: {error}; write each {layout.table} as a table [[{layout.table}]]") from error
    tables = loaded.get(layout.table, [])
    strangers = sorted(set(loaded) - {layout.table})
    if strangers or not isinstance(tables, list) or not all(isinstance(cells, dict) for cells in tables):
        where = f"{file}, key {strangers[0] if strangers else layout.table}"
        raise KnowledgeError(f"{where}: not known here; write each {layout.table} as a table [[{layout.table}]]")
    heads = [number for number, line in enumerate(text.splitlines(), 1) if _is_head(line, layout.table)]
    for place, cells in enumerate(tables):
        line = heads[place] if len(heads) == len(tables) else 1
        yield _checked(Row(file, line, cells, "key", _lines_of_keys(text, line, cells)), layout)


def _is_head(line: str, table: str) -> bool:
    return re.match(rf"\s*\[\[\s*{table}\s*\]\]", line) is not None


def _lines_of_keys(text: str, head: int, cells: Mapping[str, object]) -> dict[str, int]:
    """The first line below a table's head on which each key stands."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines()[head:], start=head + 1):
        key = line.partition("=")[0].strip(" \t\"'")
        if line.lstrip().startswith("[["):
            break
        if key in cells:
            found.setdefault(key, number)
    return found


def _checked(row: Row, layout: Layout) -> Row:
    for key in row.cells:
        if key not in layout.columns:
            raise KnowledgeError(f"{row.at(key)}: no key of this list; the keys are {', '.join(layout.columns)}")
    for key in layout.needed:
        if key not in row.cells:
            raise KnowledgeError(f"{row.at(key)}: missing; give each [[{layout.table}]] {', '.join(layout.needed)}")
    return row
