"""What of a reading was not told before, and whom it is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vedette.records import Argument, Event, Reading, digest
from vedette.watch.listed import place
from vedette.watch.plan import Webhook


def signature(event: Event) -> str:
    """What an event says, wherever it stands in the text: an item whose text was mended tells most events again."""
    arguments = sorted(f"{argument.role}={argument.span.text}" for argument in event.arguments)
    return digest(event.type, event.mode or "", event.status, event.trigger.text, *arguments)


def untold(reading: Reading, told: Collection[str]) -> Reading:
    """The reading with the events that were not told, and what rests on them."""
    return only(reading, tuple(event for event in reading.events if signature(event) not in told))


def wanted(reading: Reading, webhook: Webhook) -> Reading:
    """The reading with the events that the webhook asks for."""
    return only(reading, tuple(event for event in reading.events if _is_wanted(event, webhook)))


def only(reading: Reading, events: tuple[Event, ...]) -> Reading:
    """The reading with these events, and the statements and force entries that rest on them."""
    if len(events) == len(reading.events):
        return reading
    kept = {event.id for event in events}
    return replace(
        reading,
        events=events,
        statements=tuple(
            replace(said, events=tuple(each for each in said.events if each in kept))
            for said in reading.statements
            if kept.intersection(said.events)
        ),
        postures=tuple(entry for entry in reading.postures if entry.event in kept),
    )


def _is_wanted(event: Event, webhook: Webhook) -> bool:
    return (
        event.score >= webhook.min_score
        and (not webhook.types or event.type in webhook.types)
        and (not webhook.places or any(_lies_in(argument, webhook.places) for argument in event.arguments))
    )


def _lies_in(argument: Argument, places: Collection[str]) -> bool:
    """Whether it is a place of one of these countries or names, as written or as resolved."""
    if argument.role not in {"place", "origin"}:
        return False
    value = argument.where.value if argument.where else None
    names = {place(argument.span.text), *((value.country or "", place(value.name)) if value else ())}
    return bool(names.intersection(places))
