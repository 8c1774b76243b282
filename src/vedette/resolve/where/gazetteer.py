"""The gazetteer: a name in, the places that it can mean out. Files are read in place, so opening one is instant."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from vedette.errors import KnowledgeError
from vedette.resolve.countries import Country, by_alpha2, countries, named
from vedette.resolve.countries import fold as fold_country
from vedette.resolve.where import layout
from vedette.resolve.where.fold import fold, key
from vedette.resolve.where.layout import KINDS, NAMES, NO_AREA, PLACES, ROW_BITS, ROW_MASK, SPELLINGS, unpack
from vedette.resolve.where.place import Place
from vedette.resolve.where.supplement import Named, read

FOLDER = "data/places"
LISTS = ("regions.tsv", "seas.tsv", "sites.tsv", "renamed.tsv")
LANDMARK_PEOPLE = 4e5
"""Inhabitants from which a town's name alone points to its country."""
MOST = 400
"""Places of one name that are looked at; only "San José" and its like have more, and the rest are hamlets."""
REMEMBERED = 50_000
"""Names whose places are kept at hand, to bound memory: about 20 MB."""
CITY_RADIUS = 0.008
"""A town covers about this times the square root of its inhabitants, in kilometres: 8 km for a million."""


class Gazetteer:
    """Places by name. Make one with `Gazetteer.load`."""

    def __init__(self, folder: Path, lists: Iterable[Named] = ()) -> None:
        try:
            self._places = opened(folder / PLACES)
            self._sorted = memoryview(opened(folder / NAMES))
            with (folder / SPELLINGS).open("rb") as spellings:
                self._spellings = mmap.mmap(spellings.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"{folder}: {error}; build it again with train/gazetteer.py") from error
        if self._places.dtype != layout.PLACE:
            raise KnowledgeError(f"{folder / PLACES}: another layout; build it again with train/gazetteer.py")
        self._lists = tuple(lists)
        self._alpha3 = [by_alpha2()[code] for code in sorted(by_alpha2())]
        self._remembered: dict[str, tuple[Place, ...]] = {}

    @classmethod
    def load(cls, extra: Iterable[Path | str] = (), folder: Path | str | None = None) -> Gazetteer:
        """The gazetteer that ships, or the one built into `folder`, with the user's own lists laid over it.

        A name that an extra list gives means what it says there, and nothing else; of two lists the later holds. A folder
        among the lists is taken for `folder`.
        """
        overlaid: Named = {}
        for path in map(Path, extra):
            if path.is_dir():
                folder = path
            else:
                overlaid |= read(path)
        return cls(Path(folder) if folder else on_disk(), [overlaid, *_shipped_lists()])

    def places(self, name: str) -> tuple[Place, ...]:
        """The places that a name can mean, best known first. Countries are not among them: see `country`."""
        folded = fold(name)
        if folded not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[folded] = self._look_up(folded)
        return self._remembered[folded]

    def listed(self) -> Mapping[str, str]:
        """Countries by the folded names of the listed places that lie in one."""
        places = {name: listed[0] for named in reversed(self._lists) for name, listed in named.items()}
        return {name: place.country for name, place in places.items() if place.country}

    def large_towns(self) -> Mapping[str, str]:
        """Countries by the names of towns so large that the name alone points there."""
        return {fold_country(place.name): place.country for place in self._large_towns() if place.country}

    def _large_towns(self) -> Iterator[Place]:
        table = self._places
        enough = layout.pack(LANDMARK_PEOPLE, layout.PEOPLE_STEPS)
        for row in np.flatnonzero((table["people"] >= enough) & (table["kind"] == KINDS.index("city"))):
            yield self._place(int(row))

    def _look_up(self, folded: str) -> tuple[Place, ...]:
        if own := self.own(folded):
            return own
        reviewed = (self._counted(place) for listed in self._lists[1:] for place in listed.get(folded, ()))
        found = {place.row: place for spelling in spellings(folded) for place in self._rows(spelling)}
        return tuple(apart_from_doubles([*reviewed, *sorted(found.values(), key=by_size)]))

    def own(self, name: str) -> tuple[Place, ...]:
        """The places of that name in the user's own lists: where there are any, no others are meant."""
        return self._lists[0].get(fold(name), ()) if self._lists else ()

    def _counted(self, place: Place) -> Place:
        """A listed town as the table has it, with its inhabitants and its area, where the table has it."""
        if place.kind != "city":
            return place
        return next((twin for twin in self._rows(fold(place.name)) if same(twin, place)), place)

    def _rows(self, folded: str) -> list[Place]:
        low = key(folded) << ROW_BITS
        start, rows = bisect_left(self._sorted, low), []
        for number in self._sorted[start : start + MOST]:
            if number > low | ROW_MASK:
                break
            rows.append(self._place(number & ROW_MASK))
        return rows

    def _place(self, row: int) -> Place:
        latitude, longitude, geoname, spelling, area, country, people, kind, radius = self._places[row].item()
        order = kind if KINDS[kind].startswith("area") else 0
        inhabitants = unpack(people, layout.PEOPLE_STEPS)
        return Place(
            name=self._spelling(spelling),
            kind="region" if order else KINDS[kind],
            country=self._alpha3[country],
            admin1=self._spelling(spelling) if order == 1 else self._admin1(area),
            latitude=round(latitude, 4),
            longitude=round(longitude, 4),
            radius_km=round(unpack(radius, layout.RADIUS_STEPS) or max(1.0, CITY_RADIUS * inhabitants**0.5), 1),
            people=inhabitants,
            geoname=geoname or None,
            order=order,
            row=row,
        )

    def _admin1(self, row: int) -> str | None:
        """The name of the first-order area at or above an area."""
        while row != NO_AREA:
            _, _, _, spelling, above, _, _, kind, _ = self._places[row].item()
            if KINDS[kind] == "area1":
                return self._spelling(spelling)
            row = above
        return None

    def _spelling(self, offset: int) -> str:
        return self._spellings[offset : self._spellings.find(b"\n", offset)].decode()


