"""The pictures that there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vedette.chart import dyads, forecast, posture, series
from vedette.chart import map as places
from vedette.chart.library import Chart, altair
from vedette.errors import UsageError
from vedette.store.opened import Lake

KINDS: Mapping[str, Callable[..., Chart]] = {
    "dyads": dyads.draw,
    "forecast": forecast.draw,
    "map": places.draw,
    "posture": posture.draw,
    "series": series.draw,
}
"""Kind -> what draws it, of a lake and the filters of the verb beside it."""


def draw(lake: Lake, kind: str, **wanted: Any) -> Chart:  # noqa: ANN401 - see the functions of KINDS
    """A chart of altair.

    >>> vedette.chart.draw(vedette.open_lake("lake"), "series", country="SDN", every="week")
    """
    if kind not in KINDS:
        raise UsageError(f"there is no picture {kind!r}; give {', '.join(KINDS)}")
    altair()
    return KINDS[kind](lake, **wanted)
