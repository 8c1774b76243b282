"""Reports as bare rows, bare rows as read ones. Pure functions from table to table: every engine runs these."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa

from vedette.config import Settings
from vedette.pipeline import Pipeline
from vedette.records import Problem, Reading, Report, digest
from vedette.store import tables
from vedette.store.columns import Plain

NOT_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands in `known_from` until the unit is committed."""

CRASHED = Problem(
    "reader-crashed",
    tables.NOWHERE,
    "The program ended when it read this report, or there was no more memory.",
    "Please report it, with the text if you may. `vedette problems --retry` reads it again.",
)


def bare(reading: Reading, settings: str = "", how: str = "") -> dict[str, Plain]:
    """The row of a report that is still to be read, or of a dead letter, which needs no reading."""
    report = reading.report
    failed = tables.error(reading)
    key = tables.place_key(report.where, reading.problems) if failed else tables.key(report)
    row = tables.Row(
        key=key,
        reading=tables.reading_key(key, reading.engine, settings),
        text_digest=digest(report.text),
        settings=settings,
        how=how if failed else "",
        error=failed,
        unit="",
        known_from=NOT_YET,
    )
    return tables.to_plain(reading, row)


def read(rows: pa.Table, line: Pipeline) -> pa.Table:
    """The rows with all that was taken from each report; dead letters come back as they are."""
    plain = rows.to_pylist()
    wanted = [place for place, row in enumerate(plain) if row["text"]]
    for place, reading in zip(wanted, line.readings(_given(plain, wanted)), strict=True):
        if isinstance(reading, Reading):
            row = replace(tables.row_of(plain[place]), error=tables.error(reading))
            plain[place] = tables.to_plain(replace(reading, engine=tables.from_plain(plain[place]).engine), row)
    return tables.table(plain)


def crashed(rows: pa.Table) -> pa.Table:
    """The row of a report that took its reader with it, as a dead letter that keeps its text."""
    (plain,) = rows.to_pylist()
    reading = tables.from_plain(plain)
    problem = replace(CRASHED, where=reading.report.where)
    row = replace(tables.row_of(plain), error=problem.kind)
    return tables.table([tables.to_plain(replace(reading, problems=(*reading.problems, problem)), row)])


def settings_name(settings: Settings) -> str:
    """How it is read, where that differs from what we choose ourselves: part of what makes a reading itself."""
    lists = {"lexicons": settings.lexicons, "gazetteers": settings.gazetteers}
    told: dict[str, object] = {name: [_file_digest(path) for path in paths] for name, paths in lists.items() if paths}
    if settings.min_score is not None:
        told["min_score"] = settings.min_score
    return json.dumps(told, sort_keys=True) if told else ""


def _given(plain: Sequence[dict[str, Plain]], wanted: Sequence[int]) -> Iterator[Report | Problem]:
    """The reports, each after its own problems, as the sources gave them. What failed before is no problem now."""
    for place in wanted:
        reading = tables.from_plain(plain[place])
        report = reading.report
        yield from (
            replace(problem, where=report.where) for problem in reading.problems if problem.kind not in tables.FAILED
        )
        yield report


def _file_digest(path: object) -> str:
    from pathlib import Path  # noqa: PLC0415

    file = Path(str(path))
    return f"{file.name}:{digest(file.read_text('utf-8', 'surrogateescape')) if file.is_file() else ''}"
