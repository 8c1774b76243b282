"""A report as assembly sees it: its text, how it falls into sentences, what was marked in it, and what tells values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vedette.assemble.resolvers import Resolvers
from vedette.records import Event, Mention, Report, Span, Surroundings

Stretch = tuple[int, int]
"""Start and end, half-open, in code points."""


@dataclass(frozen=True, slots=True)
class Page:
    """One report with all that was found in it before."""

    report: Report
    sentences: tuple[Stretch, ...]
    quotations: tuple[Stretch, ...]
    """With their marks."""
    mentions: tuple[Mention, ...]
    """All that the reader marked, each role and stretch of words once, in text order."""
    resolvers: Resolvers

    def around(
        self, status: str | None = None, trigger: Span | None = None, more: Iterable[Mention] = ()
    ) -> Surroundings:
        """What a resolver may look at; `more` are speakers that were found beside the reader's mentions."""
        found = tuple(more)
        ordered = sorted((*self.mentions, *found), key=in_text) if found else self.mentions
        return Surroundings(self.report.text, self.report.published, self.sentences, status, trigger, tuple(ordered))

    def around_event(self, event: Event) -> Surroundings:
        """What a resolver may look at when it reads words of an event."""
        return self.around(event.status, event.trigger)

    def span(self, start: int, end: int) -> Span:
        """The report's own characters between two offsets."""
        return Span(self.report.text[start:end], start, end)

    def sentence(self, span: Span) -> Stretch:
        """The sentence that a span begins in; the span itself when none holds it."""
        return next((one for one in self.sentences if one[0] <= span.start < one[1]), (span.start, span.end))


def in_text(mention: Mention) -> tuple[int, int, str]:
    """Text order."""
    return mention.span.start, mention.span.end, mention.role
