"""TOML and TSV files to typed values; what does not fit is noted as a fault, and reading goes on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vedette.ontology.faults import Faults, one_of

WORST, BEST = -10.0, 10.0
"""Bounds of a conflict-cooperation score."""
KEY_TEXT = "write some text in quotes"
LIST_TEXT = 'write a list of texts, such as ["one", "two"]'


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file, that knows where it stands."""

    file: str
    path: str
    """The keys that lead to it, with dots; empty for the file as a whole."""
    values: dict[str, object]
    faults: Faults

    def name(self, key: str) -> str:
        """The key with the path that leads to it."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, what: str, remedy: str) -> None:
        """Note that the value of a key does not hold."""
        self.faults.add(self.file, self.name(key), what, remedy)

    def only(self, *keys: str) -> None:
        """Note every key that is none of these: most often a slip of the pen."""
        for key in self.values:
            if key not in keys:
                self.wrong(key, "no such key", one_of(key, keys))

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; without default it must be there."""
        value = self.values.get(key, default)
        if value is None:
            self.wrong(key, "missing", KEY_TEXT)
        elif not isinstance(value, str) or (not value.strip() and value != default):
            self.wrong(key, f"{value!r} is no text", KEY_TEXT)
        return value if isinstance(value, str) else ""

    def maybe(self, key: str) -> str | None:
        """A text, or None where the key is absent."""
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is absent."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(each, str) and each for each in value):
            return tuple(value)
        self.wrong(key, f"{value!r} is no list of texts", LIST_TEXT)
        return ()

    def score(self, key: str) -> float:
        """A number from -10 to 10."""
        value = self.values.get(key)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and WORST <= float(str(value)) <= BEST:
            return float(str(value))
        what = "missing" if value is None else f"{value!r} is no score"
        self.wrong(key, what, "write a number from -10 to 10")
        return 0.0

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.values.get(key)
        if not isinstance(value, bool):
            self.wrong(key, "missing" if value is None else f"{value!r} is no flag", "write true or false")
        return value is True

    def choice(self, key: str, known: Iterable[int]) -> int:
        """One of some whole numbers."""
        value, allowed = self.values.get(key), list(known)
        if type(value) is int and value in allowed:
            return value
        self.wrong(key, "missing" if value is None else f"{value!r} is unknown", one_of(str(value), map(str, allowed)))
        return allowed[0]

    def table(self, key: str) -> Table:
        """The table under a key, empty where it is absent."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, f"{value!r} is no table", f"write [{self.name(key)}] and its keys below it")
        return Table(self.file, self.name(key), value if isinstance(value, dict) else {}, self.faults)

    def tables(self) -> list[tuple[str, Table]]:
        """Every key with the table under it, in order."""
        return [(key, self.table(key)) for key in self.values]

    def rows(self, key: str) -> list[Table]:
        """The tables of a list, each named by its number from 1."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.wrong(key, "is no list of tables", "write one { ... } an entry")
            return []
        return [Table(self.file, f"{self.name(key)}[{n}]", each, self.faults) for n, each in enumerate(value, 1)]

    def pairs(self) -> dict[str, str]:
        """All keys with a text each."""
        return {key: self.text(key) for key in self.values}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a TSV file, that knows where it stands."""

    file: str
    line: int
    values: dict[str, str]
    faults: Faults

    def wrong(self, column: str, what: str, remedy: str) -> None:
        """Note that the value of a column does not hold."""
        self.faults.add(self.file, f"line {self.line}, {column}", what, remedy)

    def maybe(self, column: str) -> str | None:
        """The value of a column, None where it is empty."""
        return self.values[column] or None

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a column that are joined by ";"."""
        return tuple(filter(None, self.values[column].split(";")))

    def score(self, column: str) -> float | None:
        """A number from -10 to 10, or None where the column is empty."""
        value = self.values[column]
        if not value:
            return None
        if re.fullmatch(r"-?\d+(\.\d+)?", value) and WORST <= float(value) <= BEST:
            return float(value)
        self.wrong(column, f"{value!r} is no score", "write a number from -10 to 10, or nothing")
        return None


def read_toml(root: Path, file: str, faults: Faults) -> Table:
    """The file as a table; a file that cannot be read or parsed is a fault and an empty table."""
    text = _text(root, file, faults)
    try:
        return Table(file, "", tomllib.loads(text), faults)
    except tomllib.TOMLDecodeError as error:
        faults.add(file, _place(str(error)), "is not TOML", "mend the syntax there")
        return Table(file, "", {}, faults)


def read_tsv(root: Path, file: str, columns: tuple[str, ...], faults: Faults) -> list[Row]:
    """The rows below the header. Lines that begin with "#" are remarks."""
    lines = [(n, line) for n, line in enumerate(_text(root, file, faults).splitlines(), 1) if line[:1] != "#"]
    if not lines:
        return []
    (at, header), *body = lines
    if tuple(header.split("\t")) != columns:
        faults.add(file, f"line {at}", "the header is another one", "write " + "<tab>".join(columns))
        return []
    return [row for n, line in body if (row := _row(file, n, line, columns, faults))]


def _row(file: str, number: int, line: str, columns: tuple[str, ...], faults: Faults) -> Row | None:
    cells = line.split("\t")
    if len(cells) == len(columns):
        return Row(file, number, dict(zip(columns, cells, strict=True)), faults)
    faults.add(file, f"line {number}", f"{len(cells)} columns", f"write {len(columns)}, parted by tabs")
    return None


def _text(root: Path, file: str, faults: Faults) -> str:
    try:
        if text := (root / file).read_text(encoding="utf-8"):
            return text
        faults.add(file, "file", "empty", "write it, or start from a copy of the packaged ontology")
    except FileNotFoundError:
        faults.add(file, "file", "missing", "add it, or start from a copy of the packaged ontology")
    except (OSError, UnicodeDecodeError) as error:
        faults.add(file, "file", f"cannot be read ({error})", "save it as UTF-8 text that may be read")
    return ""


def _place(message: str) -> str:
    """Where a TOML error stands: "line 3"."""
    found = re.search(r"line \d+", message)
    return found.group() if found else "end of file"
