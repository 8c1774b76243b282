"""`vedette events`: the events of a lake, in any of the formats."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from vedette.cli import exits, output, parquet
from vedette.cli.types import type_of
from vedette.export import Writer
from vedette.export.told import Told
from vedette.records import Engine, Event, Report
from vedette.store import Lake, open_lake
from vedette.store.columns import decoder
from vedette.store.found import Found
from vedette.store.wanted import Wanted

NAMED = (
    "since",
    "until",
    "mode",
    "status",
    "context",
    "actor",
    "recipient",
    "place",
    "country",
    "min_score",
    "source",
    "report",
    "contains",
    "known_at",
    "superseded",
    "sort",
    "limit",
    "offset",
    "after",
)
"""Options that are filters by the same name; `type` may name a mode too."""

ABOUT = {
    "csv": ("title", "url"),
    "geojson": ("title", "url"),
    "gdelt": ("url", "text"),
    "jsonl": ("title", "url"),
    "parquet": ("title", "url"),
    "plover": ("title", "url", "text", "language"),
    "polecat": ("language",),
    "table": (),
}
"""What of the report each format shows beside what an event's row holds."""

_EVENT, _ENGINE = decoder(Event), decoder(Engine)


def run(arguments: argparse.Namespace) -> int:
    """Find them and write them as they come."""
    lake = open_lake(arguments.lake)
    _tell_if_behind(lake)
    found = Found(lake, wanted(arguments), about=ABOUT[arguments.format])
    if arguments.format == "parquet":
        shown = written = parquet.write(found.reader(), arguments.output)
    else:
        shown, written = _write(found, arguments)
    if not arguments.quiet:
        more = found.cursor() if shown == arguments.limit else None
        print(_summary(written, more), file=sys.stderr)
    return exits.DONE


def _summary(written: int, more: str | None) -> str:
    """`50 events; for the next, add --after WyJ…`"""
    told = f"{written:,} event{'' if written == 1 else 's'}"
    return f"{told}; for the next, add --after {more}" if more else told


def wanted(arguments: argparse.Namespace) -> Wanted:
    """The filters of a call."""
    filters = {name: getattr(arguments, name) for name in NAMED}
    return Wanted.of({**filters, "type": [type_of(name) for name in arguments.type]})


def _write(found: Found, arguments: argparse.Namespace) -> tuple[int, int]:
    """How many were found, and how many of them the format can hold."""
    writer = Writer(arguments.format, output.page(arguments.output), whole=False)
    number = 0
    with output.opened(arguments.output) as write:
        write(output.encoded(writer.head()))
        for batch in found.batches():
            rows = batch.to_pylist()
            write(output.encoded("".join(map(writer.event, map(told, rows)))))
            number += len(rows)
        write(output.encoded(writer.tail()))
    output.tell_left_out(writer.left_out, arguments.format)
    return number, number - writer.left_out.total()


def told(row: dict[str, Any]) -> Told:
    """A row of `events` as formats take it."""
    report = Report(
        id=row["report_id"],
        text=row.get("text") or "",
        published=row["published"],
        title=row.get("title") or "",
        source=row["report_source"],
        url=row.get("url") or "",
        language=row.get("language") or "",
    )
    return Told(_EVENT(row), report, _ENGINE(row["engine"]), row["known_from"], row["superseded_at"])


def _tell_if_behind(lake: Lake) -> None:
    if lake.behind:
        print(
            f"some reports of {lake.path} are not in its events yet. `vedette lake repair {lake.path}` brings them in",
            file=sys.stderr,
        )
