"""`bench gate` and `bench pin`: floors under the figures on the development reports.

A floor stands beside the digest of the gold file that it was measured on. `gate` names each broken floor and fails.
`pin` raises floors to what is measured now; lowering one, or keeping it on other gold, needs `--lower NAME`.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bench import beyond, picture
from bench.corpus import Report, digest_of, read_gold
from bench.errors import BenchError
from bench.figures import flat, measure
from bench.reader import read_reports
from bench.shared import ROOT, needed
from vedette.records import digest

FLOORS = ROOT / "bench" / "floors.toml"

GOLD = "corpus/dev.jsonl"

QUARTER = 4
"""The short gate reads one report of this many."""

SLACK = 0.003
"""How far a figure may lie under its floor: processors round int8 arithmetic differently, which moves a handful of the
874 triggers of dev; one trigger is 0.001."""

PINNED = (
    "all.triggers",
    "all.typed",
    "all.typed.exact",
    "all.arguments",
    "all.arguments.exact",
    "all.status",
    "all.mode",
    "all.role.actor",
    "all.role.recipient",
    "all.role.place",
    "all.role.time",
    "all.role.source",
    "all.value.who.whole",
    "all.value.when.whole",
    "all.value.where.whole",
    "all.value.count.whole",
    "brief.typed",
    "brief.arguments",
    "article.typed",
    "article.arguments",
    "given.who.whole",
    "given.who.country",
    "given.when.whole",
    "given.where.whole",
    "given.where.country",
    "given.where.kind",
    "given.count.whole",
)
"""The figures that have floors."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that once was reached, on which gold, and when."""

    figure: float
    gold: str
    date: date


Floors = dict[str, dict[str, Floor]]
"""Floors by part and by figure."""

BESIDE = {"beyond": beyond, "picture": picture}
"""What is measured on other material than the development reports."""

PARTS = ("full", "short", *BESIDE)
"""All development reports; a fixed quarter of them; and what is measured beside."""

OTHERS = tuple(name for each in BESIDE.values() for name in each.NAMES)
"""What the names of these figures begin with."""


def load(path: Path) -> Floors:
    """The floors of a file; none where there is no file."""
    if not path.exists():
        return {part: {} for part in PARTS}
    loaded = tomllib.loads(path.read_text(encoding="utf-8"))
    return {part: {name: Floor(**floor) for name, floor in loaded.get(part, {}).items()} for part in PARTS}


def dump(floors: Floors) -> str:
    """The text of a file of floors."""
    lines = ["# Floors under the figures on the development reports; `python -m bench pin` raises them.", ""]
    for part, named in floors.items():
        lines.append(f"[{part}]")
        for name, floor in sorted(named.items()):
            lines.append(f'"{name}" = {{ figure = {floor.figure:.4f}, gold = "{floor.gold}", date = {floor.date} }}')
        lines.append("")
    return "\n".join(lines)


def broken(floors: Mapping[str, Floor], figures: Mapping[str, float], gold: str) -> list[str]:
    """One line for each floor that does not hold."""
    return [
        line for name, floor in sorted(floors.items()) if (line := _complaint(name, floor, figures.get(name), gold))
    ]


def _complaint(name: str, floor: Floor, now: float | None, gold: str) -> str | None:
    if floor.gold != gold:
        return f"{name}: its floor was measured on other gold ({floor.gold}, now {gold}); pin it again, with --lower {name} if it fell"
    if now is None:
        return f"{name}: not measured now, its floor is {floor.figure:.4f}"
    if now < floor.figure - SLACK:
        return f"{name}: {now:.4f}, its floor is {floor.figure:.4f} of {floor.date}"
    return None


def raised(
    floors: Mapping[str, Floor], figures: Mapping[str, float], *, gold: str, today: date, lower: Sequence[str] = ()
) -> dict[str, Floor]:
    """The floors after pinning: a figure above its floor, without one, or named in `lower`, is pinned; others stay."""
    pinned = dict(floors)
    for name in (*PINNED, *(name for name in figures if name.startswith(OTHERS))):
        if name in figures and (name not in floors or figures[name] > floors[name].figure or name in lower):
            pinned[name] = Floor(round(figures[name], 4), gold, today)
    return pinned


def in_short(report: Report) -> bool:
    """Whether a report belongs to the fixed quarter: by its id alone, so that no other report matters."""
    return int(digest(report.id), 16) % QUARTER == 0


def figures_now(reports: Sequence[Report]) -> dict[str, dict[str, float]]:
    """Figures of the full file and of its quarter, from one reading."""
    found = read_reports(reports)
    return {
        part: flat(measure(chosen, {report.id: found[report.id] for report in chosen if report.id in found}))
        for part, chosen in (("full", reports), ("short", [report for report in reports if in_short(report)]))
    }


def add_gate(parser: argparse.ArgumentParser) -> None:
    """Options of `bench gate`."""
    parser.add_argument("--short", action="store_true", help="a fixed quarter of the reports, with floors of its own")


def run_gate(options: argparse.Namespace) -> int:
    """0 when every floor holds; 1, with each broken floor named, otherwise."""
    gold = needed(GOLD)
    part = "short" if options.short else "full"
    floors = load(FLOORS)[part]
    if not floors:
        raise BenchError(f"{FLOORS} has no {part} floors; pin them with `python -m bench pin`")
    reports = [report for report in read_gold(gold) if not options.short or in_short(report)]
    figures = flat(measure(reports, read_reports(reports)))
    complaints = broken(floors, figures, digest_of(gold))
    count = len(floors)
    for beside, measured in BESIDE.items():
        if not options.short and measured.there():
            others = load(FLOORS)[beside]
            complaints += broken(others, measured.figures(), measured.gold())
            count += len(others)
    print("\n".join(complaints) if complaints else f"all {count} {part} floors hold")
    return int(bool(complaints))


def add_pin(parser: argparse.ArgumentParser) -> None:
    """Options of `bench pin`."""
    parser.add_argument(
        "--lower", action="append", default=[], metavar="NAME", help="pin this figure even if it is lower"
    )


def run_pin(options: argparse.Namespace) -> int:
    """Rewrites the floors, upward only, and names what lies below its floor."""
    _check_names(options.lower)
    gold, floors = needed(GOLD), load(FLOORS)
    today = datetime.now().astimezone().date()
    for part, figures in figures_now(read_gold(gold)).items():
        floors[part] = raised(floors[part], figures, gold=digest_of(gold), today=today, lower=options.lower)
        for line in broken(floors[part], figures, digest_of(gold)):
            print(f"kept, {part} {line}")
    for beside, measured in BESIDE.items():
        if measured.there():
            figures, their = measured.figures(), measured.gold()
            floors[beside] = raised(floors[beside], figures, gold=their, today=today, lower=options.lower)
            for line in broken(floors[beside], figures, their):
                print(f"kept, {beside} {line}")
    FLOORS.write_text(dump(floors), encoding="utf-8")
    print(f"{FLOORS}: {sum(map(len, floors.values()))} floors")
    return 0


def _check_names(names: Sequence[str]) -> None:
    unknown = sorted(set(names) - {*PINNED, *(name for beside in BESIDE for name in load(FLOORS)[beside])})
    if unknown:
        raise BenchError(f"no such floor: {', '.join(unknown)}; the floors are {', '.join(PINNED)}")
