"""The ledger of a lake, as of a day, and the story of each force. Entries are read and digested once while the lake stands, and
the lines of a day are kept, whoever's are asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from vedette.analyse.ledger import Asked, Told
from vedette.analyse.ledger.asked import fits, voiced
from vedette.analyse.ledger.book import HORIZON_DAYS
from vedette.analyse.ledger.dated import Dated
from vedette.analyse.ledger.fact import Fact, fact
from vedette.analyse.ledger.forces import Track
from vedette.analyse.ledger.numbers import held
from vedette.analyse.ledger.state import State, walks
from vedette.export import force as shape
from vedette.export import values
from vedette.records import SCHEMA, Resolved, Where, Who
from vedette.resolve.countries import by_name, countries
from vedette.serve.filters import MovementsAsked, PostureAsked
from vedette.serve.snapshot import Snapshot
from vedette.serve.soon import Soon
from vedette.store import standing

Json = dict[str, Any]

DAYS = 64
"""Days of which the lines are kept: a brush that is dragged comes back to them."""


class Book:
    """All entries that stand, and the lines of the days that were asked for."""

    def __init__(self, here: Snapshot) -> None:
        texts: dict[str, str] = {}
        told = standing.entries(here.lake)
        entries = [replace(one, text=texts.setdefault(one.voice, one.text)) for one in told]  # each text once
        dated = [entry for entry in voiced(entries) if entry.published is not None]
        self._by_id = {entry.posture.id: entry for entry in dated}
        distinct = {(entry.posture.id, entry.report_id): entry for entry in dated}
        self._dated = Dated(sorted(map(fact, distinct.values()), key=lambda one: one.order))
        self._days: OrderedDict[tuple[date, int], Soon[tuple[Told, ...]]] = OrderedDict()
        self._lock = Lock()

    def lines(self, day: date, horizon: int) -> Soon[tuple[Told, ...]]:
        """All lines at the end of a day."""
        with self._lock:
            soon = self._days.setdefault((day, horizon), Soon(lambda: self._lines(day, horizon)))
            self._days.move_to_end((day, horizon))
            while len(self._days) > DAYS:
                self._days.popitem(last=False)
            return soon

    def _lines(self, day: date, horizon: int) -> tuple[Told, ...]:
        """As `analyse.ledger.book` makes them. Which reports are one text is told from all of the lake, not anew for each day."""
        made = self._dated.lines(day, horizon)
        return tuple(Told(line, tuple(self._by_id[name] for name in line.postures)) for line in made)

    @cached_property
    def stories(self) -> list[Track]:
        """All forces, each with all that was ever told of it."""
        return sorted(self._dated.stories(), key=lambda track: track.facts[0].order)

    @cached_property
    def stretches(self) -> list[list[Json]]:
        """The story of each, stretch by stretch."""
        return [list(_story(track)) for track in self.stories]


_BOOKS: WeakKeyDictionary[Snapshot, Soon[Book]] = WeakKeyDictionary()
_LOCK = Lock()


def book(here: Snapshot) -> Soon[Book]:
    """The book of the lake as it stands, that of before where nothing of it changed."""
    with _LOCK:
        if here not in _BOOKS:
            mine = _tables(here)
            same = next((soon for other, soon in _BOOKS.items() if _tables(other) == mine), None)
            _BOOKS[here] = same or Soon(lambda: Book(here))
        return _BOOKS[here]


def _tables(here: Snapshot) -> tuple[int, ...]:
    return tuple(here.lake.tables[name].version for name in ("reports", "events", "postures"))


def prepare(here: Snapshot) -> None:
    """Make the lines of the last day."""
    if here.days[1]:
        book(here).get().lines(here.days[1], HORIZON_DAYS).get()


async def ready(here: Snapshot, asked: PostureAsked) -> None:
    """Wait for the lines that are asked for."""
    day = asked.as_of or here.days[1]
    if day:
        await (await book(here).wait()).lines(day, asked.horizon).wait()


def ledger(here: Snapshot, asked: PostureAsked) -> Json:
    """The lines at the end of a day."""
    wanted = Asked.of(place=asked.place, actor=asked.owner)
    day = asked.as_of or here.days[1]
    found = book(here).get().lines(day, asked.horizon).get() if day else ()
    shown = [each for each in found if fits(each, wanted) and (not asked.status or each.force.status in asked.status)]
    return {
        "schema": SCHEMA,
        "as_of": day.isoformat() if day else None,
        "horizon": asked.horizon,
        "items": [shape.to_json(_line(each)) for each in shown],
    }


def _line(told: Told) -> shape.Line:
    return shape.Line(
        told.force,
        tuple(
            shape.Evidence(
                each.posture.id,
                each.report_id,
                each.source,
                each.published,
                each.posture.status,
                each.posture.force,
                "",
            )
            for each in told.entries
        ),
    )


def movements(here: Snapshot, asked: MovementsAsked) -> Json:
    """Each force's story: from when to when it had which status."""
    items: list[Json] = []
    told = book(here).get()
    for number, (track, story) in enumerate(zip(told.stories, told.stretches, strict=True)):
        if _fits(track, asked):
            items += [{**stretch, "track": number} for stretch in story]
    items.sort(key=lambda one: (one["since"] is None, one["since"] or "", one["track"]))
    return {"schema": SCHEMA, "items": items}


