"""What a correction changes, worked out and put into words before it is kept."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.cli import own
from vedette.cli.meant import AS_WRITTEN, Asked, meant
from vedette.correct import Anchor, applied
from vedette.correct.fields import LABELS, encoded, label, named, shown
from vedette.correct.orders import value as sides_value
from vedette.correct.setting import argument
from vedette.errors import UsageError
from vedette.export import phrases
from vedette.records import Argument, Event, Incident, Report, Span, Where
from vedette.store import Lake, corrections, targets
from vedette.store.known import quoted
from vedette.store.targets import Target

DONE = {"reject": "no longer counts", "keep": "counts"}
"""What becomes of an event, in words."""

SOURCES = {
    "mistrust": "is marked as unreliable: its events are kept, and it adds no independent voice",
    "exclude": "is left out: its events no longer count, those of reports to come neither",
    "keep": "is trusted",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A correction before it has a moment, with what a person sees of it."""

    what: str
    target: str
    shown: tuple[str, ...]
    event: Target | None = None
    field: str | None = None
    value: str | None = None
    words: Span | None = None


def source(lake: Lake, name: str, what: str) -> Change:
    """A source is marked as unreliable, left out, or trusted again."""
    sql = f"SELECT count(DISTINCT key) AS n FROM reports WHERE source = {quoted(name)} AND error IS NULL"
    (row,) = lake.query().rows(sql).to_pylist()
    if not row["n"]:
        raise UsageError(f"no report is of the source {name!r}. `vedette lake show {lake.path}` lists sources")
    number = "1 report" if row["n"] == 1 else f"{row['n']:,} reports"
    return Change(what, name, (f"source {name}, {number}, {SOURCES[what]}",))


def fate(lake: Lake, found: Target, what: str) -> Change:
    """An event counts, or does not."""
    counts = _current(lake, found) is not None
    if counts == (what == "keep"):
        state = "counts already" if counts else "was left out by hand already"
        raise UsageError(f"event {found.event.id} {state}. `vedette corrections` lists what was changed")
    return Change(what, found.event.id, (*_event(found, found.event), f"  {DONE[what]}"), found)


def value(lake: Lake, found: Target, name: str, words: str, arguments: argparse.Namespace) -> Change:
    """A value of an event is set."""
    field, report = named(name), found.reading.report
    event = _current(lake, found)
    if event is None:
        raise UsageError(
            f"event {found.event.id} was left out by hand. `vedette correct {found.event.id} keep` brings it back"
        )
    before, where = (None, None) if field in LABELS else _argument(event, field, arguments.words_of, report)
    new, how = meant(Asked(field, words, event, report, before, own.settings(arguments)))
    old = _old(event, field, before)
    if new == old and (field in LABELS or before is not None):
        raise UsageError(f"{field} of event {event.id} is {_told(old)} already")
    change = f"  {field}: {_told(old)} → {_told(new)}"
    at = [f"  of the words “{phrases.one_line(where.text)}”"] if where else []
    shown_lines = (*_event(found, event), *at, change if how == AS_WRITTEN else f"{change}, by {how}")
    return Change("set", event.id, shown_lines, found, field, encoded(new), where)


def merge(lake: Lake, one: Incident, other: Incident) -> Change:
    """Two incidents are one."""
    if one.id == other.id:
        raise UsageError(f"{one.id} and {other.id} are the same incident. Name another")
    sides = [list(_anchors(lake, each.events)) for each in (one, other)]
    shown_lines = (*_incident(one), "and", *_incident(other), "are one")
    return Change("merge", one.id, shown_lines, value=sides_value(other.id, *sides))


