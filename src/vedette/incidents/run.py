"""A lake's incidents brought up to its events: all at the first time, then only what new reports touch."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from vedette.errors import StoreError
from vedette.incidents import change, pool, write
from vedette.incidents.rows import NEEDED
from vedette.incidents.task import MARGIN, Given, Part, Task
from vedette.link.block import BUCKET_DAYS
from vedette.link.window import NEVER, stretch
from vedette.records import Correction
from vedette.store import Lake, corrections
from vedette.store.known import Query
from vedette.store.lake import Mark, Overtaken, Table
from vedette.store.tables import DERIVED, INCIDENTS

DENSITY = """
SELECT published, count(*) FROM events WHERE superseded_at IS NULL GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    whole: bool
    """Whether all was linked, and not only what had changed."""
    reports: int
    """Reports with events that were looked at; those around what changed are not counted."""
    copies: int
    events: int
    incidents: int
    """That stand now."""
    new: int
    changed: int
    superseded: int
    left: dict[str, int]
    """Why -> events of no incident, of those looked at."""
    seconds: float


def link_lake(lake: Lake, *, workers: int = 1, at: datetime | None = None, anew: bool = False) -> Summary:
    """Bring the incidents up to the reports. `anew` looks at all, though nothing is known to have changed."""
    begun = time.monotonic()
    if "incidents" not in lake.tables:
        raise StoreError(f"{lake.path} was made by an older Vedette. Open it with `Lake.open_or_make` to link it")
    lake.refresh()
    lake.derive()
    while True:
        lake.refresh()
        try:
            return _linked(lake, workers, at or datetime.now(UTC), begun, anew=anew)
        except Overtaken:
            continue


def _linked(lake: Lake, workers: int, at: datetime, begun: float, *, anew: bool) -> Summary:
    by_hand = corrections.given(lake)
    told = change.Change(whole=True) if anew else change.change(lake, by_hand)
    density = densities(lake.tables["events"])
    tasks = change.tasks(told, density, workers)
    whole = told.whole or change.is_whole(tasks)
    parts = list(pool.done(tasks, given(lake, density, by_hand), workers)) if tasks else []
    found = unique(parts)
    table = lake.tables["incidents"]
    made = _changed(table, found, told, at, whole=whole)
    marks = {"events": lake.tables["events"].version, "corrections": lake.tables["corrections"].version}
    if made.rows.num_rows or made.ended or any(table.mark(name) != version for name, version in marks.items()):
        write.commit(table, made, at, Mark(**marks, linker=change.LINKER))
    table.refresh()
    return _summary(parts, made, table, whole=whole, seconds=time.monotonic() - begun)


def densities(events: Table) -> Counter[int]:
    """Stretch -> events that stand."""
    counted: Counter[int] = Counter()
    for day, number in Query({"events": events}, DERIVED).tuples(DENSITY):
        counted[stretch(day)] += number
    return counted


def given(lake: Lake, density: Iterable[int], by_hand: Sequence[Correction], until: date | None = None) -> Given:
    """What all tasks share."""
    dated = [at for at in density if at != NEVER] or [0]
    versions = {name: lake.tables[name].version for name in NEEDED}
    ties = change.ties(lake, by_hand)
    return Given(lake.path, versions, min(dated), max(dated), until, tuple(by_hand), ties)


def unique(parts: Iterable[Part]) -> pa.Table:
    """All incidents that were found, each once, in an order that does not depend on who was ready first."""
    rows = pa.concat_tables([INCIDENTS.empty_table(), *(part.incidents for part in parts)])
    founders = [events[0] for events in rows.column("events").to_pylist()]
    first = {founder: place for place, founder in reversed(list(enumerate(founders)))}
    return rows.take(pa.array([first[founder] for founder in sorted(first)], pa.int64()))


def _changed(table: Table, found: pa.Table, told: change.Change, at: datetime, *, whole: bool) -> write.Changed:
    if whole:
        return write.changed(found, write.before(table), (), at)
    events = {event for group in found.column("events").to_pylist() for event in group} | told.events
    around = write.before(table, _days(found, told)) if events or told.stretches else []
    touched = [each for each in around if not events.isdisjoint(each.events)]
    others = {each.id for each in around} - {each.id for each in touched} | _taken(table, write.candidates(found))
    return write.changed(found, touched, others - {each.id for each in touched}, at)


def _taken(table: Table, names: Sequence[str]) -> set[str]:
    """Those of the ids that incidents have which stand."""
    query = Query({"incidents": table}, {"incidents": INCIDENTS})
    query.give("wanted", pa.table({"id": pa.array(names, pa.string())}))
    return {
        row[0]
        for row in query.tuples("SELECT id FROM incidents SEMI JOIN wanted USING (id) WHERE superseded_at IS NULL")
    }


def _days(found: pa.Table, told: change.Change) -> tuple[date, date]:
    """The days that what was found and what changed lie on."""
    known = [day for name in ("published", "last_published") for day in found.column(name).to_pylist() if day]
    known += told.days
    around = timedelta(days=BUCKET_DAYS * MARGIN)
    ends = [date.fromordinal(at * BUCKET_DAYS + 1) for at in told.stretches if at > NEVER]
    known += [day for end in ends for day in (end - around, end + around)]
    return (min(known), max(known)) if known else (date.min, date.max)


def _summary(parts: Sequence[Part], made: write.Changed, table: Table, *, whole: bool, seconds: float) -> Summary:
    left: Counter[str] = Counter()
    for part in parts:
        left.update(part.left)
    query = Query({"incidents": table}, {"incidents": INCIDENTS})
    ((stand,),) = query.tuples("SELECT count(*) FROM incidents WHERE superseded_at IS NULL")
    return Summary(
        whole=whole,
        reports=sum(part.reports for part in parts),
        copies=sum(part.copies for part in parts),
        events=sum(part.events for part in parts),
        incidents=stand,
        new=made.new,
        changed=made.again,
        superseded=made.superseded,
        left=dict(left.most_common()),
        seconds=seconds,
    )


__all__ = ["Summary", "Task", "densities", "given", "link_lake", "unique"]
