"""Readings in, incidents out: copies apart, then pairs, scores, groups. Each step is a function of the set of readings, so
that neither their order nor the days on which they arrive matter; what was scored before is only not scored again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vedette.link import naming, same
from vedette.link.gathered import Gathered, Heeded, Pair, gathered, groups, ids, incident
from vedette.link.telling import Telling, report_key, tellings
from vedette.records import Incident, Reading

NOTHING = Heeded()
"""Nothing was ordered by hand."""

ECHO = "it repeats an event that is of no incident"
"""Why a copy's event is left."""


@dataclass(frozen=True, slots=True)
class Left:
    """An event that is of no incident, and why."""

    event: str
    why: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Incidents, and all that is needed to let more readings join."""

    incidents: tuple[Incident, ...] = ()
    """By day of their first report, then by id."""
    copies: tuple[tuple[str, ...], ...] = ()
    """Ids of reports that are one text, in groups of two and more."""
    left: tuple[Left, ...] = ()
    """Every event that is of no incident."""
    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False)
    """By key of the report."""
    tellings: Mapping[str, tuple[Telling, ...]] = field(default_factory=dict, repr=False)
    """By key of the report."""
    prints: Mapping[str, same.Print] = field(default_factory=dict, repr=False)
    """By key of the report."""
    scores: Mapping[Pair, float] = field(default_factory=dict, repr=False)
    """Pairs of events that were compared, the smaller id first."""


def link(readings: Iterable[Reading], before: Linked | None = None, heeded: Heeded = NOTHING) -> Linked:
    """The incidents of the readings and of those linked before. A report read anew replaces its earlier reading. What was
    ordered by hand is heeded: give all of it at every call.
    """
    before = before or Linked()
    fresh = {report_key(reading.report): reading for reading in readings}
    known = dict(sorted({**before.readings, **fresh}.items()))
    told = {key: before.tellings[key] if key not in fresh else tellings(known[key]) for key in known}
    prints = {key: before.prints[key] if key in before.prints else same.fingerprint(known[key].report) for key in known}
    gained = gathered(known, told, prints, heeded, _scored(before, fresh))
    made = _made(gained, before)
    return Linked(*made, readings=known, tellings=told, prints=prints, scores=_unordered(gained))


def _scored(before: Linked, fresh: Mapping[str, Reading]) -> Callable[[Telling, Telling], float | None]:
    """What gives the scores of before: those of reports that did not change are taken over."""
    scores = before.scores

    def known(one: Telling, other: Telling) -> float | None:
        return None if one.report in fresh or other.report in fresh else scores.get((one.event, other.event))

    return known if scores else lambda _one, _other: None


def _unordered(known: Gathered) -> Mapping[Pair, float]:
    """The scores but for what was ordered by hand, which may be taken back."""
    apart = set(known.heeded.apart)
    return {pair: score for pair, score in known.scores.items() if pair not in apart} if apart else known.scores


def _made(
    known: Gathered, before: Linked
) -> tuple[tuple[Incident, ...], tuple[tuple[str, ...], ...], tuple[Left, ...]]:
    """Incidents, copies by id, and what is left."""
    found, whys = groups(known)
    names = naming.named(found, before.incidents)
    incidents = [incident(name, group, known) for name, group in zip(names, found, strict=True)]
    return tuple(sorted(incidents, key=_by_day(known.by_event))), ids(known.copies, known), _left(known, found, whys)


def _by_day(by_event: Mapping[str, Telling]) -> Callable[[Incident], tuple[int, str]]:
    return lambda incident: (by_event[incident.events[0]].published or 0, incident.id)


def _left(known: Gathered, found: Sequence[Sequence[str]], whys: Mapping[str, str]) -> tuple[Left, ...]:
    """Events of no incident. A copy's event is left with the one that it echoes."""
    within = {event for group in found for event in group}
    return tuple(
        Left(event, known.why_left(event) or whys.get(event) or ECHO) for event in known.by_event if event not in within
    )
