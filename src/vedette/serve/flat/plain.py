"""Columns of numbers, of days and of moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vedette.serve.flat.kinds import Mask, Real
from vedette.store.known import moment

EPOCH = date(1970, 1, 1)
DAY = 24 * 3600 * 1_000_000
"""Microseconds."""

BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def numbers(told: pa.ChunkedArray) -> Real:
    """Numbers of any kind."""
    return _real(told.cast(pa.float64()))


def days(told: pa.ChunkedArray) -> Real:
    """Days since 1970."""
    return _real(told.cast(pa.date32()).cast(pa.int32()).cast(pa.float64()))


def moments(told: pa.ChunkedArray) -> Real:
    """Microseconds since 1970, which a real number holds to the letter until the year 2255."""
    return _real(told.cast(pa.timestamp("us", "UTC")).cast(pa.int64()).cast(pa.float64()))


def _real(told: pa.ChunkedArray) -> Real:
    """With NaN for what is missing."""
    return np.asarray(pc.fill_null(told, float("nan")).to_numpy(), np.float64)


def day_number(day: date) -> int:
    """The day as `days` has it."""
    return (day - EPOCH).days


def microseconds(at: datetime) -> int:
    """The moment as `moments` has it."""
    return (at - BEGIN) // timedelta(microseconds=1)


def day_of(number: float) -> date:
    """And back."""
    return date.fromordinal(EPOCH.toordinal() + int(number))


def moment_day(number: float) -> date:
    """The day (UTC) of a moment as `moments` has it."""
    return day_of(number // DAY)


class Span:
    """From when to when the lake held each row to be so."""

    def __init__(self, known_from: pa.ChunkedArray, superseded_at: pa.ChunkedArray) -> None:
        self.begin, self.end = moments(known_from), moments(superseded_at)
        self.now: Mask = np.isnan(self.end)

    def stood(self, known_at: date | datetime | None) -> Mask:
        """The rows that stand now, or stood at the end of a day."""
        at = moment(known_at)
        if at is None:
            return self.now
        told = float(microseconds(at))
        mask: Mask = (self.begin <= told) & ~(self.end <= told)
        return mask

    @property
    def last(self) -> datetime | None:
        """When the newest row was made; None where there is none."""
        return BEGIN + timedelta(microseconds=float(self.begin.max())) if len(self.begin) else None
