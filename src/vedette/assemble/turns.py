"""Whose turn it is in an interview or the minutes of a sitting: "SPOKESMAN:", "Mr WEDDERBURN:", "Q."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.assemble.page import Page, Stretch
from vedette.records import Span

LABEL = re.compile(
    r"[^\S\n]*((?:(?:Mr|Mrs|Ms|Dr|The)\.?\s)?[A-Z][A-Z'’-]+\.?(?:\s[A-Z][A-Z'’-]+){0,3}|[QA])(?::\s|(?<=[QA])\.:?\s)"
)
"""Names and offices in capitals before a colon, and the letters of question and answer."""

FEWEST = 3
"""Turns by which a report is known for a transcript: one such word is a dateline, two may be headings."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn a stretch belongs to, and where his words begin in it."""

    speaker: Span
    start: int


def turns(page: Page, spans: Sequence[Stretch]) -> list[Turn | None]:
    """For each stretch of sentences the turn that it belongs to; all None where there are no turns."""
    labels = [LABEL.match(page.report.text, start, end) for start, end in spans]
    if sum(label is not None for label in labels) < FEWEST:
        return [None] * len(spans)
    found: list[Turn | None] = []
    speaker: Span | None = None
    for label, (start, _) in zip(labels, spans, strict=True):
        speaker = page.span(*label.span(1)) if label else speaker
        found.append(Turn(speaker, label.end() if label else start) if speaker else None)
    return found
