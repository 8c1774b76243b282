"""`bench score` and `bench read`: one reading of an annotated file, with all its figures."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import show
from bench.corpus import Found, Report, read_found, read_gold
from bench.errors import BenchError
from bench.given import resolvers, score_given
from bench.reader import read_reports
from bench.score import score
from bench.tally import Sheet

CONFUSIONS = 15
"""How many confusions of types a table shows."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was counted on one file: sheets by group, values given the spans, and what is not a score."""

    groups: Mapping[str, Sheet]
    given: Sheet
    reports: int
    unread: Sequence[str]
    """Ids of gold reports that no reading names."""
    stray: int
    """Spans that do not say what stands there."""


def measure(reports: Sequence[Report], found: Mapping[str, Found]) -> Figures:
    """All figures of a reading."""
    return Figures(
        groups=score(reports, found),
        given=score_given(reports, resolvers()),
        reports=len(reports),
        unread=[report.id for report in reports if report.id not in found],
        stray=sum(each.stray for each in found.values()),
    )


def flat(figures: Figures) -> dict[str, float]:
    """Every F1 (or share) by name: `all.typed`, `brief.role.actor`, `given.who.whole`; `value.*` are shares of all."""
    named = {
        f"{group}.{name}": tally.recall if name.startswith("value.") else tally.f1
        for group, sheet in figures.groups.items()
        for name, tally in sheet.tallies.items()
    }
    return named | {name: tally.f1 for name, tally in figures.given.tallies.items()}


def as_json(figures: Figures) -> str:
    """All figures as one JSON object."""
    groups = {
        group: {name: _tally_json(tally) for name, tally in sheet.tallies.items()}
        for group, sheet in figures.groups.items()
    }
    whole = {
        "reports": figures.reports,
        "unread": list(figures.unread),
        "stray_spans": figures.stray,
        "groups": groups,
        "given": {name: _tally_json(tally) for name, tally in figures.given.tallies.items()},
        "confusion": [[*pair, count] for pair, count in sorted(figures.groups["all"].confusion.items())],
    }
    return json.dumps(whole, indent=1)


def _tally_json(tally: object) -> dict[str, float]:
    return {name: round(getattr(tally, name), 6) for name in ("precision", "recall", "f1", "right", "found", "gold")}


def as_text(figures: Figures) -> str:
    """All figures as tables: groups apart, then by type and role over all reports, then the values."""
    everything = figures.groups["all"]
    blocks = [f"{figures.reports} reports, {len(figures.unread)} of them unread, {figures.stray} stray spans"]
    for group, sheet in figures.groups.items():
        blocks += [show.tallies(group, sheet, show.PARTS_OF_A_WHOLE), show.agreements(sheet)]
    blocks += [
        show.tallies("type", everything, show.with_prefix(everything, "type."), "type."),
        show.tallies("role, overlapping", everything, show.with_prefix(everything, "role."), "role."),
        show.tallies("role, exact", everything, show.with_prefix(everything, "role.exact."), "role.exact."),
        show.confusion(everything, CONFUSIONS),
        "Values end to end (matched arguments)\n\n" + show.values(everything, "value."),
        "Values given the spans\n\n" + show.shares(figures.given, "given."),
    ]
    return "\n\n".join(blocks)


def add_score(parser: argparse.ArgumentParser) -> None:
    """Options of `bench score`."""
    parser.add_argument("found", type=Path, help="output of `vedette read --format jsonl`")
    add_read(parser)


def add_read(parser: argparse.ArgumentParser) -> None:
    """Options of `bench read`."""
    parser.add_argument("gold", type=Path, help="annotated reports, as JSON Lines")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run_score(options: argparse.Namespace) -> int:
    """Scores a reading that is already there."""
    reports = _existing(options.gold)
    return _print(measure(reports, read_found(options.found, reports)), options.format)


def run_read(options: argparse.Namespace) -> int:
    """Reads the gold reports with the installed `vedette`, and scores it."""
    reports = _existing(options.gold)
    return _print(measure(reports, read_reports(reports)), options.format)


def _existing(path: Path) -> list[Report]:
    if not path.exists():
        raise BenchError(f"{path} is not there")
    return read_gold(path)


def _print(figures: Figures, form: str) -> int:
    print(as_json(figures) if form == "json" else as_text(figures))
    return 0
