"""What can be made of a lake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from vedette.serve.aside import alerts, bodies, statements
from vedette.store import Lake

WORKS: dict[str, Callable[[Lake, Any], pa.Table]] = {
    "alerts": alerts.made,
    "statements": statements.made,
    "incidents": bodies.incidents,
    "events": bodies.events,
}


def done(what: str, lake: Lake, given: object = None) -> pa.Table:
    """The rows that are made, here and now."""
    return WORKS[what](lake, given)
