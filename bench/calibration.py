"""`bench calibration`: is a score of 0.8 right eight times in ten?

A trigger is right when its event matches a gold one as typed trigger. An argument is right when it matches by overlap
(or, by option, exactly) within a matched event; arguments of unmatched events are left out, because their score is
about an event that is there.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench import show
from bench.corpus import Found, Report, read_gold
from bench.reader import read_reports
from bench.score import match_events, match_fillers
from bench.shared import needed

BINS = 10

HEAD = ("", "expected calibration error", "by chance alone", "scores")

WIDTH = 40
"""Characters of a full bar."""

Judged = tuple[float, bool]
"""A score and whether it was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """What was found with scores from `low` to `low + 1/BINS`."""

    low: float
    count: int
    score: float
    """Mean score."""
    right: float
    """Share that is right."""


def judge(reports: Iterable[Report], found: Mapping[str, Found], *, exact: bool = False) -> dict[str, list[Judged]]:
    """Every score with its verdict: "trigger", and each role."""
    judged: dict[str, list[Judged]] = {"trigger": []}
    for report in reports:
        told = found.get(report.id, Found(report.id)).events
        partners = {id(other): one for one, other in match_events(report.events, told)}
        for event in told:
            one = partners.get(id(event))
            judged["trigger"].append((event.score, one is not None))
            if one is None:
                continue
            right = {id(b) for a, b in match_fillers(one.arguments, event.arguments) if not exact or a.span == b.span}
            for filler in event.arguments:
                judged.setdefault(filler.role, []).append((filler.score, id(filler) in right))
    return judged


def bins_of(judged: Sequence[Judged]) -> list[Bin]:
    """The bins that hold something, from low to high."""
    held: dict[int, list[Judged]] = {}
    for score, right in judged:
        held.setdefault(min(int(score * BINS), BINS - 1), []).append((score, right))
    return [
        Bin(
            number / BINS, len(inside), sum(s for s, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
        )
        for number, inside in sorted(held.items())
    ]


def expected_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error: mean distance of score and share right, each bin as heavy as it is full.

    >>> expected_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    0.0
    """
    bins = bins_of(judged)
    return sum(each.count * abs(each.score - each.right) for each in bins) / len(judged) if judged else 0.0


def by_chance(judged: Sequence[Judged]) -> float:
    """The error that scores which are right on average would show all the same, as few marks stray: each bin's mean
    distance is the square root of 2/pi times the variance of its share.

    >>> round(by_chance([(0.5, True)] * 100), 3)
    0.04
    """
    if not judged:
        return 0.0
    return sum(math.sqrt(2 / math.pi * each.count * each.score * (1 - each.score)) for each in bins_of(judged)) / len(
        judged
    )


def rows_of(judged: Mapping[str, Sequence[Judged]]) -> list[list[str]]:
    """A row for triggers and one a role: the error, what chance alone would make of it, and the number of scores."""
    return [
        [name, f"{expected_error(each):.3f}", f"{by_chance(each):.3f}", str(len(each))] for name, each in judged.items()
    ]


def diagram(judged: Sequence[Judged]) -> str:
    """Reliability as text: a bar for the share right, and a `|` where it should end."""
    return "\n".join(
        f"{each.low:.1f}  {_bar(each)}  {each.right:.2f} right, {each.score:.2f} said, {each.count}"
        for each in bins_of(judged)
    )


def _bar(each: Bin) -> str:
    bar = list(("#" * round(each.right * WIDTH)).ljust(WIDTH + 1, "."))
    bar[round(each.score * WIDTH)] = "|"
    return "".join(bar)


def as_text(judged: Mapping[str, Sequence[Judged]]) -> str:
    """A table of the errors, then a diagram for triggers and one for all roles together."""
    roles = [each for name, pairs in judged.items() if name != "trigger" for each in pairs]
    return "\n\n".join(
        (
            show.table(HEAD, rows_of(judged)),
            "triggers\n" + diagram(judged["trigger"]),
            "arguments of all roles\n" + diagram(roles),
        )
    )


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench calibration`."""
    parser.add_argument("--exact", action="store_true", help="an argument is right only with the exact span")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Reads dev and prints how far scores are from shares."""
    reports = read_gold(needed("corpus/dev.jsonl"))
    judged = judge(reports, read_reports(reports), exact=options.exact)
    if options.format == "json":
        print(json.dumps({name: expected_error(each) for name, each in judged.items()}, indent=1))
    else:
        print(as_text(judged))
    return 0
