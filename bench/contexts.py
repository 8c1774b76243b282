"""`bench contexts`: what events are about, against the contexts that were annotated by reading.

The reports are those of `train/corpus/contexts-dev.tsv`, whose texts are in the development part of the corpus. Events
match when their triggers share a character, as large a matching as there is; contexts count on matched events alone.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench import show
from bench.corpus import Event, Found, Report, read_gold
from bench.errors import BenchError
from bench.match import overlap, pair_up
from bench.reader import read_reports
from bench.shared import ROOT, needed
from bench.tally import Tally
from vedette.ontology import load

MARKED = ROOT / "train" / "corpus" / "contexts-dev.tsv"
WHOLE = "all contexts"
ENOUGH = 8
"""Annotated events from which a context has its own row; fewer say little."""

Marks = Mapping[str, Mapping[tuple[int, int], frozenset[str]]]
"""Contexts by report and by span of the trigger."""

Compared = tuple[frozenset[str], frozenset[str]]
"""Annotated and found contexts of one event."""


def marks(path: Path) -> Marks:
    """The annotated contexts; raises BenchError when the file is not one."""
    told: dict[str, dict[tuple[int, int], frozenset[str]]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                span = (int(row["start"]), int(row["end"]))
                told.setdefault(row["report"], {})[span] = frozenset(filter(None, row["contexts"].split(",")))
    except (KeyError, ValueError) as error:
        raise BenchError(f"{path}: a table of report, start, end and contexts was expected ({error})") from error
    return told


def compared(marked: Mapping[tuple[int, int], frozenset[str]], found: Sequence[Event]) -> list[Compared]:
    """The contexts of each annotated event that was found."""
    spans = sorted(marked)
    shared = {(i, j): overlap(span, event.span) for i, span in enumerate(spans) for j, event in enumerate(found)}
    pairs = pair_up({pair: length for pair, length in shared.items() if length})
    return [(marked[spans[i]], frozenset(found[j].contexts)) for i, j in pairs]


def by_context(pairs: Iterable[Compared], names: Iterable[str]) -> dict[str, Tally]:
    """A tally of each context, in this order, after that of all together."""
    kept = list(pairs)
    told = {
        name: Tally(
            sum(name in gold & found for gold, found in kept),
            sum(name in found for _, found in kept),
            sum(name in gold for gold, _ in kept),
        )
        for name in names
    }
    return {WHOLE: sum(told.values(), Tally()), **told}


def measured(reports: Sequence[Report], told: Marks) -> list[Compared]:
    """The contexts of all annotated events that the installed `vedette read` finds."""
    marked = [report for report in reports if report.id in told]
    found = read_reports(marked)
    return [
        pair for report in marked for pair in compared(told[report.id], found.get(report.id, Found(report.id)).events)
    ]


def f1(reports: Sequence[Report]) -> float:
    """Micro F1 over all contexts of the annotated events that are found."""
    return by_context(measured(reports, marks(MARKED)), [each.name for each in load().contexts])[WHOLE].f1


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench contexts`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Reads the reports and prints precision, recall and F1."""
    told = marks(MARKED)
    pairs = measured(read_gold(needed("corpus/dev.jsonl")), told)
    tallies = by_context(pairs, [context.name for context in load().contexts])
    marked = sum(map(len, told.values()))
    print(as_json(tallies, len(pairs), marked) if options.format == "json" else as_text(tallies, len(pairs), marked))
    return 0


def as_json(tallies: Mapping[str, Tally], matched: int, marked: int) -> str:
    """Counts of events, and F1 of all contexts together and of each that was annotated or found."""
    shares = {name: round(tally.f1, 6) for name, tally in tallies.items() if tally.gold + tally.found}
    return json.dumps({"annotated": marked, "matched": matched, "f1": shares}, indent=1)


def as_text(tallies: Mapping[str, Tally], matched: int, marked: int) -> str:
    """A table of all contexts together, and of those with enough annotated events."""
    rows = [show.tally_row(name, tally) for name, tally in tallies.items() if name == WHOLE or tally.gold >= ENOUGH]
    rest = sum((tally for name, tally in tallies.items() if name != WHOLE and tally.gold < ENOUGH), Tally())
    table = show.table(["context", *show.TALLY_HEAD[1:]], [*rows, show.tally_row("the others", rest)])
    return f"{matched} of {marked} annotated events were found; contexts of these:\n\n{table}"
