"""Which corrections apply at a moment, and which are overruled by later ones of the same thing. None is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from vedette.records import Correction

OF_SOURCES = frozenset({"mistrust", "exclude"})
OF_INCIDENTS = frozenset({"merge", "split"})
FATES = frozenset({"reject", "keep"})
"""What says whether an event or a source counts; the last one said holds."""


def settled(given: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections, earliest first, each with the moment at which it was taken back; what takes back is no correction."""
    rows = sorted(given, key=lambda each: (each.made_at, each.id))
    taken: dict[str, datetime] = {}
    for each in rows:
        if each.what == "withdraw":
            taken.setdefault(each.target, each.made_at)
    return tuple(replace(each, withdrawn_at=taken.get(each.id)) for each in rows if each.what != "withdraw")


def standing(given: Iterable[Correction], at: datetime | None = None) -> tuple[Correction, ...]:
    """Those that apply at the moment, or now; earliest first."""
    return tuple(each for each in sorted(given, key=lambda each: (each.made_at, each.id)) if _stands(each, at))


def _stands(correction: Correction, at: datetime | None) -> bool:
    if at is None:
        return correction.withdrawn_at is None
    return correction.made_at <= at and (correction.withdrawn_at is None or correction.withdrawn_at > at)


def about_source(correction: Correction) -> bool:
    """Whether it is about all reports of a source."""
    return correction.what in OF_SOURCES or (correction.what == "keep" and correction.report is None)


def source_state(given: Iterable[Correction], source: str) -> Correction | None:
    """The mistrust or exclusion that holds of a source; None where it is trusted. The last one said holds."""
    said = [each for each in standing(given) if about_source(each) and each.target == source]
    return said[-1] if said and said[-1].what in OF_SOURCES else None


def overruled(given: Iterable[Correction]) -> Mapping[str, str]:
    """Id of a correction that says otherwise than a later one about the same thing -> id of the later one."""
    last: dict[tuple[object, ...], str] = {}
    found = {}
    for each in standing(given):
        thing = _thing(each)
        if thing in last:
            found[last[thing]] = each.id
        last[thing] = each.id
    return found


def _thing(correction: Correction) -> tuple[object, ...]:
    """What the correction decides."""
    if about_source(correction):
        return ("source", correction.target)
    if correction.what in OF_INCIDENTS:
        return (correction.id,)  # which of their pairs hold is told in `orders`
    where = (correction.report, correction.anchor and (correction.anchor.start, correction.anchor.end))
    if correction.what in FATES:
        return (*where, correction.type, "counts")
    words = correction.words or correction.anchor  # an argument that is added without words stands at the trigger
    return (*where, correction.type, correction.field, words and (words.start, words.end))
