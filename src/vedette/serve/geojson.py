"""Incidents as GeoJSON features (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from vedette.export.incident_csv import CELLS
from vedette.records import Incident
from vedette.serve.answer import dumped

MEDIA = "application/geo+json"

Json = dict[str, Any]

UNTOLD = {"latitude", "longitude"}
"""Columns that the geometry tells."""


def of_incident(incident: Incident) -> Json:
    """One feature. Its properties are the columns of CSV; those without a value are null."""
    values = {cell.name: cell.value(incident) for cell in CELLS if cell.name not in UNTOLD}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _point(incident),
        "properties": {
            **{name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()},
            "radius_km": incident.where.radius_km if incident.where else None,
        },
    }


def collection(features: Iterable[Json]) -> bytes:
    """The features as one collection."""
    return b'{"type":"FeatureCollection","features":[\n' + b",\n".join(map(dumped, features)) + b"\n]}\n"


def _point(incident: Incident) -> Json | None:
    where = incident.where
    if where is None or where.latitude is None or where.longitude is None:
        return None
    return {"type": "Point", "coordinates": [where.longitude, where.latitude]}