def split(lake: Lake, incident: Incident, words: Sequence[str]) -> Change:
    """Some events of an incident are another."""
    if not words:
        raise UsageError(f"split takes the events that leave. {incident.id} holds {', '.join(incident.events)}")
    leave = [_of(incident, each) for each in words]
    stay = [each for each in incident.events if each not in leave]
    if not stay:
        raise UsageError(f"all events of {incident.id} would leave, and nothing would be split. Name fewer")
    shown_lines = (*_incident(incident), f"without {', '.join(leave)}, which are an incident of their own")
    return Change(
        "split", incident.id, shown_lines, value=sides_value(None, _anchors(lake, leave), _anchors(lake, stay))
    )


def _of(incident: Incident, words: str) -> str:
    """The event of the incident that the words begin."""
    found = [each for each in incident.events if each.startswith(words)]
    if len(found) != 1:
        told = "none of its events begins so" if not found else f"{len(found)} of its events begin so"
        raise UsageError(f"{words!r} is no event of {incident.id}: {told}. It holds {', '.join(incident.events)}")
    return found[0]


def _anchors(lake: Lake, events: Sequence[str]) -> Iterator[Anchor]:
    for each in events:
        found = targets.event(lake, each)
        yield Anchor.of(found.event, found.report)


def _current(lake: Lake, found: Target) -> Event | None:
    """The event as it stands now, with what was corrected before; None where it was left out."""
    done = applied(found.reading, corrections.given(lake)).reading
    return next((each for each in done.events if each.id == found.event.id), None)


def _argument(event: Event, field: str, words: str | None, report: Report) -> tuple[Argument | None, Span | None]:
    """The argument that is meant and its words; of one that is added its words alone, if any."""
    role = field.partition(".")[0]
    likely = event.role(role)
    if words is not None:
        span = _found(words, likely, event, report)
        before = argument(event, role, span)
        return before, before.span if before else span
    if len(likely) > 1:
        told = ", ".join(f"“{phrases.one_line(each.span.text)}”" for each in likely)
        raise UsageError(f"event {event.id} has {len(likely)} in the role {role}: {told}. Say which with --words")
    return (likely[0], likely[0].span) if likely else (None, None)


def _found(words: str, likely: Sequence[Argument], event: Event, report: Report) -> Span:
    """The words in the report: of an argument where one holds them, else those nearest to the event."""
    for each in likely:
        if words in each.span.text:
            return each.span
    text, at = report.text, event.trigger.start
    places = [start for start in range(len(text)) if text.startswith(words, start)] if words else []
    if not places:
        raise UsageError(
            f"the report of event {event.id} does not hold {words!r}. --words takes its own words, to the letter"
        )
    start = min(places, key=lambda place: abs(place - at))
    return Span(words, start, start + len(words))


def _old(event: Event, field: str, before: Argument | None) -> Any:  # noqa: ANN401 - of any kind
    if field in LABELS:
        return label(event) if field == "type" else getattr(event, field)
    resolved = getattr(before, field.partition(".")[2]) if before else None
    return resolved.value if resolved else None


def _told(value: Any) -> str:  # noqa: ANN401 - of any kind
    """As people write it; of a place where it lies, so that a namesake is seen."""
    if isinstance(value, Where) and value.latitude is not None and value.longitude is not None:
        return f"{shown(value)} ({value.latitude:.2f} N, {value.longitude:.2f} E)"
    return shown(value)


def _event(found: Target, event: Event) -> Iterator[str]:
    report = found.reading.report
    told = f", published {report.published}" if report.published else ""
    yield f"{label(event)} ({event.status}), event {event.id}, report {report.id} of {report.source or 'no source'}{told}"
    before, words, after = phrases.excerpt(report.text, event.trigger.start, event.trigger.end)
    yield f"  {before}[{words}]{after}"


def _incident(incident: Incident) -> Iterator[str]:
    what = incident.type if incident.mode is None else f"{incident.type}.{incident.mode}"
    where = incident.where.name if incident.where else "no place told"
    told = f"{len(incident.events)} event{'' if len(incident.events) == 1 else 's'}"
    yield f"{what}, incident {incident.id}, {incident.since or 'no day told'}, {where}, {told} of reports {', '.join(incident.reports)}"
