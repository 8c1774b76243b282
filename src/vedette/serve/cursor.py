"""Where a page of a list ended, as one word. The next page begins behind that row, whatever was written meanwhile."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from vedette.errors import UsageError

Condition = tuple[str, list[object]]
"""A condition with `?` for each of its values."""

Plain = str | float | None
"""What JSON holds of a value that rows are sorted by."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an order: behind this row."""

    sort: str
    value: Plain
    """The row's value in the column sorted by, a day as YYYY-MM-DD; None where it has none, and comes last."""
    id: str

    @classmethod
    def told(cls, words: str, sort: str) -> Cursor:
        """The place that a word means, in this order."""
        try:
            told = json.loads(urlsafe_b64decode(words.encode("ascii") + b"=" * (-len(words) % 4)))
            order, value, row = told
        except (ValueError, TypeError):
            raise _wrong(words) from None
        if not (isinstance(row, str) and isinstance(order, str) and isinstance(value, str | int | float | None)):
            raise _wrong(words)
        if order != sort:
            raise UsageError(f"after: this page goes on in the order {order[:40]!r}: ask with sort={order[:40]}")
        return cls(order, value, row)

    @classmethod
    def behind_row(cls, sort: str, value: Any, row: str) -> Cursor:  # noqa: ANN401 - of any type that sorts
        """The place behind a row."""
        return cls(sort, value.isoformat() if isinstance(value, date) else value, row)

    def __str__(self) -> str:
        told = json.dumps([self.sort, self.value, self.id], separators=(",", ":"))
        return urlsafe_b64encode(told.encode()).decode("ascii").rstrip("=")

    def behind(self, column: str, key: str, kind: str) -> Condition:
        """The condition that a row comes after it, where the column is of this kind, for the database to say."""
        if self.value is None:
            return f"({column} IS NULL AND {key} > ?)", [self.id]
        past, value = "<" if self.sort.startswith("-") else ">", f"CAST(? AS {kind})"
        told = f"({column} {past} {value} OR {column} IS NULL OR ({column} = {value} AND {key} > ?))"
        return told, [self.value, self.value, self.id]


def order(column: str, key: str, sort: str) -> str:
    """The clause that sorts so."""
    return f"ORDER BY {column} {'DESC' if sort.startswith('-') else 'ASC'} NULLS LAST, {key}"


def _wrong(words: str) -> UsageError:
    return UsageError(f"after: {words[:60]!r} is no place to go on from; take `next` of the page before")
