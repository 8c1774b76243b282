"""Reviewed lists of places, ours and the user's: CSV, TSV or TOML, checked row by row."""

from __future__ import annotations

from vedette.errors import KnowledgeError
from vedette.resolve import lists
from vedette.resolve.countries import countries
from vedette.resolve.lists import Layout, Row, Source
from vedette.resolve.where.fold import fold
from vedette.resolve.where.place import Place

LAYOUT = Layout(
    table="place",
    columns=("name", "others", "kind", "country", "admin1", "latitude", "longitude", "radius_km", "source"),
    needed=("name", "kind", "latitude", "longitude"),
)
RADII = {"country": 300.0, "region": 60.0, "city": 5.0, "site": 1.0, "sea": 200.0, "border": 60.0}
"""Kilometres, by kind, where a row gives none."""
STANDING = {"country": 3e7, "region": 2e6, "city": 4e5, "site": 4e5, "sea": 2e6, "border": 4e5}
"""Inhabitants of a town as well known: what a listed place weighs against a namesake."""

Named = dict[str, tuple[Place, ...]]
"""Places by folded name."""


def read(source: Source) -> Named:
    """The places of one list by folded name."""
    named: dict[str, list[Place]] = {}
    for row in lists.read(source, LAYOUT):
        place = checked(row)
        for name in (place.name, *row.names("others")):
            named.setdefault(fold(name), []).append(place)
    return {name: tuple(places) for name, places in named.items()}


def checked(row: Row) -> Place:
    """The place that a row tells, or a `KnowledgeError` that says what is wrong with it."""
    name, kind, country = row.text("name"), row.text("kind"), row.text("country")
    if not fold(name):
        raise KnowledgeError(f"{row.at('name')}: no name; give each place one")
    if kind not in RADII:
        raise KnowledgeError(f"{row.at('kind')}: {kind!r} is no kind of place; write one of {', '.join(RADII)}")
    if country and country not in countries():
        raise KnowledgeError(f"{row.at('country')}: {country!r} is no country; write an ISO 3166 alpha-3 code, or none")
    return Place(
        name=name,
        kind=kind,
        country=country or None,
        admin1=row.text("admin1") or None,
        latitude=number(row, "latitude", -90.0, 90.0),
        longitude=number(row, "longitude", -180.0, 180.0),
        radius_km=number(row, "radius_km", 0.0, 20_000.0) or RADII[kind],
        people=STANDING[kind],
    )


def number(row: Row, column: str, low: float, high: float) -> float:
    """The number in a column, within bounds; 0 where it is optional and missing."""
    cell = row.text(column)
    if not cell and column not in LAYOUT.needed:
        return 0.0
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise KnowledgeError(f"{row.at(column)}: {cell!r}; write a number between {low:g} and {high:g}")
    return value
