"""The door to the two libraries that draw, which are there only where they were asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from vedette.errors import VedetteError

Chart = Any
"""A chart of altair. It ships no types that hold under a strict check, and need not be installed."""

Rows = list[dict[str, Any]]
"""Rows of a chart's data, as JSON has them."""


def altair() -> Any:  # noqa: ANN401 - a module
    """What builds charts."""
    return _library("altair", "altair")


def vl_convert() -> Any:  # noqa: ANN401 - a module
    """What makes SVG and PNG of them, and holds the JavaScript that a page needs."""
    return _library("vl_convert", "vl-convert-python")


def _library(name: str, package: str) -> Any:  # noqa: ANN401 - a module
    try:
        return import_module(name)
    except ImportError:
        raise VedetteError(
            f'{package} is not installed, and charts need it. Get it with `pip install "vedette[plots]"`'
        ) from None


def values(rows: Rows) -> Any:  # noqa: ANN401 - altair's
    """Rows as a chart's data, written into the chart itself."""
    return altair().Data(values=rows)
