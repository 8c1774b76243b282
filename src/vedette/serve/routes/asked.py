"""How a route says what may be asked of it: `asked: Query[IncidentPage]`."""

from __future__ import annotations

from typing import Annotated, TypeVar

import fastapi

T = TypeVar("T")

Query = Annotated[T, fastapi.Query()]
"""Query parameters, as fields of a model."""
