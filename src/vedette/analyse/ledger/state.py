"""What becomes of a force's status as reports tell more of it: a literal table, walked through by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from vedette.analyse.ledger import places
from vedette.analyse.ledger.fact import Fact
from vedette.records import Where

AHEAD = ("requested", "threatened", "authorised", "on_standby")
ENDED = ("rotated", "withdrawn")


class Turn(NamedTuple):
    """A row of the table: what is held, what a report tells, what holds then, and by which rule."""

    held: tuple[str, ...]
    told: tuple[str, ...]
    then: str
    """A status; "told" or "held"."""
    rule: str


TURNS: tuple[Turn, ...] = (
    Turn(("requested", "threatened"), ("authorised", "on_standby"), "told", "granted"),
    Turn(("requested", "threatened", "authorised", "on_standby"), ("moving",), "told", "set-out"),
    Turn(("moving",), ("present",), "told", "arrived"),
    Turn(("requested", "threatened", "authorised", "on_standby"), ("present",), "told", "arrived"),
    Turn(("authorised",), ("on_standby",), "told", "made-ready"),
    Turn(("requested",), ("threatened",), "told", "as-reported"),
    Turn((*AHEAD, "moving", "present"), AHEAD, "held", "ahead-changes-nothing"),
    Turn(("present",), ("moving",), "told", "moved-on"),
    Turn(("requested", "threatened", "authorised", "on_standby"), ("withdrawn",), "told", "stood-down"),
    Turn((*AHEAD, "moving", "present", "withdrawn"), ("rotated",), "told", "replaced"),
    Turn((*AHEAD, "moving", "present"), ("withdrawn",), "told", "withdrawn"),
    Turn(("rotated",), ("withdrawn",), "held", "ended-stays-ended"),
    Turn(ENDED, ("moving", *AHEAD), "held", "ended-stays-ended"),
    Turn(ENDED, ("present",), "told", "came-back"),
)
"""First row that fits. Where both are the same, the status is confirmed."""

FIRST = {"rotated": "replaced", "withdrawn": "withdrawn"}
"""Rules of statuses that say what happened, where nothing was told before."""

BY_REPORT = ("rotated", "withdrawn", "present", "moving", "on_standby", "authorised", "threatened", "requested")
"""Of several statuses that one report tells of a force, the one that counts: what is done before what lies ahead."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a force's story has come to."""

    status: str
    rule: str
    facts: tuple[Fact, ...]
    """Those that tell this status since it came to it, oldest first."""
    beside: tuple[Fact, ...] = ()
    """Those of a readiness that the same report tells beside the presence."""


def walk(facts: Sequence[Fact], asides: set[str]) -> State:
    """The state after all facts, which are in order; asides only confirm."""
    state: State | None = None
    for told in _by_report(facts, asides):
        state = _begun(told) if state is None else _turned(state, told)
    if state is None:
        state = _begun(_Told.of(facts, facts))
    return _confirmed(state, [fact for fact in facts if fact.entry.posture.id in asides])


def walks(facts: Sequence[Fact], asides: set[str]) -> Iterator[tuple[date | None, State]]:
    """Each day on which anything is told, and the state at its end, as `walk` has it of the facts until then."""
    state: State | None = None
    passing: list[Fact] = []
    for day, each in groupby(facts, key=lambda one: one.entry.published):
        today = list(each)
        for told in _by_report(today, asides):
            state = _begun(told) if state is None else _turned(state, told)
        passing += [fact for fact in today if fact.entry.posture.id in asides]
        yield day, _confirmed(state or _begun(_Told.of(passing, passing)), passing)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one report tells of a force."""

    day: date | None
    status: str
    facts: tuple[Fact, ...]
    ready: tuple[Fact, ...]

    @classmethod
    def of(cls, facts: Sequence[Fact], _all: Sequence[Fact]) -> _Told:
        status = _of_report(facts)
        ready = tuple(fact for fact in facts if fact.status == "on_standby") if status == "present" else ()
        return cls(facts[0].entry.published, status, tuple(fact for fact in facts if fact.status == status), ready)


def _by_report(facts: Sequence[Fact], asides: set[str]) -> Iterator[_Told]:
    telling = [fact for fact in facts if fact.entry.posture.id not in asides]
    for _, group in groupby(telling, key=lambda fact: (fact.entry.published, fact.entry.key)):
        yield _Told.of(list(group), telling)


def _of_report(facts: Sequence[Fact]) -> str:
    """The status that counts; a force that is told to move and to arrive elsewhere later is still moving."""
    told = {fact.status for fact in facts}
    status = next(status for status in BY_REPORT if status in told)
    if status == "present" and "moving" in told and "authorised" in told:
        there = [fact.where for fact in facts if fact.status == "present"]
        ahead = [fact.where for fact in facts if fact.status == "authorised"]
        if not any(places.lies(one, other) == places.SAME for one in there for other in ahead):
            return "moving"
    return status


def _begun(told: _Told) -> State:
    return State(told.status, FIRST.get(told.status, "as-reported"), told.facts, told.ready)


def _turned(state: State, told: _Told) -> State:
    if told.status == state.status:
        return State(state.status, "confirmed", (*state.facts, *told.facts), told.ready)
    turn = next((turn for turn in TURNS if state.status in turn.held and told.status in turn.told), None)
    if turn is None or turn.then == "held" or _is_stale(state, told) or _is_there(state, told):
        return state
    return State(told.status, turn.rule, told.facts, told.ready)


def _is_stale(state: State, told: _Told) -> bool:
    """Whether a force that ended is told to be there by a report of the same day, which need not know of the end."""
    return state.status in ENDED and told.status == "present" and told.day == state.facts[-1].entry.published


def _is_there(state: State, told: _Told) -> bool:
    """Whether a force that is there is told to move to the same place, or to nobody knows where."""
    if (state.status, told.status) != ("present", "moving"):
        return False
    there = [fact.where for fact in state.facts if fact.where]
    return all(_goes_there(fact, there) for fact in told.facts)


def _goes_there(fact: Fact, there: Sequence[Where]) -> bool:
    if fact.where is None:
        return fact.entry.posture.origin is None
    return any(places.lies(fact.where, one) == places.SAME for one in there)


def _confirmed(state: State, asides: Sequence[Fact]) -> State:
    """The state with what is said in passing of the same status since it came to it."""
    begun = state.facts[0].entry.published
    also = [fact for fact in asides if fact.status == state.status and _not_before(fact, begun)]
    facts = {fact.entry.posture.id: fact for fact in (*state.facts, *also)}
    return State(state.status, state.rule, tuple(sorted(facts.values(), key=lambda one: one.order)), state.beside)


def _not_before(fact: Fact, day: date | None) -> bool:
    return day is None or fact.entry.published is None or fact.entry.published >= day
