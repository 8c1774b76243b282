"""What must hold between the files of the ontology: names that others use exist, and none stands for two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vedette.ontology.book import Ontology, fold
from vedette.ontology.faults import Faults, one_of
from vedette.ontology.shapes import NONE, EventType, Label, Mode, NearMiss, WayOut

Aliases = Iterator[tuple[str, str, str, Label]]
"""File, key, name, and the label it stands for."""


def label_names(events: Iterable[EventType]) -> Aliases:
    """Every name and alias of a type or mode. An alias in capitals stands alone, any other behind its type."""
    for event in events:
        file, label = f"events/{event.name}.toml", Label(event.name)
        yield file, "name", event.name, label
        yield from ((file, "aliases", alias, label) for alias in event.aliases)
        yield from ((file, f"retired_modes.{name}", f"{event.name}.{name}", label) for name, _ in event.retired_modes)
        for mode in event.modes:
            yield from _mode_names(file, event, mode)


def _mode_names(file: str, event: EventType, mode: Mode) -> Aliases:
    label, key = Label(event.name, mode.name), f"modes.{mode.name}"
    yield file, key, mode.label, label
    for alias in mode.aliases:
        yield file, f"{key}.aliases", alias if alias.isupper() else f"{event.name}.{alias}", label


def label_table(events: Iterable[EventType], faults: Faults) -> dict[str, Label]:
    """All names, folded, with what they stand for; a name that stands for two things is a fault."""
    table: dict[str, Label] = {}
    for file, key, name, label in label_names(events):
        taken = table.setdefault(fold(name), label)
        if taken != label:
            faults.add(file, key, f"{name!r} already stands for {taken}", "name it otherwise")
    return table


@dataclass(frozen=True, slots=True)
class Names:
    """What may be named, gathered once for all that names it."""

    labels: frozenset[str]
    contexts: frozenset[str]
    cameo: frozenset[str]


def check(ontology: Ontology, ways_out: Iterable[WayOut], faults: Faults) -> None:
    """Note what does not hold between the files."""
    names = Names(
        labels=frozenset((*ontology.types, *ontology.mode_labels)),
        contexts=frozenset(context.name for context in ontology.contexts),
        cameo=frozenset(ontology.cameo),
    )
    _near_misses(ontology, names, faults)
    _contexts(ontology, names, faults)
    _retired(ontology, faults)
    _crosswalk(ontology, names, faults)
    _ways_out(ways_out, names, faults)


def _near_misses(ontology: Ontology, names: Names, faults: Faults) -> None:
    for file, key, miss in _all_near_misses(ontology):
        if miss.instead not in names.labels and miss.instead != NONE:
            faults.add(file, key, f"no type or mode {miss.instead!r}", one_of(miss.instead, names.labels))


def _all_near_misses(ontology: Ontology) -> Iterator[tuple[str, str, NearMiss]]:
    for event in ontology.events:
        holders: list[tuple[str, EventType | Mode]] = [("", event), *((f"modes.{m.name}.", m) for m in event.modes)]
        for path, holder in holders:
            for number, miss in enumerate(holder.near_misses, 1):
                yield f"events/{event.name}.toml", f"{path}near_misses[{number}].instead", miss


def _contexts(ontology: Ontology, names: Names, faults: Faults) -> None:
    for context in ontology.contexts:
        _known_contexts(("contexts.toml", f"{context.name}.see"), context.see, names, faults)
    for mode in ontology.by_label.values():
        key = f"modes.{mode.name}.adds_contexts"
        _known_contexts((f"events/{mode.type}.toml", key), mode.adds_contexts, names, faults)


def _known_contexts(place: tuple[str, str], contexts: Iterable[str], names: Names, faults: Faults) -> None:
    for name in contexts:
        if name not in names.contexts:
            faults.add(*place, f"no context {name!r}", one_of(name, names.contexts))


def _known_label(place: tuple[str, str], label: Label, names: Names, faults: Faults) -> None:
    if str(label) not in names.labels:
        faults.add(*place, f"no type or mode {label}", one_of(str(label), names.labels))


def _retired(ontology: Ontology, faults: Faults) -> None:
    for name in ontology.retired:
        if label := ontology.resolve(name):
            faults.add("ontology.toml", f"retired.{name}", f"it stands for {label}", "keep one of the two")


def _crosswalk(ontology: Ontology, names: Names, faults: Faults) -> None:
    for code in ontology.cameo.values():
        place = ("crosswalk.tsv", f"code {code.code}")
        if code.type:
            _known_label(place, Label(code.type, code.mode), names, faults)
        _known_contexts(place, code.contexts, names, faults)


def _ways_out(ways_out: Iterable[WayOut], names: Names, faults: Faults) -> None:
    for way in ways_out:
        label = Label(way.type, way.mode)
        place = ("cameo_out.tsv", f"row {label}, code {way.code}")
        _known_label(place, label, names, faults)
        _known_contexts(place, way.contexts, names, faults)
        if way.code not in names.cameo:
            faults.add(*place, "no such CAMEO code", one_of(way.code, names.cameo))
