"""A directory of the ontology's files to an Ontology, checked."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from vedette.ontology import crosswalk, events, words
from vedette.ontology.book import Ontology
from vedette.ontology.check import check, label_table
from vedette.ontology.faults import Faults
from vedette.ontology.shapes import EventType, WayOut
from vedette.ontology.tables import Table, read_toml, read_tsv

PACKAGED = Path(__file__).parent
SUFFIXES = (".toml", ".tsv")
DIGITS = 8
"""Hex digits of the content's hash in the version: enough to tell editions of one ontology apart."""


def load(path: Path | str | None = None) -> Ontology:
    """The packaged ontology (read once), or the one in a directory; an OntologyError names all that is wrong."""
    return _packaged() if path is None else _read(Path(path))


@cache
def _packaged() -> Ontology:
    return _read(PACKAGED)


def _read(root: Path) -> Ontology:
    faults = Faults()
    if not root.is_dir():
        faults.add(str(root), "directory", "missing", "give the directory that holds ontology.toml")
        faults.stop_if_any()
    ways_out = tuple(map(crosswalk.way_out, read_tsv(root, "cameo_out.tsv", crosswalk.WAYS_OUT, faults)))
    ontology = _build(root, ways_out, faults)
    faults.stop_if_any()  # what follows would only repeat it
    check(ontology, ways_out, faults)
    faults.stop_if_any()
    return ontology


def _build(root: Path, ways_out: tuple[WayOut, ...], faults: Faults) -> Ontology:
    top = read_toml(root, "ontology.toml", faults)
    top.only("name", "types", "retired")
    types = _types(root, top)
    statuses, codes = read_toml(root, "statuses.toml", faults), read_toml(root, "codes.toml", faults)
    codes.only("plover", "cameo")
    sectors = words.sectors(read_toml(root, "sectors.toml", faults))
    cameo = crosswalk.codes(read_tsv(root, "crosswalk.tsv", crosswalk.CROSSWALK, faults))
    return Ontology(
        version=f"{top.text('name')}+{content_hash(root)}",
        events=types,
        contexts=words.contexts(read_toml(root, "contexts.toml", faults)),
        sectors=sectors,
        roles=words.roles(read_toml(root, "roles.toml", faults)),
        statuses=words.statuses(statuses, "event"),
        posture_statuses=words.statuses(statuses, "posture"),
        cameo=cameo,
        retired=top.table("retired").pairs(),
        labels=label_table(types, faults),
        ways_out=crosswalk.ways(ways_out, cameo.values()),
        plover_codes=words.actor_codes(codes, "plover"),
        cameo_codes=words.actor_codes(codes, "cameo"),
        by_type={event.name: event for event in types},
        by_label={mode.label: mode for event in types for mode in event.modes},
        by_sector={sector.code: sector for sector in sectors},
    )


def _types(root: Path, top: Table) -> tuple[EventType, ...]:
    order = top.texts("types")
    if not order:
        top.wrong("types", "missing", "list the names of the types in their order")
    files = {path.stem for path in (root / "events").glob("*.toml")}
    names = [*order, *sorted(files - set(order))]
    tables = {name: read_toml(root, f"events/{name}.toml", top.faults) for name in names}
    return events.ordered({name: events.event_type(each, name) for name, each in tables.items()}, order, top.faults)


def content_hash(root: Path) -> str:
    """Hash of names and content of the files, the same on every system: line ends do not count."""
    found = hashlib.sha256()
    for path in sorted(files(root), key=lambda path: path.relative_to(root).as_posix()):
        found.update(path.relative_to(root).as_posix().encode() + b"\0")
        found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:DIGITS]


def files(root: Path) -> list[Path]:
    """The files that make up the ontology in a directory."""
    return [path for where in (root, root / "events") for path in where.glob("*") if path.suffix in SUFFIXES]
