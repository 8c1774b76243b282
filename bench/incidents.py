"""`bench incidents`: one incident out of many reports, against story headings under which people put dated reports.

B-cubed over the reports of headings with more than one; all others stay in the pool, to be confused with.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from bench.bcubed import Bcubed, bcubed
from bench.corpus import Json, lines_of
from bench.linking import readings_of
from bench.shared import needed
from vedette import link
from vedette.records import Event, Reading

GOLD = "data/incidents-dev.jsonl"

Groups = list[Collection[str]]


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench incidents`."""
    parser.add_argument("--readings", type=Path, help="what `vedette read` printed of the reports; else they are read")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Prints the figures of linking, and of two baselines beside it."""
    rows = lines_of(needed(GOLD))
    figures = measure(rows, readings_of(rows, options.readings))
    if options.format == "json":
        print(json.dumps({f"incidents.{name}": round(each.f1, 4) for name, each in figures.items()}))
        return 0
    for name, each in figures.items():
        print(f"{name:24} {each}")
    return 0


def measure(rows: Iterable[Json], readings: Iterable[Reading]) -> dict[str, Bcubed]:
    """Each way of linking -> its figures."""
    rows, readings = list(rows), list(readings)
    gold = grouped((row["incident"], row["id"]) for row in rows)
    judged = [report for group in gold if len(group) > 1 for report in group]
    pool = [row["id"] for row in rows]
    ways: Mapping[str, Groups] = {
        "linked": [incident.reports for incident in link.link(readings).incidents],
        "same day, city, type": same_day_city_type(readings),
        "every report alone": [],
    }
    return {name: bcubed(groups, gold, judged, pool) for name, groups in ways.items()}


def grouped(pairs: Iterable[tuple[object, str]]) -> Groups:
    """The reports of each key."""
    groups: dict[object, set[str]] = defaultdict(set)
    for key, report in pairs:
        groups[key].add(report)
    return list(groups.values())


def same_day_city_type(readings: Iterable[Reading]) -> Groups:
    """The baseline: events of one type, in one city, on one day (that of the report where none is told)."""
    return grouped(
        ((event.type, city, day), reading.report.id)
        for reading in readings
        for event in reading.events
        for city in _cities(event)
        for day in _days(event, reading)
    )


def _cities(event: Event) -> Iterator[tuple[str | None, str]]:
    for argument in event.role("place"):
        place = argument.where.value if argument.where else None
        if place is not None and place.kind in ("city", "site"):
            yield place.country, f"{place.latitude},{place.longitude}" if place.latitude else place.name


def _days(event: Event, reading: Reading) -> list[object]:
    told = [argument.when.value.since for argument in event.role("time") if argument.when and argument.when.value]
    return [*told] or [reading.report.published]
