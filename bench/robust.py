"""`bench robust`: what is left of F1 when the development reports arrive with noise."""

from __future__ import annotations

import argparse
import json

from bench import show
from bench.corpus import read_gold
from bench.noise import VARIANTS
from bench.reader import read_reports
from bench.score import score
from bench.shared import needed
from bench.tally import Sheet

MEASURED = ("triggers", "typed", "arguments", "arguments.exact")


def measure() -> dict[str, Sheet]:
    """The sheet of all reports, by noise."""
    reports = read_gold(needed("corpus/dev.jsonl"))
    sheets = {}
    for name, vary in VARIANTS.items():
        varied = [vary(report) for report in reports]
        sheets[name] = score(varied, read_reports(varied))["all"]
    return sheets


def shares(sheets: dict[str, Sheet]) -> dict[str, dict[str, tuple[float, float]]]:
    """F1 and its share of the plain text's F1, by noise and figure."""
    base = next(iter(sheets.values()))
    return {
        name: {figure: (sheet[figure].f1, _share(sheet[figure].f1, base[figure].f1)) for figure in MEASURED}
        for name, sheet in sheets.items()
    }


def _share(now: float, base: float) -> float:
    return now / base if base else 1.0


def as_text(sheets: dict[str, Sheet]) -> str:
    """One row a noise: F1, and in brackets its share of the plain text's."""
    rows = [
        [name, *(f"{f1:.3f} ({share:.2f})" for f1, share in figures.values())]
        for name, figures in shares(sheets).items()
    ]
    return show.table(["noise", *MEASURED], rows)


def add(parser: argparse.ArgumentParser) -> None:
    """Options of `bench robust`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Reads all variants and prints what is left."""
    sheets = measure()
    print(json.dumps(shares(sheets), indent=1) if options.format == "json" else as_text(sheets))
    return 0
