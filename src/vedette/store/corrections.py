"""Corrections by hand in a lake: kept as rows that are never altered, given as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa

from vedette.correct import settled
from vedette.correct.standing import about_source
from vedette.errors import UsageError
from vedette.records import Correction, digest
from vedette.store.columns import decoder, encoder
from vedette.store.known import moment
from vedette.store.lake import Keyring, Table
from vedette.store.tables import CORRECTIONS, KEY_LENGTH, table

if TYPE_CHECKING:
    from vedette.store.opened import Lake

NAME = "corrections"

LEAST = 4
"""Letters of a correction's id that stand for all of it."""

SHORT = 8
"""Letters of an id that are shown."""

_ENCODE, _DECODE = encoder(Correction), decoder(Correction)


def given(lake: Lake, known_at: date | datetime | None = None) -> tuple[Correction, ...]:
    """All that were made, earliest first, each with the moment at which it was withdrawn; or those known at a moment."""
    return of_table(lake.tables.get(NAME), known_at)


def of_table(rows: Table | None, known_at: date | datetime | None = None) -> tuple[Correction, ...]:
    """The same, of the table; none where a lake is too old to have one."""
    until = moment(known_at)
    return settled(each for each in raw(rows) if until is None or each.made_at <= until)


def raw(rows: Table | None, files: Sequence[str] | None = None) -> tuple[Correction, ...]:
    """Rows as they were written, those that withdraw others among them."""
    if rows is None or not (rows.files() if files is None else files):
        return ()
    return tuple(map(_DECODE, rows.rows(files=files).to_pylist()))


def as_table(some: Iterable[Correction]) -> pa.Table:
    """The corrections as Arrow."""
    return table([_ENCODE(each) for each in some], CORRECTIONS)


def keep(lake: Lake, some: Iterable[Correction]) -> int:
    """Write corrections, in one commit, and bring the events up to them; how many were new."""
    written = lake.tables[NAME].append(as_table(some), Keyring("id"))
    lake.refresh()
    lake.derive()
    return int(written.num_rows)


def named(what: str, target: str, made_at: datetime) -> str:
    """The id of a correction."""
    return digest("correction", what, target, made_at.isoformat(), length=KEY_LENGTH)


def withdraw(lake: Lake, words: str, *, reason: str, by: str, at: datetime) -> Correction:
    """Take a correction back, by its id or the first letters of it; the correction comes back."""
    found = _only(given(lake), words)
    if found.withdrawn_at is not None:
        raise UsageError(f"correction {found.id} was withdrawn on {found.withdrawn_at:%Y-%m-%d} already")
    later = max(at, found.made_at + timedelta(microseconds=1))
    name = named("withdraw", found.id, later)
    keep(lake, [Correction(name, "withdraw", found.id, found.report, None, None, None, None, reason, by, later)])
    return found


def withdrawals(lake: Lake) -> Mapping[str, Correction]:
    """Id of a correction -> the row that withdrew it, with who and why."""
    rows = sorted(raw(lake.tables.get(NAME)), key=lambda each: each.made_at, reverse=True)
    return {each.target: each for each in rows if each.what == "withdraw"}


@dataclass(frozen=True, slots=True)
class Touched:
    """Reports and sources that corrections are about."""

    reports: frozenset[str]
    """Keys."""
    sources: frozenset[str]

    def give(self) -> Mapping[str, pa.Table]:
        """As tables for a query."""
        return {
            "corrected_reports": pa.table({"key": pa.array(sorted(self.reports), pa.string())}),
            "corrected_sources": pa.table({"source": pa.array(sorted(self.sources), pa.string())}),
        }


def touched(all_of: Sequence[Correction], some: Iterable[Correction] | None = None) -> Touched:
    """What the corrections are about, or only some of the rows, which may withdraw others."""
    by_id = {each.id: each for each in all_of}
    chosen = all_of if some is None else [by_id.get(each.target, each) for each in some]
    return Touched(
        frozenset(each.report for each in chosen if each.report),
        frozenset(each.target for each in chosen if about_source(each)),
    )


def _only(known: Iterable[Correction], words: str) -> Correction:
    found = [each for each in known if len(words) >= LEAST and each.id.startswith(words)]
    if not found:
        raise UsageError(f"no correction's id begins with {words!r}. `vedette corrections` lists them")
    if len(found) > 1:
        raise UsageError(
            f"{words!r} begins {len(found)} ids: {', '.join(each.id for each in found[:5])}. Give more of it"
        )
    return found[0]
