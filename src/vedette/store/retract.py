"""Taking back: a report, or all that a source told. Nothing is erased: from then on it no longer stands, and says why."""

from __future__ import annotations

from datetime import datetime

import pyarrow.compute as pc

from vedette.errors import UsageError
from vedette.records import digest
from vedette.store.columns import encoder
from vedette.store.known import quoted
from vedette.store.lake import Keyring
from vedette.store.opened import Lake
from vedette.store.tables import KEY_LENGTH, WITHDRAWALS, Withdrawal, table

LEAST = 8
"""Letters of a key that stand for all of it: fewer are more likely an id, or begin the key of another report too."""

MANY = 5
"""Reports that are named where one word means several."""


def report(lake: Lake, words: str, reason: str, at: datetime) -> int:
    """Withdraw the report of this key (or its first letters, eight at least) or id, in all its readings; how many reports it was."""
    key = _only(lake, words)
    return _withdraw(lake, [Withdrawal(_id(key, at), key, None, reason, at)])


def source(lake: Lake, name: str, reason: str, at: datetime) -> int:
    """Withdraw all reports of the source that the lake knows by now; how many there were that still stood."""
    standing: int = lake.reports(columns=["source"]).filter(pc.field("source") == name).num_rows
    if not standing:
        raise UsageError(f"no report that stands is of the source {name!r}. `vedette lake show` lists sources")
    _withdraw(lake, [Withdrawal(_id(name, at), None, name, reason, at)])
    return standing


def keys(lake: Lake, of: list[str], reason: str, at: datetime) -> int:
    """Withdraw rows by their whole keys: dead letters that turned out well."""
    return _withdraw(lake, [Withdrawal(_id(key, at), key, None, reason, at) for key in of]) if of else 0


def _withdraw(lake: Lake, withdrawals: list[Withdrawal]) -> int:
    rows = table([encoder(Withdrawal)(each) for each in withdrawals], WITHDRAWALS)
    written = lake.tables["withdrawals"].append(rows, Keyring("id"))
    lake.refresh()
    lake.derive()
    return int(written.num_rows)


def _id(what: str, at: datetime) -> str:
    return digest("withdrawn", what, at.isoformat(), length=KEY_LENGTH)


def _only(lake: Lake, words: str) -> str:
    """The key that is meant."""
    condition = f"id = {quoted(words)}"
    if len(words) >= LEAST:
        condition += f" OR starts_with(key, {quoted(words)})"
    found = lake.query().rows(
        "SELECT DISTINCT key FROM reports JOIN standing USING (reading) "
        f"WHERE text <> '' AND superseded_at IS NULL AND ({condition}) ORDER BY key"
    )
    known: list[str] = found.column("key").to_pylist()
    if not known:
        raise UsageError(f"no report that stands has a key or id {words!r}. Events name their report in `report`")
    if len(known) > 1:
        shown = ", ".join(known[:MANY])
        raise UsageError(f"{words!r} means {len(known)} reports: {shown}. Give more of the key")
    return known[0]
