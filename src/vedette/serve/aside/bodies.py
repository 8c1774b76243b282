"""The rows of a lake that stand, each as JSON."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from vedette.export import incident as shape
from vedette.incidents.asked import records
from vedette.serve.answer import dumped
from vedette.serve.bodies import BATCH, packed
from vedette.serve.eventbody import ABOUT, shaped
from vedette.serve.flat.named import name_of
from vedette.store import Lake
from vedette.store.found import Found
from vedette.store.tables import INCIDENTS
from vedette.store.wanted import STORED, Wanted

Made = Iterator[tuple[str, bytes]]


def incidents(lake: Lake, given: object = None) -> pa.Table:
    """Those of all incidents."""
    del given
    return packed(_incidents(lake))


def events(lake: Lake, given: object = None) -> pa.Table:
    """Those of all events."""
    del given
    return packed(_events(lake))


def _incidents(lake: Lake) -> Made:
    table = lake.tables.get("incidents")
    if table is None or not table.files():
        return
    whole = table.rows().cast(INCIDENTS)
    for batch in whole.filter(pc.is_null(whole.column("superseded_at"))).to_batches(BATCH):
        moments = batch.column("known_from").to_pylist()
        for moment, told in zip(moments, records(pa.Table.from_batches([batch])), strict=True):
            yield name_of(told[0].id, "", moment), dumped(shape.to_json(*told))


def _events(lake: Lake) -> Made:
    for row in Found(lake, Wanted(sort=STORED), about=ABOUT):
        yield name_of(row["id"], row["reading"], row["known_from"]), dumped(shaped(row))
