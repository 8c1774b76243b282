"""The alerts of a lake as it stands: found once, by all rules over all that it holds, and laid aside for the questions to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import cast

import pyarrow as pa

from vedette.analyse.alerts.asked import Asked, chosen
from vedette.analyse.alerts.of_lake import picture_of_lake
from vedette.analyse.alerts.picture import Picture, Told
from vedette.analyse.alerts.rules import found
from vedette.records import Alert
from vedette.store.aside import Aside, aside
from vedette.store.columns import arrow_fields, decoder, encoder
from vedette.store.opened import Lake
from vedette.store.tables import table

TABLES = ("reports", "withdrawals", "corrections", "events", "statements", "postures", "incidents")
"""All that an alert may rest on."""

CODE = ("analyse/alerts", "analyse/series/coverage.py", "analyse/statements", "store/standing.py", "link", "incidents")
"""What finds them."""

CITED = "cited"
"""Column with the events that an alert cites, as the rules saw them."""

NAMES = [field.name for field in fields(Alert)]
COLUMNS = pa.schema([*arrow_fields(Alert), pa.field(CITED, pa.list_(pa.struct(arrow_fields(Told))))])

_TO_ALERT, _OF_ALERT = decoder(Alert), encoder(Alert)
_TO_TOLD, _OF_TOLD = decoder(Told), encoder(Told)


def asked_of_lake(lake: Lake, asked: Asked, as_of: date | None = None) -> Iterator[Alert]:
    """The alerts that are asked for, by the day on which they were raised; with a day `as_of` by what was published to its
    end. No rule looks at one country alone (its reports are held against all that were read, a force against those across a
    border), so that for the first question of a lake all are found.
    """
    rows = _found(lake, as_of).rows(NAMES)
    return chosen((cast("Alert", _TO_ALERT(row)) for row in rows.to_pylist()), asked)


def cited(lake: Lake, alert: Alert, as_of: date | None = None) -> Picture:
    """A picture with the events that the alert cites, and nothing else."""
    kept = _found(lake, as_of).rows(["id", CITED])
    rows = next((told for name, told in zip(*_columns(kept), strict=True) if name.as_py() == alert.id), None)
    return Picture([cast("Told", _TO_TOLD(row)) for row in (rows.as_py() if rows else ())])


def _columns(rows: pa.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    return rows.column(0), rows.column(1)


def _found(lake: Lake, as_of: date | None) -> Aside:
    day = str(as_of or "")
    return aside(lake, "alerts", TABLES, lambda: _rows(picture_of_lake(lake, as_of=as_of)), code=CODE, given=day)


def _rows(picture: Picture) -> pa.Table:
    events = {row.id: _OF_TOLD(row) for row in picture.events}
    return table(
        [
            {**_OF_ALERT(alert), CITED: [events[name] for name in alert.events if name in events]}
            for alert in found(picture)
        ],
        COLUMNS,
    )
