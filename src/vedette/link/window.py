"""Linking a stretch of time at once: which incidents follow from the reports of some days, whatever lies before and after.

Events are compared only when their reports lie in one stretch of days or in two that meet (`block`), and copies only
within less (`same`). So what is found of some days depends on a little more than these days, and a connected part that keeps
clear of the edges of what was loaded is what it would be if all were loaded. One that does not is told as open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from vedette.link import merge
from vedette.link.block import stretch_of
from vedette.link.gathered import Gathered, groups
from vedette.link.linked import ECHO

CLEAR = 4
"""Stretches that a part must keep from an edge, or from copies of reports near it: which of two reports is a copy may depend
on reports of two stretches off (phrases that everybody prints), which pairs are compared on which reports of the next stretch
are copies, and one stretch more is to spare. A report that comes or goes changes nothing farther off either.
"""

NEAR = 1
"""Stretches from an edge within which copies may not all be known."""

NEVER = -1
"""The stretch of reports without a day: they share no key with others."""

Reach = tuple[int, int]
"""First and last stretch."""


@dataclass(frozen=True, slots=True)
class Window:
    """The stretches whose reports were loaded, both included; None where nothing lies beyond."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a window."""

    groups: list[tuple[str, ...]] = field(default_factory=list)
    """The events of each incident, by day of publication."""
    left: dict[str, str] = field(default_factory=dict)
    """Event of no incident -> why."""
    open: tuple[Reach, ...] = ()
    """How far the parts reach that need more to be loaded."""
    before: bool = False
    """Whether they need more of what lies before."""
    after: bool = False
    """Whether they need more of what lies after."""


def find(
    known: Gathered,
    window: Window,
    wanted: Callable[[Reach], bool],
    ties: Mapping[str, Reach] | None = None,
    done: Collection[str] = (),
) -> Found:
    """The incidents of those connected parts that are `wanted`, by how far they reach, but for those with events that are
    `done`. `ties` say how far the reports reach (by key) that are put together with others by hand.
    """
    parts = [part for part in _parts(known) if not any(event in done for event in part)]
    reach = _Reach(known, ties or {})
    told = [(part, reach.of(part)) for part in parts]
    chosen = [(part, span) for part, span in told if wanted(span)]
    low, high = _clear(known, window)
    before = {part for part, (first, _) in chosen if low is not None and first < low + CLEAR}
    after = {part for part, (_, last) in chosen if high is not None and last > high - CLEAR}
    short = before | after
    ready = {event for part, _ in chosen if part not in short for event in part}
    opened = tuple(span for part, span in chosen if part in short)
    found, whys = groups(known, ready)
    within = {event for group in found for event in group}
    left = {event: why for event, why in _left(known, ready, whys, reach, wanted) if event not in within}
    return Found(found, left, opened, before=bool(before), after=bool(after))


def _parts(known: Gathered) -> list[tuple[str, ...]]:
    """Events that may be of one incident."""
    links = {pair: score for pair, score in known.scores.items() if score > merge.THRESHOLD}
    there = known.compared
    links |= {pair: 1.0 for pair in known.heeded.together if pair[0] in there and pair[1] in there}
    return merge.components(there, links)


class _Reach:
    """How far parts reach, with all copies of their reports and what these are tied to."""

    def __init__(self, known: Gathered, ties: Mapping[str, Reach]) -> None:
        self._known = known
        self._ties = ties
        self._days = {key: stretch(reading.report.published) for key, reading in known.readings.items()}
        self._reports: dict[str, Reach] = {}

    def of(self, events: Iterable[str]) -> Reach:
        """First and last stretch of a part."""
        spans = [self.report(self._known.by_event[event].report) for event in events]
        return min(first for first, _ in spans), max(last for _, last in spans)

    def report(self, key: str) -> Reach:
        """Of a report with its copies."""
        if key not in self._reports:
            days = [self._days[name] for name in self._known.text_of.get(key, (key,))]
            ends = [*days, *self._ties.get(key, ())]
            self._reports[key] = (min(ends), max(ends))
        return self._reports[key]


def stretch(day: object) -> int:
    """The stretch of a day of publication."""
    return stretch_of(day.toordinal()) if hasattr(day, "toordinal") else NEVER


def _clear(known: Gathered, window: Window) -> tuple[int | None, int | None]:
    """The edges, and what copies at them reach into the window."""
    low, high = window.low, window.high
    for group in known.copies:
        days = [stretch(known.readings[key].report.published) for key in group]
        if window.low is not None and min(days) <= window.low + NEAR:
            low = max(window.low if low is None else low, *days)
        if window.high is not None and max(days) >= window.high - NEAR:
            high = min(window.high if high is None else high, *days)
    return low, high


def _left(
    known: Gathered, ready: set[str], whys: Mapping[str, str], reach: _Reach, wanted: Callable[[Reach], bool]
) -> Iterable[tuple[str, str]]:
    """Events of no incident that belong to what was wanted."""
    for event, telling in known.by_event.items():
        if event in ready or event in known.beside:
            if event in whys:
                yield event, whys[event]
            continue
        why = known.why_left(event)
        original = known.echoes.get(event)
        original = known.beside.get(original, original) if original else None
        if why and wanted(reach.report(telling.report)):
            yield event, why
        elif original and (original in ready or (known.why_left(original) and wanted(reach.report(telling.report)))):
            yield event, ECHO
