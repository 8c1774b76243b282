"""All that was said, in the order of publication, with stance and state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from vedette.analyse.statements.asked import Asked, wants
from vedette.analyse.statements.sides import side, words
from vedette.analyse.statements.states import Known, known, state
from vedette.analyse.statements.taken import Taken, deeds, in_order, taken
from vedette.records import Heard, Reading

ALL = Asked()


def told(readings: Iterable[Reading], asked: Asked = ALL, *, as_of: date | None = None) -> tuple[Heard, ...]:
    """The statements that are asked for, by day of publication, report and place in the text.

    `as_of` is the day up to whose end reports count; left out, all count, and deadlines are held against the last day
    on which one was published. The order of the readings does not matter.
    """
    return chosen(everything(readings, as_of), asked)


def everything(readings: Iterable[Reading], as_of: date | None = None) -> Iterator[tuple[Taken, Heard]]:
    """All statements, in that order, each as it was taken and with what became of it."""
    ordered = in_order(one for one in readings if as_of is None or is_by(one, as_of))
    last = max((one.report.published for one in ordered if one.report.published), default=None)
    all_of_them = taken(ordered)
    facts = known(all_of_them, deeds(ordered), as_of or last)
    return ((one, heard(one, facts)) for one in all_of_them)


def chosen(pairs: Iterable[tuple[Taken, Heard]], asked: Asked) -> tuple[Heard, ...]:
    """Those that are asked for."""
    return carried([(one, each) for one, each in pairs if wants(asked, one, each)], asked.min_sources)


def carried(found: Sequence[tuple[Taken, Heard]], least: int) -> tuple[Heard, ...]:
    """Those that so many outlets carry; a report without an outlet counts as one of its own."""
    outlets: dict[Key, set[str]] = defaultdict(set)
    for one, each in found:
        outlets[key(one)].add(each.source or each.report)
    return tuple(each for one, each in found if len(outlets[key(one)]) >= least)


Key = tuple[object, str | None, str]


def key(one: Taken) -> Key:
    """What makes two statements one for counting who carries it; without an event its words must be the same."""
    said = one.statement
    who = side(said.speaker.who) or words(said.speaker.span.text)
    return who, one.stance, one.events[0].type if one.events else " ".join(said.content.text.casefold().split())


def is_by(reading: Reading, day: date) -> bool:
    """Whether a report was published by the end of a day; one without a day cannot be told to be."""
    return reading.report.published is not None and reading.report.published <= day


def heard(one: Taken, facts: Known) -> Heard:
    """The record of a statement."""
    found = state(one, facts)
    stood, asked = found or (None, None)
    return Heard(
        statement=one.statement,
        report=one.reading.report.id,
        published=one.published,
        source=one.reading.report.source,
        stance=one.stance,
        stances=one.stances,
        state=stood.state if stood else None,
        state_rule=stood.rule if stood else None,
        deadline=asked.deadline if asked else None,
        rests_on=stood.rests_on if stood else (),
    )
