"""Readings of short reports whose events are marked by hand, for the tests of statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.assemble.stubs import STUBS, mention, quotation_spans, sentence_spans
from vedette.assemble import assemble
from vedette.records import Engine, Reading, Report

ENGINE = Engine("0", "by hand", "0")


def reading(
    text: str, lines: Sequence[str] = (), day: str | None = "2024-05-10", name: str = "", source: str = ""
) -> Reading:
    """`lines` are events as `tests.assemble.stubs.mention` takes them; the report's id is its day where none is given."""
    report = Report(name or day or "undated", text, date.fromisoformat(day) if day else None, source=source)
    made = assemble(
        report,
        [mention(text, line) for line in lines],
        sentences=sentence_spans(text),
        quotations=quotation_spans(text),
        resolvers=STUBS,
        intensity=lambda _type, _mode: 0.0,
    )
    return Reading(report, ENGINE, made.events, made.statements)
