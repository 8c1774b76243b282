"""What stands in a lake as readings with no more than stances and states are told by: of most reports their day, of events who
did what to whom, where and when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from vedette.analyse.statements.taken import TOLD
from vedette.records import Engine, Event, Reading, Report, Statement
from vedette.store.columns import decoder
from vedette.store.opened import Lake

ROLES = ("actor", "recipient", "place", "origin", "time")

ARGUMENTS = f"""
list_transform(list_filter(arguments, lambda one: one.role IN {ROLES}), lambda one: {{
    'role': one.role, 'span': {{'text': one.span.text}}, 'who': {{'value': one.who.value}},
    'when': {{'value': CASE WHEN one."when".value IS NOT NULL THEN {{'until': one."when".value.until}} END}},
    'where': {{'value': CASE WHEN one."where".value IS NOT NULL THEN {{
        'name': one."where".value.name, 'admin1': one."where".value.admin1, 'country': one."where".value.country
    }} END}}
}})
"""
"""Of what was resolved the value alone, and of that what is compared: by which rule, and what was passed over, is most of a row."""

EVENTS = f"""
SELECT id, reading, type, mode, status, "trigger", actors, {ARGUMENTS} AS arguments
FROM events WHERE superseded_at IS NULL
"""

REPORTS = """
SELECT reading, id, source, published, CASE WHEN reading IN (SELECT reading FROM said) THEN text ELSE '' END AS text
FROM reports JOIN standing USING (reading) WHERE error IS NULL AND superseded_at IS NULL
"""
"""The words of a report are looked at only where it tells what somebody says."""

BATCH = 2048
"""Rows that are taken out of Arrow at a time."""

NOBODY = Engine("", "", "")

_EVENT, _STATEMENT = decoder(Event), decoder(Statement)


def readings(lake: Lake) -> Iterator[Reading]:
    """All that stand, those without events or statements too: deadlines are held against the last day of any."""
    statements: dict[str, list[Statement]] = defaultdict(list)
    for batch in lake.statements().to_batches(BATCH):
        for row in batch.to_pylist():
            statements[row["reading"]].append(cast("Statement", _STATEMENT(row)))
    query = lake.query()
    query.give("said", pa.table({"reading": pa.array(statements, pa.string())}))
    events = _events(query.stream(EVENTS, batch=BATCH), pa.array(statements, pa.string()))
    for name, of, source, published, text in query.tuples(REPORTS):
        report = Report(of, text, published, source=source)
        yield Reading(report, NOBODY, tuple(events.get(name, ())), tuple(statements.get(name, ())))


def _events(batches: pa.RecordBatchReader, said: pa.Array) -> dict[str, list[Event]]:
    """Reading -> its events that a statement may carry, or that may be the end of a demand: in the lake's order."""
    found: dict[str, list[Event]] = defaultdict(list)
    for batch in batches:
        deeds = pc.is_in(batch.column("status"), pa.array(TOLD))
        deeds = pc.and_kleene(deeds, pc.greater(pc.list_value_length(batch.column("actors")), 0))
        wanted = pc.or_kleene(deeds, pc.is_in(batch.column("reading"), said))
        for row in batch.filter(wanted).to_pylist():
            found[row["reading"]].append(cast("Event", _EVENT(row)))
    return found
