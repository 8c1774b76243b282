"""Copies of a report count once: what a copy says again is the first report's, and only adds the copy to its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from vedette.analyse.ledger.fact import Fact

Said = tuple[str, str]
"""What makes two entries of one text one: the words of the force, and the status."""


def once(facts: Iterable[Fact]) -> tuple[list[Fact], Mapping[str, tuple[str, ...]]]:
    """The facts without those that a copy repeats, and for the id of each entry the copies that repeat it."""
    kept, repeated = again(facts)
    return kept, {posture: tuple(sorted({one.entry.report_id for one in told})) for posture, told in repeated.items()}


def again(facts: Iterable[Fact]) -> tuple[list[Fact], Mapping[str, list[Fact]]]:
    """Likewise, for the id of each entry the facts that repeat it, in order. Whether a fact is kept is told by those before it,
    so that what is kept of those until a day is what is kept of all, until that day.
    """
    first: dict[tuple[str, Said], Fact] = {}
    kept: list[Fact] = []
    repeated: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda one: one.order):
        held = first.setdefault((fact.entry.voice, _said(fact)), fact)
        if held.entry.key == fact.entry.key:
            kept.append(fact)
        else:
            repeated[held.entry.posture.id].append(fact)
    return kept, repeated


def _said(fact: Fact) -> Said:
    return " ".join(fact.entry.posture.force.text.casefold().split()), fact.status
