"""What one event tells, laid out for comparison: plain sets and numbers, made once for each event.

What an event does not say itself is borrowed from its neighbours in the report: those in its sentence first, then the
nearest before it. `own` keeps the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vedette.link.facets import Days, Side, Spot, Toll, days, is_exact, side, spots, toll
from vedette.link.passage import passages
from vedette.link.words import Weights, tokens, weighed
from vedette.records import Event, Reading, Report

KIN: Mapping[str, str] = {
    "ASSAULT": "force",
    "COERCE": "force",
    "PROTEST": "force",
    "MOBILIZE": "moves",
    "RETREAT": "moves",
}
"""Types between which one happening is often told: a riot, a raid with arrests, a force that moves. Others stand alone."""


DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+|rebut\w+|reject\w*|dismiss\w*|baseless|untrue|unfounded)\b",
    re.IGNORECASE,
)
"""Words of a sentence in which somebody denies what is said of him."""

REACH = 5
"""Sentences over which an event's day or place still holds for a like event without one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as the comparisons see it."""

    event: str
    report: str
    """Key of the report, as one string."""
    published: int | None
    """Day of publication, as an ordinal."""
    type: str
    kin: str
    mode: str | None
    status: str
    sentence: int
    """Which sentence of the report, from 0."""
    own: frozenset[str]
    """What the event says itself: "days", "spots"."""
    days: tuple[Days, ...]
    spots: tuple[Spot, ...]
    actors: Side
    recipients: Side
    killed: Toll | None
    injured: Toll | None
    instruments: frozenset[str]
    words: Weights
    """Of the event's sentence."""
    text: Weights
    """Of the whole report with its title; shared by all its events."""
    denial: bool = False
    """Whether somebody denies it, which is more than that it is seen not to be so."""

    @property
    def day(self) -> int | None:
        """The day it tells of, or else that of publication."""
        return self.days[0].since if self.days else self.published


def tellings(reading: Reading) -> tuple[Telling, ...]:
    """One for each event of a report, in text order."""
    report = reading.report
    cuts = passages(report.text)
    named = _named(reading.events)
    events = {event.id: event for event in reading.events}  # one trigger and type is one id, however often it is told
    if not events:
        return ()
    pieces = [set(tokens(report.text[start:end])) - named for start, end in cuts]
    text = weighed(set(tokens(report.title)).union(*pieces) - named)
    weights = [weighed(words) if words else {} for words in pieces]
    bare = [_bare(event, report, cuts, weights, text) for event in events.values()]
    return tuple(_filled(telling, bare) for telling in bare)


def _named(events: Iterable[Event]) -> frozenset[str]:
    """Words of places that have a point on the map: the comparison of places weighs them, and once is enough."""
    places = (each for event in events for each in event.role("place") if each.where and is_exact(each.where.value))
    return frozenset(word for each in places for word in tokens(each.span.text))


def report_key(report: Report) -> str:
    """A report's key as one string."""
    return "\x1f".join(report.key)


def _bare(
    event: Event, report: Report, cuts: Sequence[tuple[int, int]], weights: Sequence[Weights], text: Weights
) -> Telling:
    """What the event says itself."""
    sentence = next((at for at, (_, end) in enumerate(cuts) if event.trigger.start < end), len(cuts) - 1)
    when, where = days(event), spots(event)
    return Telling(
        event=event.id,
        report=report_key(report),
        published=report.published.toordinal() if report.published else None,
        type=event.type,
        kin=KIN.get(event.type, event.type),
        mode=event.mode,
        status=event.status,
        sentence=sentence,
        own=frozenset(name for name, value in (("days", when), ("spots", where)) if value),
        days=when,
        spots=where,
        actors=side(event, "actor"),
        recipients=side(event, "recipient"),
        killed=toll(event, "killed"),
        injured=toll(event, "injured"),
        instruments=frozenset(word for each in event.role("instrument") for word in tokens(each.span.text)),
        words=weights[sentence] if weights else text,
        text=text,
        denial=event.status == "negated" and _denied(report, cuts[sentence] if cuts else None),
    )


def _denied(report: Report, sentence: tuple[int, int] | None) -> bool:
    return sentence is not None and DENIAL.search(report.text, *sentence) is not None


def _filled(telling: Telling, all_of: Sequence[Telling]) -> Telling:
    """With days and spots borrowed where the event has none."""
    if telling.days and telling.spots:
        return telling
    near = sorted((each for each in all_of if _lends(each, telling)), key=lambda each: telling.sentence - each.sentence)
    return replace(
        telling,
        days=telling.days or ()
        if telling.denial
        else telling.days or next((each.days for each in near if each.days), ()),
        spots=telling.spots or next((each.spots for each in near if each.spots), ()),
    )


def _lends(lender: Telling, telling: Telling) -> bool:
    """What comes later is seldom meant already, and what is far back no longer."""
    return lender is not telling and lender.kin == telling.kin and 0 <= telling.sentence - lender.sentence <= REACH
