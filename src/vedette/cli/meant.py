"""What a value that somebody writes by hand means: as it is written, or else as the resolvers read words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vedette import pipeline
from vedette.config import Settings
from vedette.correct import written
from vedette.correct.fields import LABELS, Value
from vedette.errors import UsageError
from vedette.records import Argument, Event, Mention, Report, Resolved, Span, Surroundings
from vedette.resolve.countries import countries

AS_WRITTEN = "as written"
"""How a value was found that needs no rule."""

SAY_NOTHING = frozenset({"nothing-known", "says-no-number"})
"""Rules of an actor of whom nothing is known, and of a number without bounds."""

UNKNOWN_PLACE = "unknown-place"
"""Begins the rules of places that the gazetteer does not have: good enough where a report names one, but not by hand."""

NEXT = {
    "who": "Write a code such as SRB, XKX COP or IGO:NATO, or a name that a --lexicon has",
    "where": "Write its name with the country, such as “Zvecan, Kosovo”, or give a --gazetteer that has it",
    "when": "Write a day as YYYY-MM-DD, or days as 2023-09-24..2023-09-26",
    "count": "Write a number such as 4, 3..5, >=4 or ~200",
}
KINDS = {"who": "an actor", "where": "a place", "when": "a time", "count": "a number"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that somebody wrote for a field of an event."""

    field: str
    words: str
    event: Event
    report: Report
    before: Argument | None
    """The argument that has a value now."""
    settings: Settings

    @property
    def kind(self) -> str:
        """who, when, where or count; empty for a label."""
        return self.field.partition(".")[2]


def meant(asked: Asked) -> tuple[Value | str | None, str]:
    """The value, and how it was found; None is "cannot say"."""
    if asked.field in LABELS:
        return written.label(asked.field, asked.words, asked.event), AS_WRITTEN
    if asked.words.lower() in written.CANNOT_SAY:
        return None, AS_WRITTEN
    told = _written(asked)
    if told is not None:
        return told, AS_WRITTEN
    found = _resolved(asked)
    if found.value is None or found.rule in SAY_NOTHING or found.rule.startswith(UNKNOWN_PLACE):
        kind = asked.kind
        raise UsageError(f"{asked.words!r} does not tell {KINDS[kind]}. {NEXT[kind]}; ? says that it cannot be told")
    value: Value = found.value
    return value, f"rule {found.rule}"


def _written(asked: Asked) -> Value | None:
    if asked.kind == "count":
        known = asked.before.count.value if asked.before and asked.before.count else None
        return written.count(asked.words, known.unit if known else None)
    if asked.kind == "when":
        return written.when(asked.words)
    return written.who(asked.words, countries()) if asked.kind == "who" else None


def _resolved(asked: Asked) -> Resolved[Any]:
    """The words alone; of a place as if it stood at the end of the report, whose places tell which of two namesakes is
    meant, and alone where nothing comes of that.
    """
    resolve = getattr(pipeline.resolvers(asked.settings), asked.kind)
    if asked.kind == "where":
        found: Resolved[Any] = resolve(*_in_report(asked))
        if found.value is not None and not found.rule.startswith(UNKNOWN_PLACE):
            return found
    alone: Resolved[Any] = resolve(*_alone(asked))
    return alone


def _alone(asked: Asked) -> tuple[Span, Surroundings]:
    span = Span(asked.words, 0, len(asked.words))
    return span, Surroundings(asked.words, asked.report.published, ((span.start, span.end),), status=asked.event.status)


def _in_report(asked: Asked) -> tuple[Span, Surroundings]:
    text = f"{asked.report.text}\n\n{asked.words}"
    span = Span(asked.words, len(text) - len(asked.words), len(text))
    return span, Surroundings(
        text,
        published=asked.report.published,
        sentences=(*pipeline.sentences(asked.report.text), (span.start, span.end)),
        status=asked.event.status,
        trigger=asked.event.trigger,
        mentions=tuple(Mention(each.role, each.span, each.score) for each in asked.event.arguments),
    )
