"""Reads a user's own actors: CSV, TSV or TOML (`[[actor]]`), with the columns of our own files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vedette.errors import KnowledgeError
from vedette.resolve import lists
from vedette.resolve.who.table import COLUMNS, Row, code_of, day, end, key_of, kind_of
from vedette.resolve.who.terms import Term
from vedette.resolve.who.words import keys

LAYOUT = lists.Layout(table="actor", columns=COLUMNS, needed=("name", "code"))
KIND = "body"
"""What a row is where it does not say."""


def rows(path: Path) -> Iterator[Row]:
    """The rows of one list."""
    return map(_row, lists.read(path, LAYOUT))


def _row(row: lists.Row) -> Row:
    name, aliases = row.text("name"), row.names("aliases")
    if not _key(name):
        raise KnowledgeError(f"{row.at('name')}: no name; give each actor one")
    country, sector = code_of(row.text("code"), row.at("code"))
    since, until = day(row.text("since"), row.at("since")), end(row.text("until"), row.at("until"))
    if since and until and until <= since:
        raise KnowledgeError(f"{row.at('until')}: an end before the beginning; put the dates right")
    kind = kind_of(row.text("kind") or KIND, row.at("kind"))
    spellings = tuple(spelling for spelling in (name, *aliases) if _key(spelling))
    term = Term(name, country, sector, kind, "", since, until)
    return Row(term, spellings, tuple(map(_key, spellings)), row.at("name"))


def _key(spelling: str) -> str:
    return key_of(keys(spelling))
