"""What nobody wants to be alerted to: rows of a file that says why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from vedette.errors import UsageError
from vedette.records import Alert

SHAPE = "Write [[mute]] with reason and one or more of id, rule, country, place, actor, until"


@dataclass(frozen=True, slots=True)
class Mute:
    """Alerts that all of what is given fits are muted; what is left empty fits all."""

    reason: str
    id: str = ""
    rule: str = ""
    country: str = ""
    place: str = ""
    """Part of the name of the place or its province."""
    actor: str = ""
    until: date | None = None
    """Only alerts that were raised before this day."""

    def fits(self, alert: Alert) -> bool:
        """Whether an alert is meant."""
        where = f"{alert.place or ''}\n{alert.admin1 or ''}".casefold()
        return (
            alert.id.startswith(self.id)
            and self.rule in {"", alert.rule}
            and self.country in {"", alert.country}
            and self.place.casefold() in where
            and (not self.actor or self.actor in alert.actors)
            and (self.until is None or alert.raised < self.until)
        )


def mutes(path: Path) -> list[Mute]:
    """The rows of a file."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("mute", [])
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}. Name a file of mutes") from None
    except ValueError as error:
        raise UsageError(f"{path}: {error}. {SHAPE}") from None
    return [_mute(row, path) for row in rows]


def _mute(row: dict[str, object], path: Path) -> Mute:
    known = {each.name for each in fields(Mute)}
    told = set(row) - {"reason"}
    if not row.get("reason") or not told or not told <= known:
        raise UsageError(f"{path}: {row} is no mute. {SHAPE}")
    return Mute(**row)  # type: ignore[arg-type]


def muted(alerts: Iterable[Alert], rows: Iterable[Mute]) -> Iterator[Alert]:
    """All alerts; those that a row fits say why they are muted."""
    rows = list(rows)
    for alert in alerts:
        why = next((row.reason for row in rows if row.fits(alert)), None)
        yield replace(alert, muted=why) if why else alert
