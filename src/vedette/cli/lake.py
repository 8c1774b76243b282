"""`vedette lake show|check|compact|repair`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter

from vedette.cli import exits
from vedette.store import Lake
from vedette.store.check import Fault, check
from vedette.store.opened import repaired
from vedette.store.show import Picture, picture

SHOWN = 20
"""Faults of a kind that are named before the rest is only counted."""


def run(arguments: argparse.Namespace) -> int:
    """Do what the call says."""
    return DOES[arguments.what](arguments)


def show(arguments: argparse.Namespace) -> int:
    """Print what is in it."""
    seen = picture(Lake.open(arguments.lake), arguments.known_at)
    if arguments.format == "json":
        print(json.dumps(seen.to_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join((f"{arguments.lake}{_when(seen)}, schema {seen.schema}", *_lines(seen))))
    return exits.DONE


def look(arguments: argparse.Namespace) -> int:
    """Print what does not hold."""
    counts: Counter[str] = Counter()
    for fault in check(Lake.open(arguments.lake)):
        counts[fault.kind] += 1
        if counts[fault.kind] <= SHOWN:
            print(_told(fault))
    for kind, number in counts.items():
        if number > SHOWN:
            print(f"{kind}: {number - SHOWN} more like it")
    print(f"{counts.total():,} faults" if counts else "all holds", file=sys.stderr)
    return exits.NOTHING_READ if counts else exits.DONE


def compact(arguments: argparse.Namespace) -> int:
    """Write small files together."""
    Lake.open(arguments.lake)
    lake = Lake.open_or_make(arguments.lake)
    lake.derive()
    for name, table in lake.tables.items():
        fewer = table.compact()
        gone = len(table.unused(remove=True))
        print(f"{name}: {fewer:,} files fewer, {len(table.files()):,} now; {gone:,} left-overs taken away")
    lake.refresh()
    lake.derive()
    return exits.DONE


def repair(arguments: argparse.Namespace) -> int:
    """Mend what can be mended, and say what cannot."""
    for line in repaired(arguments.lake):
        print(line)
    left = [fault for fault in check(Lake.open(arguments.lake)) if not fault.derived]
    for fault in left[:SHOWN]:
        print(_told(fault))
    return exits.NOTHING_READ if left else exits.DONE


DOES = {"show": show, "check": look, "compact": compact, "repair": repair}


def _told(fault: Fault) -> str:
    return f"{fault.table or 'lake'}: {fault.kind}: {fault.which}"


def _when(seen: Picture) -> str:
    return f", as known at the end of {seen.known_at}" if seen.known_at else ""


def _lines(seen: Picture) -> list[str]:
    width = max(len(f"{each.rows:,}") for each in seen.tables)
    lines = [
        f"  {each.name:<12} {each.rows:>{width},} rows that stand, {each.superseded:,} that no longer do; "
        f"{each.files:,} files, {each.size / 1e6:,.1f} MB"
        for each in seen.tables
    ]
    lines.append(f"  {'problems':<12} {seen.problems:>{width},} dead letters (`vedette problems --lake …` lists them)")
    for title, counted in (("sources", seen.sources), ("engines", seen.engines), ("languages", seen.languages)):
        lines += [f"{title}:", *(f"  {number:>{width},}  {name or '(none)'}" for name, number in counted)]
    if seen.published:
        lines.append(f"published {seen.published[0]} to {seen.published[1]}")
    if seen.withdrawals:
        lines += ["withdrawn:", *(f"  {at:%Y-%m-%d}  {what}: {reason}" for at, what, reason in seen.withdrawals)]
    if seen.behind:
        lines.append(
            "Events are behind the reports; the next `vedette ingest` or `vedette lake repair` brings them up."
        )
    return lines
