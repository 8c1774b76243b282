"""Forces that gather at a border while words or shots cross it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vedette.analyse.alerts.found import Place, alert
from vedette.analyse.alerts.gathered import Size, behind, gathers, is_heavy, owner
from vedette.analyse.alerts.picture import Picture, Told, state
from vedette.analyse.ledger import Entry
from vedette.records import Alert

HOSTILE = ("ACCUSE", "ASSAULT", "COERCE", "REJECT", "REQUEST", "SANCTION", "THREATEN")


@dataclass(frozen=True, slots=True)
class BuildUp:
    """What is one."""

    size: Size = field(default_factory=Size)
    reports: int = 2
    """That tell of hostile words or deeds between the two; of tanks and guns also of fighting behind the border."""
    around_days: int = 14
    """They are told so long before or after."""
    again_days: int = 60
    """No second alert about a pair of countries for so long."""


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Odds:
    """What countries are at odds over, by publication."""

    between: Mapping[frozenset[str], list[Told]]
    """What was said or done across a border."""
    within: Mapping[str, list[Told]]
    """Violence in a country."""
    others: Mapping[str, tuple[str, ...]]
    """A country -> all that it is at odds with."""


def build_up(picture: Picture, given: BuildUp) -> Iterator[Alert]:
    """A large force at a border, of a state that is at odds with the one behind it."""
    odds, denied = _odds(picture.events), _denied(picture.forces)
    raised: dict[frozenset[str], date] = {}
    for entry in sorted(picture.forces, key=lambda one: (one.published or date.min, one.report_id)):
        mine, day = owner(entry), entry.published
        if mine is None or day is None or not gathers(entry, given.size):
            continue
        for other in _others(mine, behind(entry, given.size), odds):
            pair = frozenset({mine, other})
            if _again(raised.get(pair), day, given):
                continue
            rows = _reasons(entry, (mine, other), day, odds, given)
            if len({row.report for row in rows}) < given.reports:
                continue
            now = raised[pair] = max(day, _enough(rows, given.reports))
            yield _alert(entry, (mine, other), rows, now, _denials(denied.get(mine, ()), day))


def _odds(rows: Sequence[Told]) -> Odds:
    between: dict[frozenset[str], list[Told]] = defaultdict(list)
    within: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        if row.hit and row.country:
            within[row.country].append(row)
        if row.type in HOSTILE and row.done:
            for pair in {
                frozenset({a, r}) for a in row.actors for r in row.recipients if a != r and state(a) and state(r)
            }:
                between[pair].append(row)
    for told in (*between.values(), *within.values()):
        told.sort(key=_published)
    others: dict[str, set[str]] = defaultdict(set)
    for pair in between:
        for name in pair:
            others[name] |= pair - {name}
    return Odds(between, within, {name: tuple(sorted(each)) for name, each in others.items()})


def _published(row: Told) -> date:
    return row.published


def _others(mine: str, told: tuple[str, ...] | None, odds: Odds) -> tuple[str, ...]:
    """The countries behind the border; where none is named, all that the owner is at odds with."""
    if told is None or told:
        return told or ()
    return odds.others.get(mine, ())


def _reasons(entry: Entry, pair: Pair, day: date, odds: Odds, given: BuildUp) -> list[Told]:
    span = timedelta(days=given.around_days)
    rows = _told(odds.between.get(frozenset(pair), ()), day - span, day + span)
    if is_heavy(entry):
        rows += _told(odds.within.get(pair[1], ()), day - span, day)
    return rows


def _told(rows: Sequence[Told], first: date, last: date) -> list[Told]:
    """Those that were published on the days from the first to the last."""
    return [*rows[bisect_left(rows, first, key=_published) : bisect_right(rows, last, key=_published)]]


def _enough(rows: Sequence[Told], reports: int) -> date:
    """The day of the report that made them enough."""
    first: dict[str, date] = {}
    for row in rows:
        first[row.report] = min(first.get(row.report, row.published), row.published)
    return sorted(first.values())[reports - 1]


def _again(raised: date | None, day: date, given: BuildUp) -> bool:
    return raised is not None and (day - raised).days <= given.again_days


def _denied(forces: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The denials of the forces of each owner, the oldest first, in whatever order a lake gives its rows."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for one in forces:
        mine = owner(one) if one.posture.status == "denied" and one.published else None
        if mine:
            found[mine].append(one)
    for told in found.values():
        told.sort(key=lambda one: (one.published or date.min, one.report_id, one.posture.id))
    return found


def _denials(denied: Sequence[Entry], day: date) -> list[Entry]:
    """Those of the week after."""
    return [one for one in denied if one.published and timedelta(0) <= one.published - day <= timedelta(days=7)]


def _alert(entry: Entry, pair: Pair, rows: Sequence[Told], raised: date, denials: Sequence[Entry]) -> Alert:
    posture = entry.posture
    where = posture.where.value if posture.where else None
    known = posture.when.value if posture.when else None
    words = " ".join(posture.force.text.split())
    reports = [entry.report_id, *(one.report_id for one in denials), *(row.report for row in rows)]
    return alert(
        "build-up",
        Place(where.country if where else None, where.admin1 if where else None, where.name if where else None),
        min(known.since, raised) if known else raised,
        raised,
        f"“{words}” of {pair[0]} at the border with {pair[1]}, between which there are hostile words or deeds",
        actors=[pair[0]],
        toward=[pair[1]],
        reports=tuple(dict.fromkeys(reports)),
        events=tuple(dict.fromkeys(row.id for row in rows)),
        postures=tuple(dict.fromkeys([posture.id, *(one.posture.id for one in denials)])),
        note=f"denied in {', '.join(dict.fromkeys(one.report_id for one in denials))}" if denials else None,
    )
