"""What a row that stands is called: nothing of it changes before it no longer stands."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vedette.serve.flat.coded import Coded
from vedette.serve.flat.plain import Span, microseconds


def name_of(id_: str, reading: str, known_from: datetime) -> str:
    """Of one row; an incident has no reading."""
    return f"{id_} {reading} {microseconds(known_from)}"


def names(id_: Coded, reading: Coded | None, span: Span) -> pa.Array:
    """Of all rows; null where one no longer stands."""
    moments = pc.cast(pa.array(span.begin.astype(np.int64)), pa.string())
    readings = pa.scalar("") if reading is None else _words(reading)
    told = pc.binary_join_element_wise(_words(id_), readings, moments, " ")
    return pc.if_else(pa.array(span.now), told, None)


def _words(told: Coded) -> pa.Array:
    return pa.array(told.words, pa.string()).take(pa.array(told.codes))
