"""Readings made ready for linking, and what follows from them: copies, scores of pairs, groups, incidents. Each step is a
function of the set of readings and of what was ordered by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vedette.link import apart, block, denied, describe, match, merge, naming, same, sides, standing, unharmed, voices
from vedette.link.telling import Telling
from vedette.records import Event, Incident, Joined, Reading

Pair = tuple[str, str]
"""Ids of two events, the smaller first."""

APART = -1000.0
"""Log-odds of two events that must not be one, by hand: no mean over pairs of reports outweighs it."""


@dataclass(frozen=True, slots=True)
class Heeded:
    """What was ordered by hand."""

    together: Collection[Pair] = ()
    """Pairs of events that must be of one incident."""
    apart: Collection[Pair] = ()
    """Pairs of events that must not be."""
    left: Mapping[str, str] = field(default_factory=dict)
    """Event that is of no incident -> why."""
    mistrusted: Collection[str] = ()
    """Sources that add no independent voice."""


@dataclass(frozen=True)
class Gathered:
    """All that linking knows of some readings."""

    readings: Mapping[str, Reading]
    """By key of the report."""
    told: Mapping[str, tuple[Telling, ...]]
    """By key of the report."""
    copies: Sequence[tuple[str, ...]]
    """Keys of reports that are one text."""
    echoes: Mapping[str, str]
    """Event of a copy -> event of the first report of the text."""
    scores: Mapping[Pair, float]
    heeded: Heeded
    beside: Mapping[str, str] = field(default_factory=dict)
    """Event that only says that nobody was harmed -> the event that it says so of, with which it goes uncompared."""

    @cached_property
    def by_event(self) -> dict[str, Telling]:
        """Every telling."""
        return {telling.event: telling for several in self.told.values() for telling in several}

    @cached_property
    def compared(self) -> dict[str, str]:
        """Event that may be of an incident -> key of its report."""
        return {
            event: each.report
            for event, each in self.by_event.items()
            if event not in self.beside and _compared(each, self.echoes, self.heeded)
        }

    @cached_property
    def events(self) -> dict[str, Event]:
        """Every event."""
        return {event.id: event for reading in self.readings.values() for event in reading.events}

    def why_left(self, event: str) -> str | None:
        """Why an event joins no incident; None when it may, or when it echoes another."""
        return self.heeded.left.get(event) or standing.barred(self.by_event[event])

    @cached_property
    def text_of(self) -> dict[str, tuple[str, ...]]:
        """Key of a report that has copies -> all reports of that text."""
        return {name: group for group in self.copies for name in group}


def gathered(
    readings: Mapping[str, Reading],
    told: Mapping[str, tuple[Telling, ...]],
    prints: Mapping[str, same.Print],
    heeded: Heeded,
    known: Callable[[Telling, Telling], float | None] = lambda _one, _other: None,
) -> Gathered:
    """Copies, echoes and scores of the readings; `known` gives scores that were told before."""
    copies = same.copies(prints)
    echoes = voices.echoes(told, copies)
    beside = _beside(readings, told, echoes, heeded)
    tellings = [each for key in sorted(told) for each in told[key] if _compared(each, echoes, heeded)]
    tellings = [each for each in tellings if each.event not in beside]
    return Gathered(readings, told, copies, echoes, _scores(tellings, heeded, known), heeded, beside)


def _beside(
    readings: Mapping[str, Reading],
    told: Mapping[str, tuple[Telling, ...]],
    echoes: Mapping[str, str],
    heeded: Heeded,
) -> dict[str, str]:
    """What only says that nobody was harmed, and of what; but for what is ordered by hand, and what copies say again."""
    ordered = {event for pair in (*heeded.together, *heeded.apart) for event in pair}
    found: dict[str, str] = {}
    for key, several in told.items():
        events = {event.id: event for event in readings[key].events}
        hosts = unharmed.hosts(several, events, lambda each: _compared(each, echoes, heeded))
        found |= {event: host.event for event, host in hosts.items() if event not in ordered}
    return found


def _compared(telling: Telling, echoes: Mapping[str, str], heeded: Heeded) -> bool:
    return telling.event not in echoes and telling.event not in heeded.left and standing.barred(telling) is None


def _scores(
    tellings: Sequence[Telling], heeded: Heeded, known: Callable[[Telling, Telling], float | None]
) -> dict[Pair, float]:
    """The score of each pair that shares a key, and of those that must not be one."""
    scores: dict[Pair, float] = {}
    score = match.Compared().score
    for at, other_at in block.pairs(tellings):
        one, other = tellings[at], tellings[other_at]
        if one.event > other.event:
            one, other = other, one
        old = known(one, other)
        scores[one.event, other.event] = score(one, other) if old is None else old
    there = {telling.event for telling in tellings}
    return scores | {pair: APART for pair in heeded.apart if there.issuperset(pair)}


def groups(known: Gathered, within: Collection[str] | None = None) -> tuple[list[tuple[str, ...]], dict[str, str]]:
    """The events of each incident, by day of publication, copies' events among them; and why other groups are none. Of
    the events `within` only, where given: whole connected parts.
    """
    compared, scores = known.compared, known.scores
    if within is not None:
        compared = {event: report for event, report in compared.items() if event in within}
        scores = {pair: score for pair, score in scores.items() if pair[0] in within and pair[1] in within}
    by_event = known.by_event
    found = _united(_grouped(compared, scores, by_event), known.heeded)
    found = _with_others(found, known.beside)
    whys = {event: why for group in found if (why := standing.lacking([by_event[e] for e in group])) for event in group}
    return _with_echoes([group for group in found if group[0] not in whys], known), whys


def _grouped(
    compared: Mapping[str, str], scores: Mapping[Pair, float], by_event: Mapping[str, Telling]
) -> list[tuple[str, ...]]:
    """The groups of what is asserted, and then what is denied with that which it denies."""
    negated = {event for event in compared if by_event[event].status == "negated"}
    asserted = {event: report for event, report in compared.items() if event not in negated}
    between = {pair: score for pair, score in scores.items() if negated.isdisjoint(pair)}
    return denied.joined(_parted(merge.groups(asserted, between), by_event), negated, compared, scores)


def _parted(found: Iterable[tuple[str, ...]], by_event: Mapping[str, Telling]) -> list[tuple[str, ...]]:
    """The groups, those of following days told apart."""
    parts = (part for group in found for part in apart.parted([by_event[event] for event in group]))
    return sorted(tuple(sorted(telling.event for telling in part)) for part in parts)


def _united(found: list[tuple[str, ...]], heeded: Heeded) -> list[tuple[str, ...]]:
    """The groups, those put together by hand made one."""
    place = {event: at for at, group in enumerate(found) for event in group}
    links = {
        (str(place[one]), str(place[other])): 1.0
        for one, other in heeded.together
        if one in place and other in place and place[one] != place[other]
    }
    if not links:
        return found
    parts = merge.components(map(str, range(len(found))), links)
    return sorted(tuple(sorted(event for at in part for event in found[int(at)])) for part in parts)


def _with_others(found: Iterable[tuple[str, ...]], beside: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The groups with what goes beside their events."""
    of: dict[str, list[str]] = {}
    for event, host in sorted(beside.items()):
        of.setdefault(host, []).append(event)
    return [(*group, *(each for event in group for each in of.get(event, ()))) for group in found]


