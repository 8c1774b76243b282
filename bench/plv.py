"""`bench plv`: what a marked source does to a marked target, as one of 15 roots; macro-F1 over the roots.

Where several events are found in a sentence, the one is taken whose actor lies best on the marked source and whose
recipient (or second actor, as in a meeting) lies best on the marked target; of equals, what happens goes before what is
only planned, possible or denied ("agreed to withdraw" is an agreement); then the one of the higher score. Where none is found, the answer is "none", which is always wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import show
from bench.corpus import Event
from bench.match import overlap
from bench.reader import read_texts
from bench.shared import needed
from bench.tally import Tally

ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""Types that this material has under another name."""

HAPPENS = {"actual", "ongoing"}
"""Statuses of what a sentence asserts."""

MARK = re.compile(r"</?[st]>")

NONE = "none"

CONFUSIONS = 15

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its marked source and target, and what the one does to the other."""

    id: str
    text: str
    source: Spans
    target: Spans
    root: str


def pairs_of(path: Path) -> list[Pair]:
    """The marked sentences that have a gold root."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [
        Pair(f"plv-{number}", *unmarked(row["marked_sentence"]), row["gold_root"])
        for number, row in enumerate(rows)
        if row["gold_root"]
    ]


def unmarked(marked: str) -> tuple[str, Spans, Spans]:
    """The sentence without its marks, and the spans of source and target in it.

    >>> unmarked("<s>Arnor</s> sued <t>Bree</t>.")
    ('Arnor sued Bree.', ((0, 5),), ((11, 15),))
    """
    text, spans, opened, last = "", {"s": list[tuple[int, int]](), "t": list[tuple[int, int]]()}, 0, 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[0].startswith("</"):
            spans[mark[0][2]].append((opened, len(text)))
        opened = len(text)
    return text + marked[last:], tuple(spans["s"]), tuple(spans["t"])


def covered(marked: Spans, found: Iterable[tuple[int, int]]) -> float:
    """Best Dice overlap, 0 to 1, of a marked span with a found one."""
    return max(
        (2 * overlap(one, other) / (one[1] - one[0] + other[1] - other[0]) for other in found for one in marked),
        default=0.0,
    )


def fit(event: Event, pair: Pair) -> float:
    """How well the event's parties lie on the marked ones, 0 to 2."""
    actors = [filler.span for filler in event.arguments if filler.role == "actor"]
    others = [filler.span for filler in event.arguments if filler.role == "recipient"]
    return covered(pair.source, actors) + covered(pair.target, others + actors)


def answer(events: Sequence[Event], pair: Pair) -> str:
    """The root of the event that fits the pair best; "none" where there is no event."""
    if not events:
        return NONE
    best = max(events, key=lambda event: (fit(event, pair), event.status in HAPPENS, event.score, event.key))
    return ROOTS.get(best.type, best.type)


def answers(path: Path) -> list[tuple[str, str]]:
    """Gold root and answer of each pair, read with the installed `vedette`."""
    pairs = pairs_of(path)
    found = read_texts({pair.id: pair.text for pair in pairs})
    return [(pair.root, answer(found[pair.id], pair)) for pair in pairs]


def by_root(answers: Iterable[tuple[str, str]]) -> dict[str, Tally]:
    """Tallies by gold root, from (gold, answer)."""
    kept = list(answers)
    gold, told = Counter(one for one, _ in kept), Counter(other for _, other in kept)
    right = Counter(one for one, other in kept if one == other)
    return {root: Tally(right[root], told[root], gold[root]) for root in sorted(gold)}


def macro_f1(tallies: Iterable[Tally]) -> float:
    """Mean of the F1 of all roots, each as heavy as any other."""
    shares = [tally.f1 for tally in tallies]
    return sum(shares) / len(shares)


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench plv`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Reads the sentences, and prints macro-F1, F1 by root and the confusions."""
    told = answers(needed("data/plv_train.tsv"))
    print(as_json(told) if options.format == "json" else as_text(told))
    return 0


def as_json(answers: Sequence[tuple[str, str]]) -> str:
    """Macro-F1, accuracy and F1 by root."""
    tallies = by_root(answers)
    right = sum(one == other for one, other in answers)
    shares = {root: round(tally.f1, 6) for root, tally in tallies.items()}
    return json.dumps(
        {"macro_f1": macro_f1(tallies.values()), "accuracy": right / len(answers), "f1": shares}, indent=1
    )


def as_text(answers: Sequence[tuple[str, str]]) -> str:
    """Tables of the same, with the most frequent wrong answers."""
    tallies = by_root(answers)
    right = sum(one == other for one, other in answers)
    wrong = Counter((one, other) for one, other in answers if one != other)
    ranked = sorted(wrong.items(), key=lambda each: (-each[1], each[0]))[:CONFUSIONS]
    blocks = (
        (
            f"{len(answers)} pairs: root macro-F1 {macro_f1(tallies.values()):.3f}, accuracy {right / len(answers):.3f}, "
            f"no event found in {sum(other == NONE for _, other in answers)}"
        ),
        show.table(["root", *show.TALLY_HEAD[1:]], [show.tally_row(root, tally) for root, tally in tallies.items()]),
        show.table(["gold root", "answer", "times"], [[*pair, str(count)] for pair, count in ranked]),
    )
    return "\n\n".join(blocks)
