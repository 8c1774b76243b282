"""`bench crisis`: copies, incidents and ranges of an invented crisis, from its texts and with its annotated events given.

The rules of matching are those of the set's own README. Each part is a function of one result of linking, in `PARTS`;
what is measured later (ledger, speakers) is added there.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.bcubed import bcubed
from bench.corpus import Json, lines_of
from bench.linking import annotated, readings_of
from bench.shared import needed
from vedette import link
from vedette.link.complete import complete
from vedette.records import Incident, Reading

FOLDER = "data/crisis-dev"

TOLLS = ("killed", "injured")

Bounds = tuple[float | None, float | None]


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


def ranges(gold: Crisis, linked: link.Linked) -> Figures:
    """Ranges of killed and injured: those that are as in gold, of all found and of all that are there.

    Every range of every incident found counts as found, whether the incident is matched or not.
    """
    there = [(row, toll) for row in gold.incidents for toll in TOLLS if row[toll] is not None]
    found = {(incident.id, toll) for incident in linked.incidents for toll in TOLLS if _range(incident, toll)}
    matches = [(row, toll, _matching(row, linked.incidents)) for row, toll in there]
    right = [(match, toll) for row, toll, match in matches if match and _range(match, toll) == _bounds(row[toll])]
    hits = len({(match.id, toll) for match, toll in right})
    precision, recall = hits / max(len(found), 1), len(right) / max(len(there), 1)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    figures = {"precision": precision, "recall": recall, "f1": f1}
    return figures | {"right": len(right), "found": len(found), "gold": len(there)}


def states(gold: Crisis, linked: link.Linked) -> Figures:
    """Of the gold incidents that are matched, how many have the gold's state."""
    matches = [(row, match) for row in gold.incidents if (match := _matching(row, linked.incidents))]
    same = sum(row["state"] == match.state for row, match in matches)
    return {"matched": len(matches), "gold": len(gold.incidents), "same": same, "share": same / max(len(matches), 1)}


def voices(gold: Crisis, linked: link.Linked) -> Figures:
    """How far off the number of independent voices is, on average over the gold incidents that are matched."""
    matches = [(row, match) for row in gold.incidents if (match := _matching(row, linked.incidents))]
    off = [abs(row["voices"] - _deed_voices(match)) for row, match in matches]
    return {"off": sum(off) / max(len(off), 1), "same": off.count(0)}


def _deed_voices(incident: Incident) -> int:
    return next((finding.voices for finding in incident.findings if finding.about == "deed"), 0)


def _matching(row: Json, found: Iterable[Incident]) -> Incident | None:
    """The incident of the same type that shares the most reports with a gold one, at least half of its reports."""
    wanted = set(row["reports"])
    likely = [each for each in found if each.type == row["type"] and 2 * len(wanted & {*each.reports}) >= len(wanted)]
    return max(likely, key=lambda each: (len(wanted & {*each.reports}), each.id), default=None)


def _range(incident: Incident, toll: str) -> Bounds | None:
    """Its bounds; nothing where no claim that counts gives a number."""
    counts = (finding.count for finding in incident.findings if finding.about == toll)
    return next(((count.low, count.high) for count in counts if count is not None), None)


def _bounds(row: Json) -> Bounds:
    return (row["low"], row["high"])


PARTS: Mapping[str, Part] = {
    "incidents": incidents,
    "copies": copies,
    "ranges": ranges,
    "states": states,
    "voices": voices,
}
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
    linked = replace(linked, incidents=complete(linked))
    return {f"{name}.{key}": value for name, part in PARTS.items() for key, value in part(gold, linked).items()}


def _table(flat: Mapping[str, float]) -> str:
    return "\n".join(f"{name:36} {value:.3f}" for name, value in flat.items())
