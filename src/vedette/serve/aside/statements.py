"""The statements of a lake, each as JSON and with what it may be asked by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pyarrow as pa

from vedette.analyse.statements.hearing import everything
from vedette.analyse.statements.lean import readings
from vedette.analyse.statements.taken import Taken
from vedette.export.statement import to_json
from vedette.records import Heard
from vedette.serve.answer import dumped
from vedette.store import Lake

Json = dict[str, Any]

COLUMNS = pa.schema(
    [
        ("n", pa.int32()),
        ("id", pa.string()),
        ("published", pa.date32()),
        ("code", pa.string()),
        ("called", pa.string()),
        ("content", pa.string()),
        ("types", pa.list_(pa.string())),
        ("kinds", pa.list_(pa.string())),
        ("state", pa.string()),
        ("body", pa.binary()),
    ]
)
"""In the order of publication. `called` are the words for the speaker and its name, `content` what is said, both folded; `types`
are those of the events, with and without their modes; `kinds` the stances; `body` is the statement as JSON.
"""

BATCH = 4096


def made(lake: Lake, given: object = None) -> pa.Table:
    """All that stand."""
    del given
    rows = _rows(lake)
    batches = [COLUMNS.empty_table()]
    while some := list(islice(rows, BATCH)):
        batches.append(pa.Table.from_pylist(some, COLUMNS))
    return pa.concat_tables(batches)


def _rows(lake: Lake) -> Iterator[Json]:
    for number, (one, heard) in enumerate(everything(readings(lake))):
        yield _row(number, one, heard)


def _row(number: int, one: Taken, told: Heard) -> Json:
    speaker = told.statement.speaker
    who = speaker.who.value if speaker.who else None
    types = {
        ".".join(parts)
        for event in one.events
        for parts in ((event.type,), (event.type, event.mode or ""))
        if all(parts)
    }
    return {
        "n": number,
        "id": told.statement.id,
        "published": told.published,
        "code": who.code if who else None,
        "called": f"{speaker.span.text} {who.name if who and who.name else ''}".casefold(),
        "content": told.statement.content.text.casefold(),
        "types": sorted(types),
        "kinds": sorted({stance.stance for stance in told.stances}),
        "state": told.state,
        "body": dumped(to_json(told)),
    }