def _with_echoes(found: Sequence[tuple[str, ...]], known: Gathered) -> list[tuple[str, ...]]:
    """The groups with the copies' events, each by day of publication."""
    of: dict[str, list[str]] = {}
    for echo, original in known.echoes.items():
        if echo not in known.heeded.left:
            of.setdefault(original, []).append(echo)
    by_event = known.by_event
    whole = ([*group, *(echo for event in group for echo in of.get(event, ()))] for group in found)
    return [tuple(sorted(group, key=lambda event: (by_event[event].published or 0, event))) for group in whole]


def incident(name: naming.Named, events: Sequence[str], known: Gathered) -> Incident:
    """What a group of events is as a whole."""
    group = [known.by_event[event] for event in events]
    own = [telling for telling in group if telling.event not in known.echoes]
    told = [known.events[telling.event] for telling in own]
    reports = list(dict.fromkeys(telling.report for telling in group))
    texts = _texts(reports, known)
    kind, mode = describe.type_and_mode(own)
    since, until = describe.when(own)
    actors, recipients = sides.sides(told, kind)
    return Incident(
        id=name.id,
        type=kind,
        mode=mode,
        since=since,
        until=until,
        where=describe.where(told),
        actors=actors,
        recipients=recipients,
        reports=tuple(known.readings[report].report.id for report in reports),
        copies=ids([text for text in texts if len(text) > 1], known),
        voices=_voices(texts, known),
        sources=tuple(sorted({known.readings[report].report.source for report in reports} - {""})),
        events=tuple(events),
        joined=_joined(own, known),
        history=name.history,
    )


def _voices(texts: Iterable[Sequence[str]], known: Gathered) -> int:
    """Texts of their own; those that only sources marked as unreliable print add none, and are one where there is no other."""
    doubted = known.heeded.mistrusted
    trusted = [any(known.readings[name].report.source not in doubted for name in text) for text in texts]
    return max(sum(trusted), 1)


def _texts(reports: Iterable[str], known: Gathered) -> list[tuple[str, ...]]:
    """The reports by the text that they are: copies together, others alone."""
    texts: dict[str, list[str]] = {}
    for name in reports:
        texts.setdefault(known.text_of.get(name, (name,))[0], []).append(name)
    return [tuple(group) for group in texts.values()]


def _joined(own: Sequence[Telling], known: Gathered) -> tuple[Joined, ...]:
    """Each event but the first, with the one of the incident before it that it is most like."""
    found = []
    for at, telling in enumerate(own[1:], 1):
        likely = [(_score(telling, each, known), each.event, each) for each in own[:at]]
        best, _, other = max(likely, key=lambda pair: pair[:2])
        found.append(Joined(telling.event, other.event, round(best, 2), match.explained(*_ordered(telling, other))))
    return tuple(found)


def _score(one: Telling, other: Telling, known: Gathered) -> float:
    first, second = _ordered(one, other)
    if known.beside.get(one.event) == other.event or known.beside.get(other.event) == one.event:
        return match.score(first, second)
    return known.scores.get((first.event, second.event), merge.MISSING)


def _ordered(one: Telling, other: Telling) -> tuple[Telling, Telling]:
    return (one, other) if one.event <= other.event else (other, one)


def ids(several: Iterable[Sequence[str]], known: Gathered) -> tuple[tuple[str, ...], ...]:
    """Keys of reports as their ids."""
    return tuple(tuple(known.readings[key].report.id for key in group) for group in several)
