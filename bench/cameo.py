"""`bench cameo`: does what is found agree with sentences that are coded in CAMEO?

Once by two-digit roots: each event found is written as CAMEO by the ontology (`to_cameo`), as an export would. Once by
PLOVER types: each gold code is read by the ontology (`from_cameo`). In each sentence the distinct labels are compared.
Gold codes outside CAMEO (the material's own dictionaries have some), and those that PLOVER dropped (01, 02), are left
out; a sentence that has only such codes too. Sentences without event show how often something is found in vain.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import show
from bench.corpus import Event, Json, lines_of
from bench.reader import read_texts
from bench.shared import needed
from bench.tally import Tally
from vedette.ontology import Ontology, load

Labels = frozenset[str]

DIGITS = 2
"""Of a root."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the roots and the types that it is coded with; both empty where it tells no event."""

    id: str
    text: str
    roots: Labels
    types: Labels


@dataclass(frozen=True, slots=True)
class Compared:
    """One sentence by roots and by types."""

    roots: Tally
    types: Tally


def sentence_of(entry: Json, ontology: Ontology) -> Sentence | None:
    """A coded sentence; None for one without a label, with only foreign codes, or meant to break a program."""
    codes = [event["code"] for event in entry["gold_events"]]
    known = [cameo for code in codes if (cameo := ontology.from_cameo(code)) and cameo.type]
    if entry["label"] not in {"events", "no_event"} or (codes and not known):
        return None
    roots = frozenset(cameo.code[:DIGITS] for cameo in known)
    return Sentence(entry["id"], entry["text"], roots, frozenset(cameo.type for cameo in known if cameo.type))


def compared(sentence: Sentence, events: Iterable[Event], ontology: Ontology) -> Compared:
    """How far the labels of the events are those of the sentence."""
    kept = list(events)
    roots = frozenset(root for event in kept if (root := root_of(event, ontology)))
    types = frozenset(event.type for event in kept)
    return Compared(_tally(sentence.roots, roots), _tally(sentence.types, types))


def _tally(gold: Labels, told: Labels) -> Tally:
    return Tally(len(gold & told), len(told), len(gold))


def root_of(event: Event, ontology: Ontology) -> str | None:
    """The two digits under which the event would be exported; None for a type that CAMEO lacks."""
    crossing = ontology.to_cameo(event.type, event.mode, event.contexts)
    return crossing.cameo.code[:DIGITS] if crossing else None


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench cameo`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Reads the coded sentences and prints the agreement."""
    figures = measure(needed("data/cameo_sentences.jsonl"))
    print(json.dumps(figures, indent=1) if options.format == "json" else as_text(figures))
    return 0


def measure(path: Path) -> dict[str, float]:
    """Reads the coded sentences with the installed `vedette`, and compares."""
    ontology = load()
    entries = [sentence_of(entry, ontology) for entry in lines_of(path)]
    sentences = {f"{number}-{each.id}": each for number, each in enumerate(entries) if each}
    found = read_texts({name: sentence.text for name, sentence in sentences.items()})
    return summary([compared(sentence, found[name], ontology) for name, sentence in sentences.items()])


def summary(results: Iterable[Compared]) -> dict[str, float]:
    """Counts (whole numbers) and shares, over sentences and over labels."""
    kept = list(results)
    coded = [each for each in kept if each.roots.gold]
    empty = [each for each in kept if not each.roots.gold]
    figures: dict[str, float] = {"coded sentences": len(coded), "sentences without event": len(empty)}
    for name, tallies in (("root", [each.roots for each in coded]), ("type", [each.types for each in coded])):
        whole = sum(tallies, Tally())
        figures[f"share of coded ones with a {name} that agrees"] = _share(tallies)
        figures |= {f"{name}s, precision": whole.precision, f"{name}s, recall": whole.recall, f"{name}s, F1": whole.f1}
    figures["share of the others with something found"] = _found(empty)
    return figures


def _share(tallies: list[Tally]) -> float:
    return sum(tally.right > 0 for tally in tallies) / max(len(tallies), 1)


def _found(empty: list[Compared]) -> float:
    return sum(each.types.found > 0 for each in empty) / max(len(empty), 1)


def as_text(figures: Mapping[str, float]) -> str:
    """The same as a table."""
    cells = [[name, str(each) if isinstance(each, int) else show.figure(each)] for name, each in figures.items()]
    return show.table(["CAMEO", ""], cells)
