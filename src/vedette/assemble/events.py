"""Events: what the reader marked, with each argument resolved by its role."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vedette.assemble.page import Page
from vedette.assemble.resolvers import resolved
from vedette.records import Event, EventMention, Mention, digest

Intensity = Callable[[str, str | None], float]
"""PLOVER's conflict-cooperation score of a type and mode, -10 to +10."""


def events(page: Page, mentions: Sequence[EventMention], intensity: Intensity) -> tuple[Event, ...]:
    """One event for each coherent mention, in text order."""
    return tuple(event(page, mention, intensity) for mention in mentions)


def all_marked(mentions: Sequence[EventMention]) -> tuple[Mention, ...]:
    """All that was marked in the report, each role and stretch of words once, in text order."""
    found = {(one.span.start, one.span.end, one.role): one for mention in mentions for one in mention.arguments}
    return tuple(found[key] for key in sorted(found))


def event(page: Page, mention: EventMention, intensity: Intensity) -> Event:
    """The event of one mention."""
    trigger = mention.trigger
    around = page.around(mention.status, trigger)
    return Event(
        id=digest(*page.report.key, str(trigger.start), str(trigger.end), mention.type),
        type=mention.type,
        mode=mention.mode,
        status=mention.status,
        contexts=mention.contexts,
        score=mention.score,
        intensity=intensity(mention.type, mention.mode),
        trigger=trigger,
        arguments=tuple(resolved(argument, around, page.resolvers) for argument in mention.arguments),
    )
