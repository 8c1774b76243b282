"""Corrections applied to one reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from vedette.correct.find import anchors, found, report_key
from vedette.correct.follow import followed
from vedette.correct.setting import RULE, changed
from vedette.correct.standing import FATES, about_source, source_state, standing
from vedette.records import Correction, Event, Problem, Reading

__all__ = ["RULE", "Applied", "applied", "corrected"]


@dataclass(frozen=True, slots=True)
class Applied:
    """A reading as corrected, and what each correction did."""

    reading: Reading
    told: Mapping[str, tuple[Correction, ...]]
    """Id of an event, statement or force entry -> the corrections that tell in it, earliest first."""
    left_out: Mapping[str, Correction]
    """Id of an event or force entry that does not count -> the correction that says so."""
    unplaced: tuple[Correction, ...]
    """Those of this report that found nothing to fall on."""
    mistrusted: Correction | None
    """What says that the source is not to be relied on."""


def corrected(reading: Reading, corrections: Iterable[Correction], at: datetime | None = None) -> Reading:
    """The reading with the corrections that apply at the moment, or now. Its problems say what was left out and why."""
    return applied(reading, corrections, at).reading


def applied(reading: Reading, corrections: Iterable[Correction], at: datetime | None = None) -> Applied:
    """The same, with what each correction did."""
    mine = of_report(reading, standing(corrections, at))
    held = source_state((replace(each, withdrawn_at=None) for each in mine), reading.report.source)
    placed, unplaced = _placed(reading, [each for each in mine if not about_source(each)])
    excluded = held if held and held.what == "exclude" else None
    rejected = {event.id: fate for event in reading.events if (fate := _fate(placed[event.id], excluded))}
    made = {event.id: _changed(event, placed[event.id]) for event in reading.events if event.id not in rejected}
    result, dropped = followed(reading, made, rejected, placed)
    mistrusted = held if held and held.what == "mistrust" else None
    problems = (*reading.problems, *_problems(reading, {**rejected}, unplaced, mistrusted))
    told = _told(result, placed)
    return Applied(replace(result, problems=problems), told, {**rejected, **dropped}, unplaced, mistrusted)


def of_report(reading: Reading, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Those that are about the report, its events or its source."""
    key, source = report_key(reading.report), reading.report.source
    return tuple(each for each in corrections if each.report == key or (about_source(each) and each.target == source))


def _placed(
    reading: Reading, corrections: Sequence[Correction]
) -> tuple[Mapping[str, list[Correction]], tuple[Correction, ...]]:
    """Event -> its corrections; and those whose event is not there."""
    where, unplaced = anchors(corrections), []
    placed: dict[str, list[Correction]] = defaultdict(list)
    for each in corrections:
        event = found(where[each.id], reading.events) if each.id in where else None
        if event is None:
            unplaced.append(each)
        else:
            placed[event.id].append(each)
    return placed, tuple(unplaced)


def _fate(own: Sequence[Correction], excluded: Correction | None) -> Correction | None:
    """The correction by which an event does not count: the last of those that say whether it does."""
    said = [each for each in (*own, *([excluded] if excluded else ())) if each.what in FATES or each is excluded]
    last = max(said, key=lambda each: (each.made_at, each.id), default=None)
    return last if last and last.what != "keep" else None


def _changed(event: Event, own: Iterable[Correction]) -> Event:
    for each in own:
        if each.what == "set":
            event = changed(event, each)
    return event


def _told(reading: Reading, placed: Mapping[str, Sequence[Correction]]) -> dict[str, tuple[Correction, ...]]:
    told = {event.id: tuple(placed[event.id]) for event in reading.events if placed.get(event.id)}
    for said in reading.statements:
        own = tuple(each for event in said.events for each in told.get(event, ()))
        told.update({said.id: own} if own else {})
    told.update({entry.id: told[entry.event] for entry in reading.postures if entry.event in told})
    return told


def _problems(
    reading: Reading,
    rejected: Mapping[str, Correction],
    unplaced: Iterable[Correction],
    mistrusted: Correction | None,
) -> Iterable[Problem]:
    where = reading.report.where
    listed = "`vedette corrections` lists all."
    for event, why in rejected.items():
        yield Problem("event-left-out", where, f"Event {event} was left out by hand: {reason(why)}.", listed)
    for each in unplaced:
        message = (
            f"Correction {each.id} finds no event of its type at “{each.anchor and each.anchor.text}”: {reason(each)}."
        )
        yield Problem(
            "correction-unplaced", where, message, "Correct the event that is read there now, or withdraw it."
        )
    if mistrusted is not None:
        message = f"Source {mistrusted.target} was marked as unreliable by hand: {reason(mistrusted)}."
        yield Problem("source-mistrusted", where, message, listed)


def reason(correction: Correction) -> str:
    """`no such attack (A. Berg)`."""
    return f"{correction.reason} ({correction.by})"
