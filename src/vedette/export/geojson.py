"""Events as a GeoJSON collection (RFC 7946): a point with its radius; no geometry where no place is known by degrees."""

from __future__ import annotations

import json
from datetime import date

from vedette.export import Page, flat
from vedette.export import told as ask
from vedette.export.jsonl import Json
from vedette.export.told import Told, takes_all

BETWEEN = ","
TAIL = "]}\n"
left_out = takes_all

UNTOLD = {"latitude", "longitude"}
"""Columns that the geometry tells."""


def head(page: Page) -> str:
    """The begin of the collection."""
    del page
    return '{"type": "FeatureCollection", "features": [\n'


def line(told: Told, page: Page) -> str:
    """One feature on a line of its own."""
    del page
    return json.dumps(feature(told), ensure_ascii=False) + "\n"


def feature(told: Told) -> Json:
    """The event as a feature. Its properties are the columns of CSV; those without a value are null."""
    values = zip(flat.COLUMNS, flat.row(told), strict=True)
    return {
        "type": "Feature",
        "id": told.event.id,
        "geometry": _point(told),
        "properties": {
            column.name: value.isoformat() if isinstance(value, date) else value
            for column, value in values
            if column.name not in UNTOLD
        },
    }


def _point(told: Told) -> Json | None:
    """East before north, as the standard has it."""
    found = ask.place(told.event)
    if found is None or found[1].latitude is None or found[1].longitude is None:
        return None
    return {"type": "Point", "coordinates": [found[1].longitude, found[1].latitude]}
