"""One mention where it stands: what a rule of coherence may look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.assemble.page import Stretch
from vedette.records import EventMention, Mention, Span


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention where it stands, with all mentions of the report as they are by now."""

    mention: EventMention
    text: str
    sentence: Stretch
    quotations: tuple[Stretch, ...]
    all_mentions: tuple[EventMention, ...]

    def beside(self) -> Iterator[EventMention]:
        """The sentence's mentions, in text order."""
        start, end = self.sentence
        return (one for one in self.all_mentions if start <= one.trigger.start < end)

    def earlier(self) -> EventMention | None:
        """The mention before this one in the sentence."""
        return next((one for one in reversed([*self.beside()]) if one.trigger.end <= self.mention.trigger.start), None)

    def later(self) -> EventMention | None:
        """The mention after this one in the sentence."""
        return next((one for one in self.beside() if one.trigger.start >= self.mention.trigger.end), None)

    def lead(self) -> str:
        """The sentence up to the trigger."""
        return self.text[self.sentence[0] : self.mention.trigger.start]


def sentence_of(mention: EventMention, sentences: Sequence[Stretch]) -> Stretch:
    """The sentence that a trigger begins in; the trigger itself when none holds it."""
    trigger = mention.trigger
    return next((one for one in sentences if one[0] <= trigger.start < one[1]), (trigger.start, trigger.end))


def first_word(trigger: Span) -> str:
    """The first word of a trigger, in small letters; nothing when it has none."""
    return next(iter(trigger.text.casefold().split()), "")


def with_arguments(mention: EventMention, *more: Mention) -> EventMention:
    """The mention with further arguments, in text order."""
    ordered = sorted((*mention.arguments, *more), key=lambda one: (one.span.start, one.span.end, one.role))
    return replace(mention, arguments=tuple(ordered))
