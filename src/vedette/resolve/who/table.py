"""Reads the lexicon's files: tab-separated, one row a name.

Lines that begin with `#` are remarks, the first other line names the columns: `name` and `code`, and any of
`aliases` (separated by `;`), `since`, `until` (YYYY, YYYY-MM or YYYY-MM-DD), `kind`, `office`, `source`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vedette.errors import KnowledgeError
from vedette.resolve import countries
from vedette.resolve.who.bags import bag
from vedette.resolve.who.terms import Term
from vedette.resolve.who.words import keys

SECTORS = bag("GOV MIL COP SPY JUD LEG PTY OPP REB UAF CRM CVL MED LAB BUS EDU HLH REL REF HRI IGO NGO ELI PPL")
KINDS = frozenset(("body", "group", "person", "region"))
COLUMNS = ("name", "code", "aliases", "since", "until", "kind", "office", "source")
UNKNOWN = "---"


class Row(NamedTuple):
    """One row: a term, its spellings, the same folded, and where it stands."""

    term: Term
    spellings: tuple[str, ...]
    keys: tuple[str, ...]
    place: str
    """File and line, for messages."""


class _Layout(NamedTuple):
    """Where the columns stand in a row; a column that the file lacks is past the end."""

    name: int
    code: int
    aliases: int
    since: int
    until: int
    kind: int


def rows(text: str, file: str, kind: str) -> Iterator[Row]:
    """The rows of a file's text; `kind` holds where the file has no such column."""
    layout: _Layout | None = None
    for number, (line, folded) in enumerate(zip(text.split("\n"), keys(text).split("\n"), strict=True), start=1):
        if not line.strip() or line[0] == "#":
            continue
        place = f"{file}, row {number}"
        if layout:
            yield _row(line.split("\t"), folded.split("\t"), layout, place, kind)
        else:
            layout = _layout(line.split("\t"), place)


def _layout(cells: list[str], place: str) -> _Layout:
    names = [cell.strip() for cell in cells]
    if not {"name", "code"} <= set(names) <= set(COLUMNS):
        raise KnowledgeError(f"{place}: columns {names}; give name and code, and of the others only {COLUMNS[2:]}")
    return _Layout(*(names.index(column) if column in names else len(COLUMNS) for column in _Layout._fields))


def _row(cells: list[str], folded: list[str], layout: _Layout, place: str, kind: str) -> Row:
    width = len(cells)
    name = cells[layout.name].strip() if layout.name < width else ""
    country, sector = code_of(cells[layout.code].strip() if layout.code < width else "", place)
    since = day(cells[layout.since], place) if layout.since < width else None
    until = end(cells[layout.until], place) if layout.until < width else None
    if not name or (since and until and until <= since):
        raise KnowledgeError(f"{place}: no name, or an end before the beginning; put the row right")
    own = cells[layout.kind].strip() if layout.kind < width else ""
    term = Term(name, country, sector, kind_of(own or kind, place), "", since, until)
    aliases = cells[layout.aliases] if layout.aliases < width else ""
    if not aliases:
        return Row(term, (name,), (key_of(folded[layout.name]),), place)
    spelled = tuple(filter(None, map(str.strip, aliases.split(";"))))
    folds = tuple(filter(None, map(key_of, folded[layout.aliases].split(";"))))
    return Row(term, (name, *spelled), (key_of(folded[layout.name]), *folds), place)


def key_of(folded: str) -> str:
    """A spelling that was folded, as names are looked up. It keeps the article of "The Guardian" and "The Hague", which without it would be other words."""
    words = " ".join(folded.split())
    return words[4:] if words.startswith("the ") and words.count(" ") > 1 else words


def kind_of(kind: str, place: str) -> str:
    """A kind of term that is known."""
    if kind not in KINDS:
        raise KnowledgeError(f"{place}: kind {kind!r} is not known; give one of {sorted(KINDS)}")
    return kind


@lru_cache(maxsize=4096)
def code_of(code: str, place: str = "") -> tuple[str | None, str | None]:
    """Country and sector of a code: `RUS GOV`, `IGO:NATO`, `--- REB`."""
    country, _, sector = code.partition(" ")
    known = country in countries.countries() or country == UNKNOWN or country[:4] in {"IGO:", "NGO:"}
    if not known or (sector and sector not in SECTORS):
        message = f"code {code!r} is not known; write alpha-3, IGO:…, NGO:… or ---, then perhaps a sector"
        raise KnowledgeError(f"{place}: {message}")
    return (None if country == UNKNOWN else country), (sector or None)


def end(words: str, place: str) -> date | None:
    """The first day after a last one: one leaves office somewhere in the month given, so that the whole month counts."""
    first = day(words, place)
    if first is None or len(words.strip()) != _MONTH:
        return first
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


_FULL, _MONTH, _YEAR = 10, 7, 4  # lengths of YYYY-MM-DD, YYYY-MM, YYYY


def day(words: str, place: str) -> date | None:
    """The first day of a date, month or year; None for an empty cell."""
    words = words.strip()
    if not words:
        return None
    padding = {_FULL: "", _MONTH: "-01", _YEAR: "-01-01"}.get(len(words))
    try:
        return date.fromisoformat(words + (padding or ""))
    except ValueError as error:
        raise KnowledgeError(f"{place}: {words!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from error
