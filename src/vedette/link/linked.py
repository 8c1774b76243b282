"""Readings in, incidents out: copies apart, then pairs, scores, groups. Each step is a function of the set of readings, so
that neither their order nor the days on which they arrive matter; what was scored before is only not scored again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vedette.link import block, describe, match, merge, naming, same, standing, voices
from vedette.link.telling import Telling, report_key, tellings
from vedette.records import Event, Incident, Joined, Reading

Pair = tuple[str, str]


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


def link(readings: Iterable[Reading], before: Linked | None = None) -> Linked:
    """The incidents of the readings and of those linked before. A report read anew replaces its earlier reading."""
    before = before or Linked()
    fresh = {report_key(reading.report): reading for reading in readings}
    known = dict(sorted({**before.readings, **fresh}.items()))
    told = {key: before.tellings[key] if key not in fresh else tellings(known[key]) for key in known}
    prints = {key: before.prints[key] if key in before.prints else same.fingerprint(known[key].report) for key in known}
    groups = same.copies(prints)
    echoes = voices.echoes(told, groups)
    scores = _scores([each for key in known for each in told[key] if _compared(each, echoes)], before, fresh)
    made = _made(_Known(known, told, groups, echoes, scores), before)
    return Linked(*made, readings=known, tellings=told, prints=prints, scores=scores)


def _compared(telling: Telling, echoes: Mapping[str, str]) -> bool:
    return telling.event not in echoes and standing.barred(telling) is None


def _scores(tellings: Sequence[Telling], before: Linked, fresh: Mapping[str, Reading]) -> dict[Pair, float]:
    """The score of each pair that shares a key; those of reports that did not change are taken over."""
    scores = {}
    for at, other_at in block.pairs(tellings):
        one, other = sorted((tellings[at], tellings[other_at]), key=lambda telling: telling.event)
        pair = (one.event, other.event)
        old = None if one.report in fresh or other.report in fresh else before.scores.get(pair)
        scores[pair] = match.score(one, other) if old is None else old
    return scores


@dataclass(frozen=True, slots=True)
class _Known:
    readings: Mapping[str, Reading]
    told: Mapping[str, tuple[Telling, ...]]
    copies: Sequence[tuple[str, ...]]
    echoes: Mapping[str, str]
    scores: Mapping[Pair, float]

    def by_event(self) -> dict[str, Telling]:
        return {telling.event: telling for several in self.told.values() for telling in several}


def _made(known: _Known, before: Linked) -> tuple[tuple[Incident, ...], tuple[tuple[str, ...], ...], tuple[Left, ...]]:
    """Incidents, copies by id, and what is left."""
    by_event = known.by_event()
    compared = {event: telling.report for event, telling in by_event.items() if _compared(telling, known.echoes)}
    found = merge.groups(compared, known.scores)
    whys = {event: why for group in found if (why := standing.lacking([by_event[e] for e in group])) for event in group}
    groups = _with_echoes([group for group in found if group[0] not in whys], known.echoes, by_event)
    names = naming.named(groups, before.incidents)
    events = {event.id: event for reading in known.readings.values() for event in reading.events}
    incidents = [
        _incident(name, [by_event[e] for e in group], events, known) for name, group in zip(names, groups, strict=True)
    ]
    return tuple(sorted(incidents, key=_by_day(by_event))), _ids(known.copies, known), _left(by_event, groups, whys)


def _with_echoes(
    groups: Sequence[tuple[str, ...]], echoes: Mapping[str, str], by_event: Mapping[str, Telling]
) -> list[tuple[str, ...]]:
    """The groups with the copies' events, each by day of publication."""
    of: dict[str, list[str]] = {}
    for echo, original in echoes.items():
        of.setdefault(original, []).append(echo)
    whole = ([*group, *(echo for event in group for echo in of.get(event, ()))] for group in groups)
    return [tuple(sorted(group, key=lambda event: (by_event[event].published or 0, event))) for group in whole]


def _incident(name: naming.Named, group: Sequence[Telling], events: Mapping[str, Event], known: _Known) -> Incident:
    own = [telling for telling in group if telling.event not in known.echoes]
    told = [events[telling.event] for telling in own]
    reports = list(dict.fromkeys(telling.report for telling in group))
    texts = voices.grouped(reports, known.copies)
    kind, mode = describe.type_and_mode(own)
    since, until = describe.when(own)
    return Incident(
        id=name.id,
        type=kind,
        mode=mode,
        since=since,
        until=until,
        where=describe.where(told),
        actors=describe.who(told, "actor"),
        recipients=describe.who(told, "recipient"),
        reports=tuple(known.readings[report].report.id for report in reports),
        copies=_ids([text for text in texts if len(text) > 1], known),
        voices=len(texts),
        sources=tuple(sorted({known.readings[report].report.source for report in reports} - {""})),
        events=tuple(telling.event for telling in group),
        joined=_joined(own, known.scores),
        history=name.history,
    )


def _joined(own: Sequence[Telling], scores: Mapping[Pair, float]) -> tuple[Joined, ...]:
    """Each event but the first, with the one of the incident before it that it is most like."""
    found = []
    for at, telling in enumerate(own[1:], 1):
        likely = [(_score(telling, each, scores), each) for each in own[:at]]
        best, other = max(likely, key=lambda pair: (pair[0], pair[1].event))
        found.append(Joined(telling.event, other.event, round(best, 2), match.explained(*_ordered(telling, other))))
    return tuple(found)


def _score(one: Telling, other: Telling, scores: Mapping[Pair, float]) -> float:
    first, second = _ordered(one, other)
    return scores.get((first.event, second.event), merge.MISSING)


def _ordered(one: Telling, other: Telling) -> tuple[Telling, Telling]:
    return (one, other) if one.event <= other.event else (other, one)


def _ids(groups: Iterable[Sequence[str]], known: _Known) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(known.readings[key].report.id for key in group) for group in groups)


def _by_day(by_event: Mapping[str, Telling]) -> Callable[[Incident], tuple[int, str]]:
    return lambda incident: (by_event[incident.events[0]].published or 0, incident.id)


def _left(
    by_event: Mapping[str, Telling], groups: Sequence[Sequence[str]], whys: Mapping[str, str]
) -> tuple[Left, ...]:
    """Events of no incident. A copy's event is left with the one that it echoes."""
    within = {event for group in groups for event in group}
    return tuple(
        Left(event, standing.barred(telling) or whys.get(event) or "it repeats an event that is of no incident")
        for event, telling in by_event.items()
        if event not in within
    )
