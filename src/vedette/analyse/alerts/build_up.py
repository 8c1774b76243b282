"""Forces that gather at a border while words or shots cross it."""

from __future__ import annotations

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
    """What countries are at odds over."""

    between: Mapping[frozenset[str], list[Told]]
    """What was said or done across a border."""
    within: Mapping[str, list[Told]]
    """Violence in a country."""


def build_up(picture: Picture, given: BuildUp) -> Iterator[Alert]:
    """A large force at a border, of a state that is at odds with the one behind it."""
    odds = _odds(picture.events)
    raised: dict[frozenset[str], date] = {}
    for entry in sorted(picture.forces, key=lambda one: (one.published or date.min, one.report_id)):
        mine, day = owner(entry), entry.published
        if mine is None or day is None or not gathers(entry, given.size):
            continue
        for other in _others(mine, behind(entry, given.size), odds):
            rows = _reasons(entry, (mine, other), day, odds, given)
            if len({row.report for row in rows}) < given.reports or _again(
                raised.get(frozenset({mine, other})), day, given
            ):
                continue
            now = raised[frozenset({mine, other})] = max(day, _enough(rows, given.reports))
            yield _alert(entry, (mine, other), rows, now, _denials(picture.forces, entry))


def _odds(rows: Sequence[Told]) -> Odds:
    odds = Odds({}, {})
    for row in rows:
        if row.hit and row.country:
            odds.within.setdefault(row.country, []).append(row)  # type: ignore[attr-defined]
        if row.type in HOSTILE and row.done:
            for pair in {
                frozenset({a, r}) for a in row.actors for r in row.recipients if a != r and state(a) and state(r)
            }:
                odds.between.setdefault(pair, []).append(row)  # type: ignore[attr-defined]
    return odds


def _others(mine: str, told: tuple[str, ...] | None, odds: Odds) -> tuple[str, ...]:
    """The countries behind the border; where none is named, all that the owner is at odds with."""
    if told is None or told:
        return told or ()
    return tuple(sorted(name for pair in odds.between if mine in pair for name in pair - {mine}))


def _reasons(entry: Entry, pair: Pair, day: date, odds: Odds, given: BuildUp) -> list[Told]:
    rows = [*odds.between.get(frozenset(pair), [])]
    if is_heavy(entry):
        rows += [row for row in odds.within.get(pair[1], []) if row.published <= day]
    span = timedelta(days=given.around_days)
    return [row for row in rows if day - span <= row.published <= day + span]


def _enough(rows: Sequence[Told], reports: int) -> date:
    """The day of the report that made them enough."""
    first: dict[str, date] = {}
    for row in rows:
        first[row.report] = min(first.get(row.report, row.published), row.published)
    return sorted(first.values())[reports - 1]


def _again(raised: date | None, day: date, given: BuildUp) -> bool:
    return raised is not None and (day - raised).days <= given.again_days


def _denials(forces: Sequence[Entry], entry: Entry) -> list[Entry]:
    """Denials of forces of this owner in the week after, the oldest first, in whatever order a lake gives its rows."""
    mine, day = owner(entry), entry.published or date.min
    denied = (one for one in forces if one.posture.status == "denied" and owner(one) == mine)
    found = [one for one in denied if timedelta(0) <= (one.published or day) - day <= timedelta(days=7)]
    return sorted(found, key=lambda one: (one.published or day, one.report_id, one.posture.id))


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
