"""`vedette problems`: what a lake's inputs held that was not read, and why; with `--retry` it is tried again."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from vedette.cli import exits, output, own
from vedette.cli.ingest import clock, manner, reading
from vedette.export import phrases
from vedette.ingest.again import Again
from vedette.ingest.run import Run
from vedette.ingest.units import Manner
from vedette.store import Lake, tables

Json = dict[str, Any]


def run(arguments: argparse.Namespace) -> int:
    """List the dead letters that stand, after trying them again where that was asked for."""
    lake = Lake.open_or_make(arguments.lake) if arguments.retry else Lake.open(arguments.lake)
    if arguments.retry:
        _retry(lake, arguments)
    shown = _lines if arguments.format == "jsonl" else _told
    letters = lake.problems(known_at=arguments.known_at).sort_by("known_from").slice(0, arguments.limit)
    with output.opened(None) as write:
        for row in letters.to_pylist():
            for line in shown(row):
                write(output.encoded(line + "\n"))
    return exits.DONE


def _retry(lake: Lake, arguments: argparse.Namespace) -> None:
    settings = own.settings(arguments)

    def make(of: Manner) -> Run:
        return Run(lake, reading(settings, arguments.workers), of, clock)

    outcome = Again(lake, manner(settings), make, clock).run()
    told = f"{outcome.tried:,} tried again: {outcome.mended:,} mended, {outcome.read:,} reports more"
    print(told, file=sys.stderr)


def _told(row: Json) -> Iterator[str]:
    return map(phrases.problem, tables.from_plain(row).problems)


def _lines(row: Json) -> Iterator[str]:
    """One object a dead letter: where, why, and the report's id and source where there was one."""
    reading = tables.from_plain(row)
    problems = [{"kind": each.kind, "message": each.message, "next": each.next} for each in reading.problems]
    told = {
        "key": row["key"],
        "error": row["error"],
        "where": row["where"],
        "id": row["id"] or None,
        "source": row["source"],
        "known_from": row["known_from"].isoformat(),
        "problems": problems,
    }
    yield json.dumps(told, ensure_ascii=False)