def opened(path: Path) -> Any:  # noqa: ANN401 -- a structured array has no useful type
    """An array that is read from disk where it is looked at, as a plain view: a memory map's own indexing is slow."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def spellings(folded: str) -> tuple[str, ...]:
    """A folded name and what it may be filed under: with and without an Arabic article."""
    if folded[:3] in ("al ", "el "):
        return (folded, f"{'e' if folded[0] == 'a' else 'a'}l{folded[2:]}", folded[3:])
    return (folded,)


def by_size(place: Place) -> tuple[float, int]:
    """Sorts the best known first, and alike ones always alike."""
    return (-place.people, place.row)


SAME_KM = 25.0
"""Two places of one name and kind no further apart are one, in two lists. Chosen: wider than rounding in our lists."""


def apart_from_doubles(places: list[Place]) -> list[Place]:
    """The places without those that an earlier one of the same country and kind stands for."""
    kept: list[Place] = []
    reviewed: list[Place] = []
    rows: set[int] = set()
    for place in places:
        if place in reviewed if place.reviewed else place.row in rows:
            continue
        if any(same(place, other) for other in reviewed):
            continue
        kept.append(place)
        rows.add(place.row)
        if place.reviewed:
            reviewed.append(place)
    return kept


def same(place: Place, other: Place) -> bool:
    """Whether a place of the table is one that a reviewed list has already."""
    if place.kind != other.kind or place.country != other.country:
        return False
    near = max(SAME_KM, other.radius_km) if place.kind == "city" else other.radius_km + place.radius_km
    return abs(place.latitude - other.latitude) * 111 <= near and abs(place.longitude - other.longitude) * 60 <= near


@cache
def country_place(code: str) -> Place:
    """A country as a place."""
    country = countries()[code]
    middle = (country.latitude, country.longitude)
    return Place(country.name, "country", code, None, *middle, country.radius_km, 1e8)


def country_named(name: str) -> Country | None:
    """The country of this name."""
    code = named(name)
    return countries()[code] if code else None


@cache
def _shipped_lists() -> tuple[Named, ...]:
    folder = files("vedette.resolve").joinpath(FOLDER)
    return tuple(read(folder.joinpath(name)) for name in LISTS)


@cache
def on_disk() -> Path:
    """The folder of what ships, as a path: as it is when installed from a wheel."""
    with as_file(files("vedette.resolve").joinpath(FOLDER)) as path:
        return path


@cache
def shipped() -> Gazetteer:
    """The gazetteer that ships, opened once."""
    return Gazetteer.load()
