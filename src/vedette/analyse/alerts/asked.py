"""Alerts that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.analyse.alerts.picture import Picture
from vedette.analyse.alerts.rules import RULES, found
from vedette.errors import UsageError
from vedette.records import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which alerts. Of several values of one filter any will do; all filters must hold."""

    since: date | None = None
    """Raised on this day or later."""
    until: date | None = None
    """Raised before this day."""
    rule: Sequence[str] = ()
    place: Sequence[str] = ()
    """A country's code, or part of the name of a place or its province."""
    actor: Sequence[str] = ()
    """Who acts or is hit: KEN is also KEN MIL."""


def answer(picture: Picture, asked: Asked) -> Iterator[Alert]:
    """Those that the rules find, by the day on which they were raised."""
    _known(asked)
    rules = [rule for rule in RULES if not asked.rule or rule.name in asked.rule]
    return chosen(found(picture, rules), asked)


def chosen(alerts: Iterable[Alert], asked: Asked) -> Iterator[Alert]:
    """Those of some alerts that are asked for, in their order."""
    _known(asked)
    return (one for one in alerts if (not asked.rule or one.rule in asked.rule) and _wanted(one, asked))


def _known(asked: Asked) -> None:
    names = [rule.name for rule in RULES]
    for name in asked.rule:
        if name not in names:
            raise UsageError(f"there is no rule {name!r}; there are {', '.join(names)}")


def _wanted(alert: Alert, asked: Asked) -> bool:
    if (asked.since and alert.raised < asked.since) or (asked.until and alert.raised >= asked.until):
        return False
    where = f"{alert.place or ''}\n{alert.admin1 or ''}".casefold()
    placed = not asked.place or any(name == alert.country or name.casefold() in where for name in asked.place)
    return placed and (not asked.actor or any(_named(name, (*alert.actors, *alert.toward)) for name in asked.actor))


def _named(name: str, sides: Iterable[str]) -> bool:
    return any(side == name or side.startswith(f"{name} ") for side in sides)


def one(alerts: Iterable[Alert], name: str) -> Alert:
    """The alert whose id begins so."""
    fitting = [alert for alert in alerts if alert.id.startswith(name)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"{len(fitting)} alerts begin with {name!r}. Give more of the id")
    raise UsageError(f"no alert begins with {name!r}. List them with `vedette alerts`")
