"""Build the base map: land, borders and labels, from two Debian packages and the project's own tables.

Run `python basemap/build.py DIR` in frontend/, with DIR holding what `dpkg-deb -x` unpacks of the packages that
BASEMAP.md names. Writes public/base/land.json (TopoJSON) and public/base/labels.json. Needs `npm ci` done before.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).parent
OUT = HERE.parent / "public" / "base"
COUNTRIES = HERE.parents[1] / "src" / "vedette" / "resolve" / "data" / "countries.toml"

WORLD = "usr/share/qgis/resources/data/world_map.gpkg"
PLACES = "usr/share/magics/10m/ne_10m_populated_places_simple.dbf"
SHA256 = {
    WORLD: "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2",
    PLACES: "2e4ca5a059240f93f548531ad979555a0f716cd9b6ddfc9e0c602239d17fc36a",
}

KEPT = "48%"
"""Vertices kept: what fits 750 kB compressed together with the labels, less a margin for other compressors."""

GRID = 200_000
"""Cells of the grid across the world: 0.0018 degrees, 200 m at the equator."""

LEAST_RANK = 10
"""Places of a higher scale rank (smaller ones) get no label."""

DEGREES = 3
"""Decimals of a label's position: 100 m."""

ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""Bytes of the envelope in a GeoPackage geometry, by its code."""

POLYGON = 3
MANY = {5: "MultiLineString", 6: "MultiPolygon"}
"""Kinds of a geometry, by their numbers in well-known binary."""

Json = dict[str, Any]
Nested: TypeAlias = "int | list[Nested]"


def main(root: Path) -> None:
    """Check the sources, build both files, say how large they are."""
    for name, wanted in SHA256.items():
        found = hashlib.sha256((root / name).read_bytes()).hexdigest()
        if found != wanted:
            sys.exit(f"{root / name} is not the file that BASEMAP.md names (sha256 {found}).")
    OUT.mkdir(parents=True, exist_ok=True)
    _write(OUT / "land.json", _land(root / WORLD))
    _write(OUT / "labels.json", _labels(root / PLACES))


def _write(path: Path, shape: Json) -> None:
    path.write_text(json.dumps(shape, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    print(path, path.stat().st_size)


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _land(world: Path) -> Json:
    """One object of polygons (the land) and one of lines for each kind of border; all share the arcs."""
    with sqlite3.connect(world) as store, tempfile.TemporaryDirectory() as work:
        _geojson(Path(work, "units.geojson"), _provinces(store))
        _geojson(Path(work, "claims.geojson"), _claims(store))
        _simplified(Path(work))
        topology = json.loads(Path(work, "all.json").read_text(encoding="utf-8"))
    return _by_kind(topology)


def _provinces(store: sqlite3.Connection) -> Iterator[Json]:
    units = {(code, province): unit for code, province, unit in _rows("units.tsv")}
    for code, name, shape in store.execute("select adm0_a3, name, geom from states_provinces order by fid"):
        unit = units.get((code, name)) or units.get((code, "*")) or code
        yield _feature({"unit": unit}, _geometry(shape))


def _claims(store: sqlite3.Connection) -> Iterator[Json]:
    drawn = {int(fid): called for fid, yes, called, _ in _rows("lines.tsv") if yes == "yes"}
    for fid, shape in store.execute("select fid, geom from disputed_borders order by fid"):
        if fid in drawn:
            yield _feature({"called": drawn[fid]}, _geometry(shape))


def _feature(properties: Json, geometry: Json) -> Json:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _geojson(path: Path, features: Iterator[Json]) -> None:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")


def _geometry(blob: bytes) -> Json:
    """A GeoPackage geometry as GeoJSON: multipolygons and multilines of two dimensions are all that occurs."""
    (many,), _ = _read(blob, 8 + ENVELOPES[blob[3] >> 1 & 7], 1)
    return many


def _read(blob: bytes, at: int, count: int) -> tuple[list[Any], int]:
    shapes = []
    for _ in range(count):
        order = "<" if blob[at] else ">"
        kind, inner = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind in MANY:
            parts, at = _read(blob, at, inner)
            shapes.append({"type": MANY[kind], "coordinates": parts})
        elif kind == POLYGON:
            rings, at = _rings(blob, at, inner, order)
            shapes.append(rings)
        else:
            points, at = _points(blob, at, inner, order)
            shapes.append(points)
    return shapes, at


def _rings(blob: bytes, at: int, count: int, order: str) -> tuple[list[Any], int]:
    rings = []
    for _ in range(count):
        (size,) = struct.unpack_from(order + "I", blob, at)
        points, at = _points(blob, at + 4, size, order)
        rings.append(points)
    return rings, at


def _points(blob: bytes, at: int, count: int, order: str) -> tuple[list[Any], int]:
    flat = struct.unpack_from(f"{order}{count * 2}d", blob, at)
    return [list(pair) for pair in zip(flat[::2], flat[1::2], strict=True)], at + count * 16


def _simplified(work: Path) -> None:
    command = ["npx", "--no-install", "mapshaper", "units.geojson", "claims.geojson", "combine-files"]
    command += ["-simplify", KEPT, "weighted", "keep-shapes", "-clean", "target=units"]
    command += ["-dissolve", "target=units", "+", "name=land"]
    command += ["-o", "all.json", "target=*", "format=topojson", f"quantization={GRID}", "no-cut-table"]
    modules = HERE.parent / "node_modules" / ".bin" / "mapshaper"
    subprocess.run([str(modules), *command[3:-1]], cwd=work, check=True)


def _by_kind(topology: Json) -> Json:
    """Lines of borders by who owns an arc: two units, one unit twice (a province), or one alone (a coast)."""
    owners: dict[int, list[str]] = {}
    for shape in topology["objects"]["units"]["geometries"]:
        for arc in _arcs(shape.get("arcs", [])):
            owners.setdefault(arc, []).append(shape["properties"]["unit"])
    dashed = {frozenset(pair) for pair in ((a, b) for a, b, *_ in _rows("borders.tsv"))}
    lines: dict[str, list[list[int]]] = {"border": [], "disputed": [], "province": []}
    for arc, units in sorted(owners.items()):
        if len(units) > 1:
            lines[_kind(set(units), dashed)].append([arc])
    for shape in topology["objects"]["claims"]["geometries"]:
        lines["disputed"].extend([arc] for arc in sorted(set(_arcs(shape.get("arcs", [])))))
    _all_met(dashed, {frozenset(units) for units in owners.values()})
    objects = {name: {"type": "MultiLineString", "arcs": arcs} for name, arcs in lines.items()}
    land = {"type": "MultiPolygon", "arcs": list(_polygons(topology["objects"]["land"]))}
    return _pruned({**topology, "objects": {"land": land, **objects}})


def _all_met(dashed: set[frozenset[str]], borders: set[frozenset[str]]) -> None:
    """A row of the table that no line on the map answers to is a mistake in it."""
    for pair in sorted(map(sorted, dashed - borders)):
        print("borders.tsv: no border between", *pair, file=sys.stderr)


def _kind(units: set[str], dashed: set[frozenset[str]]) -> str:
    if len(units) == 1:
        return "province"
    if frozenset(units) in dashed:
        return "disputed"
    return "province" if len({unit.partition("/")[0] for unit in units}) == 1 else "border"


def _arcs(nested: list[Any]) -> Iterator[int]:
    for each in nested:
        if isinstance(each, int):
            yield ~each if each < 0 else each
        else:
            yield from _arcs(each)


def _polygons(shape: Json) -> Iterator[Any]:
    for each in shape["geometries"]:
        yield from each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]


def _pruned(topology: Json) -> Json:
    """Without arcs that nothing uses, and without what a reader of the file does not need."""
    used = sorted({arc for shape in topology["objects"].values() for arc in _arcs(shape["arcs"])})
    places = {arc: place for place, arc in enumerate(used)}
    objects = {
        name: {**shape, "arcs": _renumbered(shape["arcs"], places)} for name, shape in topology["objects"].items()
    }
    arcs = [topology["arcs"][arc] for arc in used]
    return {"type": "Topology", "transform": topology["transform"], "objects": objects, "arcs": arcs}


def _renumbered(nested: Nested, places: dict[int, int]) -> Nested:
    if isinstance(nested, int):
        return ~places[~nested] if nested < 0 else places[nested]
    return [_renumbered(each, places) for each in nested]


def _labels(path: Path) -> Json:
    return {"countries": list(_country_labels()), "places": list(_place_labels(path))}


def _country_labels() -> Iterator[list[Any]]:
    """Code, name, longitude, latitude, radius in km and adjective (empty where there is none), the largest first."""
    countries = tomllib.loads(COUNTRIES.read_text(encoding="utf-8"))
    rows = [
        [code, row["name"], row["longitude"], row["latitude"], row["radius_km"], (row["adjectives"] or [""])[0]]
        for code, row in countries.items()
    ]
    return iter(sorted(rows, key=lambda row: (-row[4], row[0])))


def _place_labels(path: Path) -> Iterator[list[Any]]:
    """Name, longitude, latitude, scale rank, and 1 for a capital; the weightiest first."""
    renamed = {(old, country): new for old, country, new in _rows("places.tsv")}
    for name, country in sorted(renamed.keys() - {(row["name"], row["adm0_a3"]) for row in _dbf(path)}):
        print("places.tsv: no place", name, country, file=sys.stderr)
    rows = [row for row in _dbf(path) if int(row["scalerank"]) <= LEAST_RANK]
    rows.sort(key=lambda row: (int(row["scalerank"]), -float(row["pop_max"] or 0), row["name"]))
    for row in rows:
        name = renamed.get((row["name"], row["adm0_a3"]), row["name"])
        capital = int(row["featurecla"] == "Admin-0 capital")
        longitude, latitude = (round(float(row[key]), DEGREES) for key in ("longitude", "latitude"))
        yield [name, longitude, latitude, int(row["scalerank"]), capital]


def _dbf(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a dBase table, in the code page that this one is in."""
    table = path.read_bytes()
    count, start, width = struct.unpack_from("<IHH", table, 4)
    fields = [(table[at : at + 11].split(b"\0")[0].decode(), table[at + 16]) for at in range(32, start - 1, 32)]
    for row in range(count):
        at = start + row * width + 1
        shape = {}
        for name, size in fields:
            shape[name] = table[at : at + size].decode("cp1252").strip("\0 ")
            at += size
        yield shape


if __name__ == "__main__":
    main(Path(sys.argv[1]))
