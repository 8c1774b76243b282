"""What linking must heed: events that are one or not one by somebody's word, and sources that add no independence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from vedette.correct.apply import applied, reason
from vedette.correct.find import Anchor, found, report_key
from vedette.correct.standing import OF_INCIDENTS, source_state, standing
from vedette.records import Correction, Event, Reading

Pair = tuple[str, str]
"""Ids of two events, the smaller first."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What corrections ask of linking."""

    together: Mapping[Pair, Correction] = field(default_factory=dict)
    """Pairs that must be one incident."""
    apart: Mapping[Pair, Correction] = field(default_factory=dict)
    """Pairs that must not be."""
    left: Mapping[str, str] = field(default_factory=dict)
    """Event that does not count -> why."""
    mistrusted: Mapping[str, str] = field(default_factory=dict)
    """Source that adds no independence -> why."""
    unplaced: tuple[Correction, ...] = ()
    """Merges and splits that find too few of their events."""


def orders(corrections: Iterable[Correction], readings: Iterable[Reading]) -> Orders:
    """What the corrections that stand ask, in terms of the events of the readings as they were read."""
    known = tuple(readings)
    standing_now = standing(corrections)
    by_report = {report_key(reading.report): reading.events for reading in known}
    together: dict[Pair, Correction] = {}
    apart: dict[Pair, Correction] = {}
    asked = [each for each in standing_now if each.what in OF_INCIDENTS]
    unplaced = [each for each in asked if not _taken(each, by_report, together, apart)]
    sources = {reading.report.source for reading in known}
    held = {source: state for source in sources if (state := source_state(standing_now, source))}
    return Orders(
        together,
        apart,
        dict(_left(known, standing_now)),
        {source: reason(state) for source, state in held.items() if state.what == "mistrust"},
        tuple(unplaced),
    )


def sides(correction: Correction) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
    """Of a merge the events of the two incidents; of a split those that leave and those that stay."""
    told = json.loads(correction.value or "{}")
    first, second = (tuple(map(Anchor.from_json, told.get(side, ()))) for side in ("events", "others"))
    return first, second


def value(incident: str | None, events: Iterable[Anchor], others: Iterable[Anchor]) -> str:
    """The value of a merge or split, as `sides` reads it."""
    told = {"incident": incident, "events": [each.to_json() for each in events]}
    told["others"] = [each.to_json() for each in others]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _taken(
    correction: Correction,
    by_report: Mapping[str, Sequence[Event]],
    together: dict[Pair, Correction],
    apart: dict[Pair, Correction],
) -> bool:
    """Take up a merge or split: what an earlier one says of the same pairs no longer holds. No where it finds no event."""
    events, others = (list(_ids(side, by_report)) for side in sides(correction))
    across = [_pair(one, other) for one, other in product(events, others) if one != other]
    if not across:
        return False
    if correction.what == "merge":
        for pair in across:
            apart.pop(pair, None)
        together[across[0]] = correction
        return True
    for pair in across:
        together.pop(pair, None)
        apart[pair] = correction
    for one, other in pairwise(events):
        apart.pop(_pair(one, other), None)
        together[_pair(one, other)] = correction
    return True


def _ids(anchors: Iterable[Anchor], by_report: Mapping[str, Sequence[Event]]) -> Iterator[str]:
    """The events that are found again, each once."""
    seen = set()
    for anchor in anchors:
        event = found(anchor, by_report.get(anchor.report, ()))
        if event is not None and event.id not in seen:
            seen.add(event.id)
            yield event.id


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _left(readings: Iterable[Reading], corrections: Sequence[Correction]) -> Iterator[tuple[str, str]]:
    """Events that do not count, with the reason."""
    reports = {each.report for each in corrections}
    targets = {each.target for each in corrections}
    for reading in readings:
        if report_key(reading.report) in reports or reading.report.source in targets:
            done = applied(reading, corrections)
            events = {event.id for event in reading.events}
            yield from (
                (event, f"left out by hand: {reason(why)}") for event, why in done.left_out.items() if event in events
            )
