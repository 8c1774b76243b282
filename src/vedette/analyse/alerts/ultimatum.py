"""A demand with a last day, by one side to another, and whether it was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from vedette.analyse.alerts.found import Place, alert
from vedette.analyse.alerts.picture import Demand, Picture, side, state
from vedette.records import Alert

WORDS = 90
"""Characters of the demand that are shown."""


@dataclass(frozen=True, slots=True)
class Ultimatum:
    """What is one."""

    longest_days: int = 30
    """A later last day is a plan, and no ultimatum."""
    again_days: int = 30
    """The same side's next one within so many days is the same."""


def ultimatum(picture: Picture, given: Ultimatum) -> Iterator[Alert]:
    """The first report of each, with all later ones that tell of it."""
    open_: dict[str, list[Demand]] = {}
    for demand in sorted(picture.demands, key=lambda one: (one.heard.published or date.min, one.heard.report)):
        maker = _maker(demand)
        if maker is None or not _is_one(demand, given):
            continue
        before = open_.get(maker)
        if before and (_day(demand) - _day(before[0])).days <= given.again_days:
            before.append(demand)
            continue
        if before:
            yield _alert(maker, before, picture)
        open_[maker] = [demand]
    for maker, demands in open_.items():
        yield _alert(maker, demands, picture)


def _is_one(demand: Demand, given: Ultimatum) -> bool:
    heard = demand.heard
    if heard.stance != "demands" or heard.deadline is None or not any(map(state, demand.toward)):
        return False
    return 0 < (heard.deadline - _day(demand)).days <= given.longest_days


def _maker(demand: Demand) -> str | None:
    """A state; others demand much by tomorrow."""
    who = demand.heard.statement.speaker.who.value
    name = side(who.code) if who else None
    return name if name and state(name) else None


def _day(demand: Demand) -> date:
    return demand.heard.published or date.min


def _alert(maker: str, demands: list[Demand], picture: Picture) -> Alert:
    begun, ends = demands[0], demands[0].heard.deadline
    toward = [name for name in begun.toward if state(name)]
    words = shorten(begun.heard.statement.content.text, WORDS, placeholder=" …")
    return alert(
        "ultimatum",
        Place(maker),
        _day(begun),
        _day(begun),
        f"{maker} sets {' and '.join(toward)} a last day, {ends}: “{words}”",
        actors=[maker],
        toward=toward,
        reports=tuple(dict.fromkeys(one.heard.report for one in demands)),
        statements=tuple(dict.fromkeys(one.heard.statement.id for one in demands)),
        note=_became(begun, ends, picture.last),
    )


def _became(demand: Demand, ends: date | None, now: date | None) -> str:
    heard = demand.heard
    if heard.state in {"met", "withdrawn"}:
        return f"{heard.state} since, by {heard.state_rule}"
    return f"went by on {ends}; nothing was told of an answer" if ends and now and ends < now else f"open until {ends}"
