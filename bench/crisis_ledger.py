"""`bench ledger`: which force stands where in an invented crisis, from its texts and with its annotated events given.

A found line matches a gold line of the same day, one to one, when owner, status and both bounds are the same; the rules are
those of the set's own README.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.corpus import Json, lines_of
from bench.crisis import FOLDER
from bench.linking import annotated, readings_of
from bench.shared import needed
from vedette import link
from vedette.analyse.ledger import Entry, entries, ledger
from vedette.records import Force, Reading

Key = tuple[str, str, float | None, float | None]
"""Owner, status, low and high."""


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench ledger`."""
    parser.add_argument("--readings", type=Path, help="what `vedette read` printed of the reports; else they are read")
    parser.add_argument("--misses", action="store_true", help="list what was found in vain and what was not found")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Prints precision, recall and F1 from the texts and with the annotated events given."""
    reports = lines_of(needed(f"{FOLDER}/reports.jsonl"))
    ways = {
        "texts": readings_of(reports, options.readings),
        "given": annotated(lines_of(needed(f"{FOLDER}/events.jsonl"))),
    }
    if options.misses:
        for way, readings in ways.items():
            print(*(f"{way} {line}" for line in misses(readings)), sep="\n")
    flat = {f"crisis.{way}.{name}": value for way, each in ways.items() for name, value in scores(each).items()}
    if options.format == "json":
        print(json.dumps({name: round(value, 4) for name, value in flat.items()}))
    else:
        print(*(f"{name:36} {value:.3f}" for name, value in flat.items()), sep="\n")
    return 0


def scores(readings: Iterable[Reading]) -> dict[str, float]:
    """`ledger.precision`, `ledger.recall` and `ledger.f1` over the lines of all days together."""
    gold, found = _both(readings)
    right = sum(_matched(gold[day], found[day]).total() for day in gold)
    told, wanted = sum(map(len, found.values())), sum(map(len, gold.values()))
    precision, recall = right / max(told, 1), right / max(wanted, 1)
    f1 = 2 * right / max(told + wanted, 1)
    return {"ledger.precision": precision, "ledger.recall": recall, "ledger.f1": f1}


def misses(readings: Iterable[Reading]) -> Iterator[str]:
    """Lines of each day that have no match: `-` is lacking, `+` is found in vain."""
    gold, found = _both(readings)
    for day in gold:
        matched = _matched(gold[day], found[day])
        for sign, lines in (("-", gold[day]), ("+", found[day])):
            yield from (f"{day} {sign} {key}" for key in (Counter(lines) - matched).elements())


def _both(readings: Iterable[Reading]) -> tuple[Mapping[str, list[Key]], Mapping[str, list[Key]]]:
    rows = lines_of(needed(f"{FOLDER}/ledger.jsonl"))
    told = told_of(list(readings))
    days = sorted({row["as_of"] for row in rows})
    gold = {day: [_gold(row) for row in rows if row["as_of"] == day] for day in days}
    names = {row["owner"] for row in rows}
    found = {day: [_found(line, names) for line in ledger(told, date.fromisoformat(day))] for day in days}
    return gold, found


def told_of(readings: Sequence[Reading]) -> list[Entry]:
    """The entries of readings, copies named by the first report of their text."""
    prints = {reading.report.id: link.fingerprint(reading.report) for reading in readings}
    first = {name: group[0] for group in link.copies(prints) for name in group}
    return list(entries(readings, first))


def _matched(gold: Sequence[Key], found: Sequence[Key]) -> Counter[Key]:
    return Counter(gold) & Counter(found)


def _gold(row: Json) -> Key:
    return row["owner"], row["status"], row["low"], row["high"]


def _found(line: Force, names: set[str]) -> Key:
    """The line as gold would write it: its owner's name where gold names one so, else its code without a sector."""
    owner = line.owner
    named = owner.name if owner and owner.name in names else (owner.code.split()[0] if owner else "---")
    count = line.count
    return str(named), line.status, count.low if count else None, count.high if count else None
