"""Events: what the reader marked, with each argument resolved by its role."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vedette.assemble.page import Page
from vedette.assemble.resolvers import resolved
from vedette.assemble.times import on_one_day
from vedette.records import Event, EventMention, Mention, Span, digest

Intensity = Callable[[str, str | None], float]
"""PLOVER's conflict-cooperation score of a type and mode, -10 to +10."""


def events(page: Page, mentions: Sequence[EventMention], intensity: Intensity) -> tuple[Event, ...]:
    """One event for each coherent mention, in text order."""
    return tuple(event(page, mention, intensity) for mention in mentions)


def is_quoted(page: Page, span: Span) -> bool:
    """Whether words are somebody's own: what he calls today may be another day than the report's."""
    return any(start <= span.start < end for start, end in page.quotations)


def all_marked(mentions: Sequence[EventMention]) -> tuple[Mention, ...]:
    """All that was marked in the report, each role and stretch of words once, in text order."""
    found = {(one.span.start, one.span.end, one.role): one for mention in mentions for one in mention.arguments}
    return tuple(found[key] for key in sorted(found))


def event(page: Page, mention: EventMention, intensity: Intensity) -> Event:
    """The event of one mention."""
    trigger = mention.trigger
    around = page.around(mention.status, trigger)
    arguments = [resolved(argument, around, page.resolvers) for argument in mention.arguments]
    return Event(
        id=digest(*page.report.key, str(trigger.start), str(trigger.end), mention.type),
        type=mention.type,
        mode=mention.mode,
        status=mention.status,
        contexts=mention.contexts,
        score=mention.score,
        intensity=intensity(mention.type, mention.mode),
        trigger=trigger,
        arguments=tuple(arguments) if is_quoted(page, trigger) else on_one_day(page.report.text, trigger, arguments),
    )
