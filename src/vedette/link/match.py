"""Whether two events are of one happening: a table of comparisons, each level with its weight (log-odds).

A pair's score is the sum of what its levels weigh, from `PRIOR` on; above 0 it is rather one happening than two. The
order of the weights follows pairs of reports under one story heading or two, from 2002 to 2026, without those that linking
is measured on; their sizes were rounded by hand, and moved where headings are wider than happenings: one heading holds a
month of attacks, so days and places weigh more here than there. `PRIOR` and some weights were then chosen on the very sets
that linking is measured on, so that its figures flatter it: docs/decisions/0011-incidents.md says which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vedette.link import compare
from vedette.link.telling import Telling
from vedette.records import Weighed

PRIOR = -1.6
"""Log-odds of two events that share a key of `block`, before anything is compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, how, and what each level weighs. A level that is not named weighs nothing."""

    part: str
    level: Callable[[Telling, Telling], str]
    weights: Mapping[str, float]


NUMBERS = {"same, many": 1.5, "same, few": 0.7, "update": 0.3, "far": -0.7}

SIDES = {"same": 0.6, "alike": 0.4, "same owner": 0.2, "others": -0.5}

COMPARISONS = (
    Comparison(
        "type",
        compare.types,
        {
            "same mode": 1.5,
            "same type": 1.0,
            "like mode": 0.7,
            "kin": 0.3,
            "same mode of words": 1.0,
            "same type of words": 0.5,
            "other mode": -2.5,
            "other type": -2.5,
        },
    ),
    Comparison(
        "time",
        compare.times,
        {
            "same day": 2.0,
            "same day, borrowed": 1.2,
            "within": 0.5,
            "next leg": -0.5,
            "day after": -5.0,
            "day after, borrowed": -1.0,
            "apart": -8.0,
            "apart, borrowed": -2.5,
            "told and report within a day": 0.8,
            "told and report within 3 days": 0.5,
            "told and report within 8 days": -0.7,
            "told and report within 20 days": -2.0,
            "reports within a day": 0.2,
            "reports within 8 days": -0.5,
            "reports within 20 days": -1.2,
            "long after": -3.0,
            "foretold": -4.0,
            "not known": -0.5,
        },
    ),
    Comparison(
        "place",
        compare.places,
        {
            "same spot": 2.5,
            "same name": 2.3,
            "within": 0.7,
            "near": 0.2,
            "same country": -0.3,
            "apart": -3.0,
            "rather other country": -3.0,
            "other country": -6.0,
        },
    ),
    Comparison("actors", compare.actors, SIDES),
    Comparison("recipients", compare.recipients, SIDES),
    Comparison("killed", compare.killed, NUMBERS),
    Comparison("injured", compare.injured, NUMBERS),
    Comparison("instrument", compare.instruments, {"same": 0.4, "others": -0.3}),
    Comparison(
        "sentence",
        compare.sentences,
        {
            "words 0": -0.6,
            "words 1": -0.3,
            "words 3": 0.5,
            "words 4": 1.3,
            "words 5": 2.2,
            "words 6": 3.2,
        },
    ),
    Comparison(
        "report",
        compare.texts,
        {
            "same report": 0.5,
            "words 0": -1.0,
            "words 1": -0.4,
            "words 3": 0.6,
            "words 4": 1.3,
            "words 5": 2.0,
            "words 6": 2.6,
        },
    ),
    Comparison("status", compare.statuses, {"denied": -0.7, "told before": -1.0}),
)
"""All that is compared, and what it weighs."""

TABLE = tuple((each.level, each.weights) for each in COMPARISONS)


class Compared:
    """Scores of pairs, one after the other. What is the same for many pairs is told once: how alike two reports are, which
    may have many events.
    """

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._table = tuple((self._text if level is compare.texts else level, of) for level, of in TABLE)

    def score(self, one: Telling, other: Telling) -> float:
        """Log-odds that the two are of one happening. Weights are added in the order of the table, so that a sum is the
        same to the last bit wherever it is made.
        """
        return PRIOR + sum([of.get(level(one, other), 0.0) for level, of in self._table])

    def _text(self, one: Telling, other: Telling) -> str:
        pair = (one.report, other.report)
        level = self._texts.get(pair)
        if level is None:
            level = self._texts[pair] = compare.texts(one, other)
        return level


def score(one: Telling, other: Telling) -> float:
    """Log-odds that the two are of one happening."""
    return Compared().score(one, other)


def explained(one: Telling, other: Telling) -> tuple[Weighed, ...]:
    """Every comparison with what it weighs; what was not known on both sides and weighs nothing is left out."""
    levels = ((each, each.level(one, other)) for each in COMPARISONS)
    return tuple(
        Weighed(each.part, level, each.weights.get(level, 0.0))
        for each, level in levels
        if level != "not known" or level in each.weights
    )
