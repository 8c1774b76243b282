"""Entries of the ontology by any name that people use for them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from vedette.ontology.book import Ontology, fold
from vedette.ontology.shapes import Cameo, Context, EventType, Mode, Role, Sector, Status

Entry = EventType | Mode | Context | Sector | Role | Status | Cameo


def find(ontology: Ontology, name: str) -> list[Entry]:
    """All entries that the name stands for: "ASSAULT.firearms", "military", "0871", "DEMAND", "withdraw" (two)."""
    return [*_of_label(ontology, name), *_of_words(ontology, fold(name)), *_of_cameo(ontology, name)]


def similar(ontology: Ontology, name: str) -> list[str]:
    """Known names that look like one that is not known, the likest first."""
    known = {fold(each): each for each in _all_names(ontology)}
    return [known[each] for each in difflib.get_close_matches(fold(name), known, n=3)]


def _of_label(ontology: Ontology, name: str) -> Iterator[Entry]:
    if label := ontology.resolve(name):
        yield ontology.by_label[str(label)] if label.mode else ontology.by_type[label.type]
        return
    for mode in ontology.by_label.values():  # a mode's name without its type
        if fold(name) in map(fold, (mode.name, *mode.aliases)):
            yield mode


def _of_words(ontology: Ontology, folded: str) -> Iterator[Entry]:
    named: list[tuple[Entry, tuple[str, ...]]] = [
        *((context, (context.name, *context.aliases)) for context in ontology.contexts),
        *((sector, (sector.code, *sector.aliases)) for sector in ontology.sectors),
        *((role, (role.name,)) for role in ontology.roles),
        *((status, (status.name, *status.aliases)) for status in ontology.statuses),
        *((status, (status.name, *status.aliases)) for status in ontology.posture_statuses),
    ]
    return (entry for entry, names in named if folded in map(fold, names))


def _of_cameo(ontology: Ontology, name: str) -> Iterator[Entry]:
    if found := ontology.from_cameo(name):
        yield found


def _all_names(ontology: Ontology) -> Iterator[str]:
    yield from ontology.types
    yield from ontology.mode_labels
    yield from (name for mode in ontology.by_label.values() for name in (mode.name, *mode.aliases))
    yield from (name for event in ontology.events for name in event.aliases)
    yield from (context.name for context in ontology.contexts)
    yield from (sector.code for sector in ontology.sectors)
    yield from (role.name for role in ontology.roles)
    yield from (status.name for status in (*ontology.statuses, *ontology.posture_statuses))
