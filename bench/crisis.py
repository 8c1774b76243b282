"""`bench crisis`: copies and incidents of an invented crisis, from its texts and with its annotated events given.

The rules of matching are those of the set's own README. Each part is a function of one result of linking, in `PARTS`;
what is measured later (ranges, ledger, speakers) is added there.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.bcubed import bcubed
from bench.corpus import Json, lines_of
from bench.linking import annotated, readings_of
from bench.shared import needed
from vedette import link
from vedette.records import Reading

FOLDER = "data/crisis-dev"


@dataclass(frozen=True, slots=True)
class Crisis:
    """The gold of the set."""

    incidents: list[Json]
    copies: list[Json]


Figures = Mapping[str, float]
Part = Callable[[Crisis, "link.Linked"], Figures]


def incidents(gold: Crisis, linked: link.Linked) -> Figures:
    """B-cubed over the reports that are in some gold incident."""
    groups = [row["reports"] for row in gold.incidents]
    judged = sorted({report for group in groups for report in group})
    all_of = bcubed([incident.reports for incident in linked.incidents], groups, judged)
    return {"precision": all_of.precision, "recall": all_of.recall, "f1": all_of.f1}


def copies(gold: Crisis, linked: link.Linked) -> Figures:
    """How many gold pairs are found, and how many found pairs are none."""
    wanted = {frozenset((row["report"], row["copy_of"])) for row in gold.copies}
    pairs = {frozenset((one, other)) for group in linked.copies for one in group for other in group if one < other}
    return {"gold": len(wanted), "found": len(wanted & pairs), "false": len(pairs - wanted)}


PARTS: Mapping[str, Part] = {"incidents": incidents, "copies": copies}
"""What is measured -> how."""


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench crisis`."""
    parser.add_argument("--readings", type=Path, help="what `vedette read` printed of the reports; else they are read")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Prints the figures from the texts, and with the annotated events given."""
    reports = lines_of(needed(f"{FOLDER}/reports.jsonl"))
    figures = {
        "texts": measure(readings_of(reports, options.readings)),
        "given": measure(annotated(lines_of(needed(f"{FOLDER}/events.jsonl")))),
    }
    flat = {f"crisis.{way}.{name}": value for way, each in figures.items() for name, value in each.items()}
    print(
        json.dumps({name: round(value, 4) for name, value in flat.items()})
        if options.format == "json"
        else _table(flat)
    )
    return 0


def measure(readings: Iterable[Reading]) -> dict[str, float]:
    """All figures of the readings, linked: `incidents.f1`, `copies.found` and so on."""
    gold = Crisis(lines_of(needed(f"{FOLDER}/incidents.jsonl")), lines_of(needed(f"{FOLDER}/copies.jsonl")))
    linked = link.link(list(readings))
    return {f"{name}.{key}": value for name, part in PARTS.items() for key, value in part(gold, linked).items()}


def _table(flat: Mapping[str, float]) -> str:
    return "\n".join(f"{name:36} {value:.3f}" for name, value in flat.items())
