"""Readings to link: of reports as `vedette read` reads them, kept ones, or made of annotated events."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.corpus import Event, Json, Report, gold_of, lines_of
from bench.reader import read_jsonl
from vedette import pipeline
from vedette.config import Settings
from vedette.export import jsonl
from vedette.records import Engine, EventMention, Mention, Reading, Span
from vedette.records import Report as Given
from vedette.text import clean

ANNOTATED = Engine("", "annotated", "")
"""The engine of readings that no model read."""


def readings_of(reports: Iterable[Json], kept: Path | None = None) -> list[Reading]:
    """Readings of reports as `vedette read` prints them; `kept` is a file of them from earlier."""
    if kept is not None:
        return list(_loaded(kept))
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "readings.jsonl"
        read_jsonl(list(reports), printed)
        return list(_loaded(printed))


def _loaded(path: Path) -> Iterator[Reading]:
    return (jsonl.from_json(row) for row in lines_of(path))


def annotated(entries: Iterable[Json]) -> list[Reading]:
    """Readings that hold the annotated events, as if the reader had made no mistake; values are resolved as ever."""
    return [_annotated(gold_of(entry), entry) for entry in entries]


def _annotated(report: Report, entry: Json) -> Reading:
    given = Given(report.id, report.text, report.published, report.title, entry.get("source") or "")
    marked = pipeline.Marked(sentences=report.sentences, quotations=pipeline.outlined(clean(report.text)).quotations)
    mentions = tuple(_mention(event, report.text) for event in report.events)
    return pipeline.assembled(Reading(given, ANNOTATED), mentions, marked, pipeline.resolvers(Settings()))


def _mention(event: Event, text: str) -> EventMention:
    def span(start: int, end: int) -> Span:
        return Span(text[start:end], start, end)

    return EventMention(
        type=event.type,
        mode=event.mode,
        status=event.status,
        contexts=event.contexts,
        trigger=span(event.start, event.end),
        arguments=tuple(Mention(each.role, span(each.start, each.end), each.score) for each in event.arguments),
        score=1.0,
    )
