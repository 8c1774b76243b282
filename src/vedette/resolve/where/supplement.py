"""Reviewed lists of places, ours and the user's: CSV, TSV or TOML, checked row by row."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from vedette.errors import KnowledgeError
from vedette.resolve.countries import countries
from vedette.resolve.where.fold import fold
from vedette.resolve.where.place import Place

Source = Path | Traversable

COLUMNS = ("name", "others", "kind", "country", "admin1", "latitude", "longitude", "radius_km", "source")
NEEDED = ("name", "kind", "latitude", "longitude")
RADII = {"country": 300.0, "region": 60.0, "city": 5.0, "site": 1.0, "sea": 200.0, "border": 60.0}
"""Kilometres, by kind, where a row gives none."""
STANDING = {"country": 3e7, "region": 2e6, "city": 4e5, "site": 4e5, "sea": 2e6, "border": 4e5}
"""Inhabitants of a town as well known: what a listed place weighs against a namesake."""

Named = dict[str, tuple[Place, ...]]
"""Places by folded name."""


def read(source: Source) -> Named:
    """The places of one list by folded name."""
    named: dict[str, list[Place]] = {}
    for where, row in rows(source):
        place = checked(where, row)
        for name in (place.name, *others(row)):
            named.setdefault(fold(name), []).append(place)
    return {name: tuple(places) for name, places in named.items()}


def rows(source: Source) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row with the words that say where it stands: "places.csv: row 7"."""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{source}: {error}; give a readable file in UTF-8") from error
    if source.name.endswith(".toml"):
        yield from toml_rows(source.name, text)
    else:
        yield from table_rows(source.name, text)


def toml_rows(file: str, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables `[[place]]` of a TOML file."""
    try:
        tables = tomllib.loads(text).get("place", [])
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file}: {error}; write each place as a table [[place]]") from error
    for number, row in enumerate(tables, start=1):
        yield f"{file}: place {number}", row


def table_rows(file: str, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a CSV or TSV file under their headings; lines that begin with # are remarks."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line and line[0] != "#"]
    if not lines:
        return
    delimiter = "\t" if "\t" in lines[0][1] else ","
    heading = next(csv.reader([lines[0][1]], delimiter=delimiter))
    if missing := [column for column in NEEDED if column not in heading]:
        raise KnowledgeError(f"{file}: row {lines[0][0]}: no column {', '.join(missing)}; head it {','.join(COLUMNS)}")
    for number, line in lines[1:]:
        cells = next(csv.reader([line], delimiter=delimiter))
        if len(cells) > len(heading):
            raise KnowledgeError(
                f"{file}: row {number}: {len(cells)} cells under {len(heading)} headings; quote commas"
            )
        yield f"{file}: row {number}", dict(zip(heading, cells, strict=False))


def checked(where: str, row: Mapping[str, Any]) -> Place:
    """The place that a row tells, or a `KnowledgeError` that says what is wrong with it."""
    kind = str(row.get("kind", ""))
    name = str(row.get("name", "")).strip()
    country = str(row.get("country") or "")
    if not fold(name):
        raise KnowledgeError(f"{where}: no name; give each place one")
    if kind not in RADII:
        raise KnowledgeError(f"{where}: kind {kind!r} of {name!r}; write one of {', '.join(RADII)}")
    if country and country not in countries():
        raise KnowledgeError(f"{where}: country {country!r} of {name!r}; write an ISO 3166 alpha-3 code, or none")
    return Place(
        name=name,
        kind=kind,
        country=country or None,
        admin1=str(row.get("admin1") or "") or None,
        latitude=number(where, row, "latitude", 90.0),
        longitude=number(where, row, "longitude", 180.0),
        radius_km=number(where, row, "radius_km", 20_000.0) or RADII[kind],
        people=STANDING[kind],
    )


def number(where: str, row: Mapping[str, Any], column: str, bound: float) -> float:
    """The number in a column, between minus bound and bound; 0 where it is optional and missing."""
    cell = row.get(column)
    if cell in (None, "") and column not in NEEDED:
        return 0.0
    try:
        value = float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        value = float("nan")
    if not -bound <= value <= bound:
        raise KnowledgeError(f"{where}: {column} {cell!r}; write a number between -{bound:g} and {bound:g}")
    return value


def others(row: Mapping[str, Any]) -> list[str]:
    """The further names of a row: a TOML list, or names divided by semicolons."""
    names = row.get("others") or []
    return [str(name) for name in names] if isinstance(names, list) else str(names).split(";")