def _story(track: Track) -> Iterator[Json]:
    """The stretches in which its status was one and the same, as each report changed it."""
    states: list[tuple[date, State, date]] = []
    for day, state in walks(track.facts, track.asides):
        if day and (not states or states[-1][1].status != state.status):
            states.append((day, state, day))
        elif day and states:
            states[-1] = (states[-1][0], state, day)
    begins = [_begin(day, state) for day, state, _ in states]
    for number, (_, state, last) in enumerate(states):
        until = max(begins[number], begins[number + 1]) if number + 1 < len(states) else None
        facts = [one for one in track.facts if one.entry.published and one.entry.published <= last]
        yield _stretch(track, state, facts, begins[number], until)


def _begin(day: date, state: State) -> date:
    """The first day that is told for the status, else the day of the first report of it."""
    whens = (one.entry.posture.when.value for one in state.facts if one.entry.posture.when)
    return min([when.since for when in whens if when and when.since <= day] or [day])


def _stretch(track: Track, state: State, facts: Sequence[Fact], since: date, until: date | None) -> Json:
    count, _ = held([one for one in facts if one.count])
    where = next((one.where for one in reversed([*facts, *state.facts]) if one.where), None)
    last = state.facts[-1].entry.posture
    return {
        "owner": values.who(Resolved(track.surest.owner, state.rule)) if track.surest.owner else None,
        "force": " ".join(last.force.text.split()),
        "kind": track.surest.kind,
        "status": state.status,
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
        "count": values.count(Resolved(count, state.rule)) if count else None,
        "where": values.where(Resolved(where, state.rule)) if where else None,
        "rule": state.rule,
        "postures": list(dict.fromkeys(one.entry.posture.id for one in state.facts)),
    }


def _fits(track: Track, asked: MovementsAsked) -> bool:
    places = [one.where for one in track.facts if one.where]
    owners = [one.owner for one in track.facts if one.owner]
    at = not asked.place or any(_is_at(place, name) for place in places for name in asked.place)
    of = not asked.owner or any(_is_called(owner, name) for owner in owners for name in asked.owner)
    return at and of


def _is_at(place: Where, name: str) -> bool:
    if place.country is not None and place.country == _country(name):
        return True
    return any(name.casefold() in (part or "").casefold() for part in (place.name, place.admin1))


@cache
def _country(name: str) -> str | None:
    return name.upper() if name.upper() in countries() else by_name().get(name.casefold())


def _is_called(who: Who, name: str) -> bool:
    code = who.code == name.upper() or who.code.startswith(f"{name.upper()} ")
    return code or name.casefold() in (who.name or "").casefold()
