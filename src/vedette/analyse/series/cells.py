"""Cells of H3, Uber's grid of hexagons: places of all countries cut into pieces of one size."""

from __future__ import annotations

import pyarrow as pa

from vedette.errors import UsageError
from vedette.store.known import Query

PLACES = "SELECT DISTINCT latitude, longitude FROM told WHERE latitude IS NOT NULL AND longitude IS NOT NULL"


def name(query: Query, resolution: int) -> None:
    """Give `cells` to a table from coordinates of `told` to their cells."""
    found = query.rows(PLACES)
    north, east = (found.column(column).to_pylist() for column in ("latitude", "longitude"))
    cells = [cell(*place, resolution) for place in zip(north, east, strict=True)]
    query.give("cells", found.append_column("cell", pa.array(cells, pa.string())))


def cell(latitude: float, longitude: float, resolution: int) -> str:
    """The cell in which a place lies, such as 851e2c67fffffff."""
    try:
        from h3 import latlng_to_cell  # type: ignore[import-untyped]  # noqa: PLC0415 - series by other things do without
    except ImportError:
        raise UsageError("cells need the package h3. Install it with `pip install h3`") from None
    return str(latlng_to_cell(latitude, longitude, resolution))
