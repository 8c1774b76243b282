"""`vedette ingest`: reports into a lake, unit by unit, so that it can be stopped at any moment and run again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import cast

from vedette import pipeline, sources
from vedette.cli import exits, own
from vedette.cli.problems import Teller
from vedette.cli.progress import Progress
from vedette.config import Settings
from vedette.errors import UsageError
from vedette.ingest import again, rows
from vedette.ingest.cluster import Cluster, Files
from vedette.ingest.local import Alone, Pool, Reading
from vedette.ingest.parsing import SHARE, Parsers
from vedette.ingest.run import Run, Tally
from vedette.ingest.units import Manner
from vedette.records import Problem
from vedette.store import Lake


def run(arguments: argparse.Namespace) -> int:
    """Take all inputs in, show how far it is, and say at the end what became of them."""
    teller = Teller()
    bar = Progress.over(arguments.files, shown=not arguments.quiet and sys.stderr.isatty(), limit=arguments.limit)

    def tell(problem: Problem) -> None:
        bar.erase()
        teller.tell(problem)

    settings = own.settings(arguments)
    parsers = Parsers((arguments.workers or pipeline.cores()) // SHARE)
    opened, readers = _opened(arguments, parsers), _readers(arguments, settings)
    lake = Lake.open_or_make(arguments.lake)  # last: a call that cannot be meant leaves no lake behind
    tally = Tally()
    with readers, parsers:
        take = Run(lake, readers, _manner(arguments, settings), clock, arguments.limit, tell)
        for tally in opened(take):
            bar.reach(tally.coded + tally.skipped + tally.failed)
    bar.erase()
    teller.close()
    if not arguments.quiet:
        print(summary(tally), file=sys.stderr)
    return _code(tally, strict=arguments.strict)


def reading(settings: Settings, workers: int | None) -> Reading:
    """What reads: as many processes as there are cores, or as were asked for; on a GPU this one, in threads. One process
    too is another than this, so that a report that ends it does not end the run.
    """
    return Alone(settings) if settings.gpu else Pool(settings, workers or pipeline.cores())


def manner(settings: Settings, how: str = "", source: str = "") -> Manner:
    """How it is read, with the versions of what reads."""
    engine = pipeline.engine(pipeline.reader_of(settings.model, gpu=settings.gpu))
    return Manner(engine, rows.settings_name(settings), how, source)


def clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


def summary(tally: Tally) -> str:
    """`1,500 reports: 1,480 coded, 10 skipped, 10 failed; 2,155 events, …; 162.3 a second`"""
    return (
        f"{tally.given:,} read: {tally.coded:,} coded, {tally.skipped:,} skipped, {tally.failed:,} failed; "
        f"{tally.events:,} events, {tally.statements:,} statements, {tally.postures:,} force entries; "
        f"{tally.rate:,.1f} a second"
    )


def _readers(arguments: argparse.Namespace, settings: Settings) -> Reading:
    if arguments.engine == "ray":
        return Cluster(settings, arguments.workers, arguments.address)
    if arguments.address or arguments.shared:
        raise UsageError("--address and --shared belong to a cluster: add --engine ray, or leave them out")
    return reading(settings, arguments.workers)


def _opened(arguments: argparse.Namespace, parsers: Parsers) -> Callable[[Run], Iterator[Tally]]:
    """What makes a run take the inputs: opened here, or by the nodes of a cluster."""
    options = {
        "date": arguments.date,
        "fields": dict(arguments.field),
        "form": arguments.input_format,
        "encoding": arguments.encoding,
    }
    if not arguments.shared:
        found = sources.opened(arguments.files, stdin=sys.stdin.buffer, **options)
        return lambda run: run.take(parsers.parsed(found))
    files = Files(arguments.files, options)
    return lambda run: run.take_units(lambda cutter: cast("Cluster", run.reading).read_files(files, cutter))


def _manner(arguments: argparse.Namespace, settings: Settings) -> Manner:
    told = again.how(
        date=arguments.date,
        fields=dict(arguments.field),
        form=arguments.input_format,
        encoding=arguments.encoding,
        source=arguments.source,
    )
    return manner(settings, told, arguments.source)


def _code(tally: Tally, *, strict: bool) -> int:
    nothing = not tally.coded + tally.skipped
    return exits.NOTHING_READ if nothing or (strict and tally.failed) else exits.DONE
