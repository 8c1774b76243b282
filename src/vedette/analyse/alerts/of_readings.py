"""The picture of readings that no lake holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from vedette.analyse import statements
from vedette.analyse.alerts.picture import Demand, Picture, Told, country_of, names_toll, names_truce, sides
from vedette.analyse.ledger import entries
from vedette.records import Event, Heard, Incident, Reading, When, Where

OPENING = ("demands", "threatens")


def picture_of(readings: Iterable[Reading], as_of: date | None = None) -> Picture:
    """What was published until the end of a day; copies of a text count once."""
    from vedette import link  # noqa: PLC0415 - alerts that were found before are shown without it
    from vedette.link.complete import complete  # noqa: PLC0415 - as above

    told = [one for one in readings if one.report.published and (as_of is None or one.report.published <= as_of)]
    told.sort(key=lambda one: (one.report.published or date.min, one.report.source, one.report.id))
    prints = {one.report.id: link.fingerprint(one.report) for one in told}
    first = {name: group[0] for group in link.copies(prints) for name in group}
    own = [one for one in told if first.get(one.report.id, one.report.id) == one.report.id]
    incidents = complete(link.link(told))
    of = {name: one for one in incidents for name in one.events}
    return Picture(
        events=[within(row, of.get(row.id)) for one in own for row in rows(one)],
        demands=list(demands(told)),
        forces=[entry for entry in entries(own, first) if entry.published],
        incidents=incidents,
        read=Counter(one.report.published for one in told if one.report.published),
        published={one.report.id: one.report.published for one in told if one.report.published},
    )


def rows(reading: Reading) -> Iterator[Told]:
    """The events of a reading."""
    published = reading.report.published
    if published is None:
        return
    for event in reading.events:
        yield row(event, reading, published)


def row(event: Event, reading: Reading, published: date) -> Told:
    """An event, flat."""
    when, where = _when(event), _where(event)
    actors, recipients = (_codes(event, role) for role in ("actor", "recipient"))
    return Told(
        id=event.id,
        type=event.type,
        mode=event.mode,
        status=event.status,
        day=min(when.since, published) if when else published,
        published=published,
        country=(where.country if where else None) or country_of(recipients) or country_of(actors),
        admin1=where.admin1 if where else None,
        place=where.name if where else None,
        kind=where.kind if where else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        actors=sides(actors),
        recipients=sides(recipients),
        killed=max(
            (one.count.value.low or 0 for one in event.role("killed") if one.count and one.count.value), default=0
        ),
        report=reading.report.id,
        dated=when is not None,
        truce=names_truce(reading.report.text, event.trigger.start),
        toll=names_toll(reading.report.text, event.trigger.start),
    )


def within(row: Told, incident: Incident | None) -> Told:
    """The event with what its incident knows better: the day, where its report gives none, or that of a toll that rose; and
    the place, on which several reports agree, where its own report names no province.
    """
    if incident is None:
        return row
    vague = row.toll or not row.dated
    day = incident.since if vague and incident.since and incident.since < row.day else row.day
    where = incident.where
    if row.admin1 or where is None or where.admin1 is None or not _is_named(where.name):
        return replace(row, day=day)
    return replace(row, day=day, country=where.country, admin1=where.admin1, place=where.name, kind=where.kind)


def _is_named(place: str) -> bool:
    """Whether words name a place: "a bar in Paoua" does, and "the district hospital" is any."""
    words = re.findall(r"[^\W\d_][\w'’-]*", place)
    return any(word[0].isupper() and word not in {"The", "A", "An"} for word in words)


def demands(readings: Sequence[Reading]) -> Iterator[Demand]:
    """What is demanded or threatened, and of whom."""
    by_id = {event.id: event for one in readings for event in one.events}
    for heard in statements.told(readings):
        if heard.stance in OPENING and heard.published:
            yield Demand(heard, _asked(heard, [by_id[name] for name in heard.statement.events if name in by_id]))


def _asked(heard: Heard, events: Sequence[Event]) -> tuple[str, ...]:
    """The sides that the words name, but for the speaker's own."""
    who = heard.statement.speaker.who.value
    own = set(sides([who.code] if who else []))
    found = sides(code for event in events for role in ("recipient", "actor") for code in _codes(event, role))
    return tuple(name for name in found if name not in own)


def _codes(event: Event, role: str) -> list[str]:
    return [one.who.value.code for one in event.role(role) if one.who and one.who.value]


def _when(event: Event) -> When | None:
    return next((one.when.value for one in event.role("time") if one.when and one.when.value), None)


def _where(event: Event) -> Where | None:
    return next((one.where.value for one in event.role("place") if one.where and one.where.value), None)
