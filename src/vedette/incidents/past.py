"""Incidents as they would be if nothing had been published after a day: those that later reports had a part in are linked
again without these, all others are as they stand.
"""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa

from vedette.errors import StoreError
from vedette.incidents import pool, write
from vedette.incidents.run import densities, given, unique
from vedette.incidents.task import Task
from vedette.link.window import CLEAR, stretch
from vedette.store import Lake, corrections
from vedette.store.known import Query
from vedette.store.tables import INCIDENTS

STAND = "superseded_at IS NULL AND last_published <= DATE '{day}'"


def rows_as_of(lake: Lake, day: date) -> pa.Table:
    """Rows of `incidents`, by what was published to the end of the day; reports without a day are not among them."""
    table = lake.tables["incidents"]
    if table.mark("events") is None:
        raise StoreError(f"{lake.path} was never linked. Run `vedette link --lake {lake.path}`")
    by_hand = corrections.given(lake)
    density = densities(lake.tables["events"])
    share = given(lake, density, by_hand, day + timedelta(days=1))
    tied = [ends[0] for ends in share.ties.values() if ends[1] >= stretch(day)]
    first = min([stretch(day), *tied]) - CLEAR
    around = Task(first, max(share.last, stretch(day)), begins=False)
    (part,) = pool.done([around], share, 1)
    made = _with_ids(unique([part]), lake)
    query = Query({"incidents": table}, {"incidents": INCIDENTS})
    again = {event for group in made.column("events").to_pylist() for event in group} | set(part.left_out)
    query.give("again", pa.table({"event": pa.array(sorted(again), pa.string())}))
    kept = query.rows(
        f"SELECT * FROM incidents WHERE {STAND.format(day=day)} AND id NOT IN "
        "(SELECT id FROM (SELECT id, unnest(events) AS event FROM incidents WHERE superseded_at IS NULL) "
        "SEMI JOIN again USING (event))"
    )
    return pa.concat_tables([kept.cast(INCIDENTS), made])


def _with_ids(found: pa.Table, lake: Lake) -> pa.Table:
    """The rows with the ids that they have, or would have."""
    events = {event for group in found.column("events").to_pylist() for event in group}
    touched = [each for each in write.before(lake.tables["incidents"]) if not events.isdisjoint(each.events)]
    return write.named(found, touched)
