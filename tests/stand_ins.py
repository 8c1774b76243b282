"""Stand-ins for the trained reader, and readings made by hand: what tests of the stages around it need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Self

from vedette.records import (
    Argument,
    Count,
    Engine,
    Event,
    EventMention,
    Location,
    Mention,
    PassedOver,
    Posture,
    Problem,
    Reading,
    Report,
    Resolved,
    Span,
    Speaker,
    Statement,
    When,
    Where,
    Who,
)

TRIGGERS = {"shelled": ("ASSAULT", "heavy-weapons"), "deployed": ("MOBILIZE", "troops"), "met": ("CONSULT", None)}
ROLES = {
    "actor": r"Rebels|Italy|The army",
    "recipient": r"the village of [A-Z]\w+",
    "force": r"\d+ soldiers",
    "time": r"Monday|Tuesday",
    "place": r"Mali|Kosovo",
    "source": r"the ministry",
}
POISON = "unreadable"


class WordReader:
    """Marks a few words wherever they stand; fails on a text that holds the word `unreadable`."""

    name = "stand-in"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def at(self, _min_score: float | None) -> Self:
        """Itself: words have one score."""
        return self

    def read(
        self, texts: Sequence[str], sentences: Sequence[tuple[tuple[int, int], ...]]
    ) -> list[tuple[EventMention, ...]]:
        if any(POISON in text for text in texts):
            raise RuntimeError("a word that it cannot take")
        self.texts += texts
        return [self._marked(text, spans) for text, spans in zip(texts, sentences, strict=True)]

    def _marked(self, text: str, sentences: tuple[tuple[int, int], ...]) -> tuple[EventMention, ...]:
        return tuple(
            self._event(text, sentence, found) for sentence in sentences for found in self._triggers(text, sentence)
        )

    @staticmethod
    def _triggers(text: str, sentence: tuple[int, int]) -> list[re.Match[str]]:
        return list(re.compile("|".join(TRIGGERS)).finditer(text, *sentence))

    @staticmethod
    def _event(text: str, sentence: tuple[int, int], trigger: re.Match[str]) -> EventMention:
        kind, mode = TRIGGERS[trigger.group()]
        arguments = [
            Mention(role, Span(found.group(), found.start(), found.end()), 0.75)
            for role, words in ROLES.items()
            for found in re.compile(words).finditer(text, *sentence)
        ]
        arguments.sort(key=lambda argument: argument.span.start)
        score = 0.25 if "perhaps" in text[slice(*sentence)] else 0.875
        span = Span(trigger.group(), trigger.start(), trigger.end())
        return EventMention(kind, mode, "actual", ("military",), span, tuple(arguments), score)


TEXT = "On Monday Italy deployed 200 soldiers to Mali, the ministry said."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(words, start, start + len(words))


def reading() -> Reading:
    """A reading of one sentence, with a value of every kind, one that could not be told, and one passed over."""
    italy = Resolved(Who("ITA", "ITA", None, "Italy"), "country-name", span("Italy"))
    monday = Resolved(
        When(date(2024, 3, 4), date(2024, 3, 5), "day"),
        "weekday-before-publication",
        span("Monday"),
        (PassedOver("2024-03-11", "it lies after publication"),),
    )
    mali = Resolved(Where("Mali", "MLI", None, "country", 17.0, -4.0, 800.0, 2453866), "country-name", span("Mali"))
    soldiers = Resolved(Count(200, 200, approximate=False, unit="soldiers"), "number", span("200"))
    ministry: Resolved[Who] = Resolved(None, "no-country", span("the ministry"), note="a ministry of some state")
    event = Event(
        id="00112233aabbccdd",
        type="MOBILIZE",
        mode="troops",
        status="actual",
        contexts=("military",),
        score=0.87654321,
        intensity=-6.5,
        trigger=span("deployed"),
        arguments=(
            Argument("time", span("Monday"), 0.9, when=monday),
            Argument("actor", span("Italy"), 0.9, who=italy),
            Argument("force", span("200 soldiers"), 0.9, count=soldiers),
            Argument("place", span("Mali"), 0.9, where=mali),
            Argument("source", span("the ministry"), 0.9, who=ministry),
        ),
    )
    said = Statement(
        id="44556677aabbccdd",
        speaker=Speaker(span("the ministry"), ministry),
        anonymous=False,
        cue=span("said"),
        content=span("On Monday Italy deployed 200 soldiers to Mali"),
        quoted=False,
        events=(event.id,),
    )
    entry = Posture(
        id="8899aabbccddeeff",
        owner=italy,
        command=None,
        force=span("200 soldiers"),
        kind="personnel",
        count=soldiers,
        status="present",
        where=mali,
        origin=None,
        when=monday,
        source=ministry,
        event=event.id,
    )
    report = Report("r1", TEXT, date(2024, 3, 5), "Italians in Mali", "Wire", offset=3, where=Location("a.jsonl", 1))
    problem = Problem("bad-field", Location("a.jsonl", 1), "The url is 7, which is no string.", "Write it as a string.")
    return Reading(report, Engine("0", "stand-in", "1"), (event,), (said,), (entry,), (problem,))
