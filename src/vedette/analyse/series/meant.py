"""What is counted where a caller does not say: incidents, once these are there. Ten reports of four dead are ten events, whose
sum is forty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vedette.analyse.series.asked import Asked
from vedette.store.opened import Lake

OF_EVENTS = ("status", "min_score")
"""Options that incidents know nothing of."""


def asked_of(lake: Lake, wanted: Mapping[str, Any]) -> Asked:
    """The options, with `of` settled: incidents where the lake was linked and no option is of events alone, else events."""
    of = wanted.get("of") or ("incidents" if _linked(lake) and not any(map(wanted.get, OF_EVENTS)) else "events")
    return Asked.of_call(**{**wanted, "of": of})


def _linked(lake: Lake) -> bool:
    table = lake.tables.get("incidents")
    return table is not None and bool(table.files())
