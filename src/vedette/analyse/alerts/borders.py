"""Whether another country is near: by the places of the gazetteer, each of which knows its country."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from vedette.resolve.countries import by_alpha2
from vedette.resolve.where import layout
from vedette.resolve.where.gazetteer import on_disk, opened

KM = 111.2
"""Kilometres a degree of latitude."""


@cache
def _table() -> tuple[Any, Any, Any, tuple[str, ...]]:
    """Latitudes (sorted), longitudes and countries of all towns, and the codes of countries."""
    table = opened(on_disk() / layout.PLACES)
    towns = table[table["kind"] == layout.KINDS.index("city")]
    order = np.argsort(towns["latitude"], kind="stable")
    codes = tuple(by_alpha2()[code] for code in sorted(by_alpha2()))
    return towns["latitude"][order], towns["longitude"][order], towns["country"][order], codes


@cache
def neighbours(latitude: float, longitude: float, km: float) -> list[str]:
    """Countries with a town within so many kilometres, the nearest first."""
    north, east, country, codes = _table()
    low, high = np.searchsorted(north, [latitude - km / KM, latitude + km / KM])
    across = (east[low:high] - longitude) * np.cos(np.radians(latitude))
    away = np.hypot(north[low:high] - latitude, across) * KM
    near = np.flatnonzero(away <= km)
    ordered = near[np.argsort(away[near])]
    return list(dict.fromkeys(codes[number] for number in country[low:high][ordered].tolist()))
