"""Violence after a ceasefire was signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analyse.alerts.found import alert, of_row
from vedette.analyse.alerts.picture import Picture, Told
from vedette.records import Alert

SIGNING = ("AGREE", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE")
"""Types under which a ceasefire is signed, begun or declared."""


NAMED = ("city", "region")
"""Kinds of place that tell a province best."""


@dataclass(frozen=True, slots=True)
class Truce:
    """When a ceasefire counts as broken."""

    holds_days: int = 60
    """So long after its signing violence is a breach of it."""
    voices: int = 1
    """Reports that tell of the violence."""


def truce(picture: Picture, given: Truce) -> Iterator[Alert]:
    """A ceasefire, and after its day violence in the same country, in a report that names the ceasefire."""
    signed: dict[str, Told] = {}
    broken: dict[str, tuple[Told, list[Told]]] = {}
    naming = {row.report for row in picture.events if row.truce}
    for row in picture.events:
        if row.truce and row.done and row.type in SIGNING:
            for country in _countries(row):
                signed.setdefault(country, row)
        elif row.violent and row.report in naming:
            pact = next((signed[name] for name in _countries(row) if _breaks(row, signed.get(name), given)), None)
            if pact:
                broken.setdefault(pact.report, (pact, []))[1].append(row)
    for pact, rows in broken.values():
        if len({row.report for row in rows}) >= given.voices:
            yield _alert(pact, rows)


def _countries(row: Told) -> list[str]:
    """Those of its place and its parties."""
    parties = [name[:3] for name in (*row.actors, *row.recipients) if ":" not in name]
    return list(dict.fromkeys([*([row.country] if row.country else []), *parties]))


def _breaks(row: Told, pact: Told | None, given: Truce) -> bool:
    return pact is not None and pact.day < row.day and (row.day - pact.day).days <= given.holds_days


def _alert(pact: Told, rows: Sequence[Told]) -> Alert:
    begun = min(row.day for row in rows)
    placed = next((row for row in rows if row.admin1 and row.kind in NAMED), rows[0])
    raised: date = min(row.published for row in rows)
    after = (begun - pact.day).days
    return alert(
        "broken-ceasefire",
        of_row(placed),
        begun,
        raised,
        f"violence on {begun} in {placed.country}, {after} day{'' if after == 1 else 's'} after a ceasefire",
        actors=[name for row in rows for name in row.actors],
        toward=[name for row in rows for name in row.recipients],
        rows=[pact, *rows],
    )
