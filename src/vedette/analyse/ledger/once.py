"""Copies of a report count once: what a copy says again is the first report's, and only adds the copy to its reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vedette.analyse.ledger.fact import Fact

Said = tuple[str, str]
"""What makes two entries of one text one: the words of the force, and the status."""


def once(facts: Iterable[Fact]) -> tuple[list[Fact], Mapping[str, tuple[str, ...]]]:
    """The facts without those that a copy repeats, and for the id of each entry the copies that repeat it."""
    by_voice: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda one: one.order):
        by_voice[fact.entry.voice].append(fact)
    kept: list[Fact] = []
    repeated: dict[str, tuple[str, ...]] = {}
    for group in by_voice.values():
        own, again = _of_one_text(group)
        kept += own
        repeated |= again
    return sorted(kept, key=lambda one: one.order), repeated


def _of_one_text(group: Sequence[Fact]) -> tuple[list[Fact], dict[str, tuple[str, ...]]]:
    first: dict[Said, Fact] = {}
    kept: list[Fact] = []
    again: dict[str, set[str]] = defaultdict(set)
    for fact in group:
        held = first.setdefault(_said(fact), fact)
        if held.entry.key == fact.entry.key:
            kept.append(fact)
        else:
            again[held.entry.posture.id].add(fact.entry.report_id)
    return kept, {posture: tuple(sorted(reports)) for posture, reports in again.items()}


def _said(fact: Fact) -> Said:
    return " ".join(fact.entry.posture.force.text.casefold().split()), fact.status
