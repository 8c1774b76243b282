"""What became of each correction: whether it applies, is overruled or withdrawn, or finds nothing to fall on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vedette.correct.apply import applied
from vedette.correct.orders import orders, sides
from vedette.correct.standing import OF_INCIDENTS, overruled
from vedette.records import Correction, Reading

APPLIES = "applies"
WITHDRAWN = "withdrawn"
OVERRULED = "overruled by"
UNPLACED = "unplaced: its report is read otherwise now, and no event there is the one meant"
GONE = "unplaced: its report no longer stands"


def reports(corrections: Iterable[Correction]) -> frozenset[str]:
    """Keys of all reports that corrections name."""
    given = tuple(corrections)
    anchors = (anchor for each in given if each.what in OF_INCIDENTS for side in sides(each) for anchor in side)
    return frozenset([*(each.report for each in given if each.report), *(anchor.report for anchor in anchors)])


def states(corrections: Sequence[Correction], readings: Mapping[str, Reading]) -> dict[str, str]:
    """Id of each correction -> what became of it, by the readings (by key) of the reports that they name."""
    later = overruled(corrections)
    unplaced = {each.id for reading in readings.values() for each in applied(reading, corrections).unplaced}
    asked = orders(corrections, readings.values())
    unplaced |= {each.id for each in asked.unplaced}
    holding = {each.id for each in (*asked.together.values(), *asked.apart.values())}
    return {each.id: _state(each, later, readings, unplaced, holding) for each in corrections}


def _state(
    correction: Correction,
    later: Mapping[str, str],
    readings: Mapping[str, Reading],
    unplaced: set[str],
    holding: set[str],
) -> str:
    if correction.withdrawn_at is not None:
        return WITHDRAWN
    if correction.report is not None and correction.report not in readings:
        return GONE
    if correction.id in unplaced:
        return UNPLACED
    if correction.id in later:
        return f"{OVERRULED} {later[correction.id]}"
    if correction.what in OF_INCIDENTS and correction.id not in holding:
        return f"{OVERRULED} a later merge or split"
    return APPLIES
