"""Invented sentences of known difficulty, to show honestly what goes wrong without quoting anybody's report."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.corpus import Event
from bench.match import overlap
from bench.reader import read_texts
from bench.shared import ROOT

SENTENCES = ROOT / "bench" / "hard.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """One event that a reader should find in a sentence; an empty type means that it should find none."""

    what: str
    sentence: str
    type: str
    status: str
    trigger: str
    actor: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and what is wrong with its reading; nothing when it was read well."""

    case: Case
    wrong: str


def cases() -> list[Case]:
    """The cases, in the order of the file."""
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        return [Case(*row) for row in list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def outcomes() -> list[Outcome]:
    """Every case read by the installed `vedette`."""
    kept = cases()
    found = read_texts({f"hard-{number}": case.sentence for number, case in enumerate(kept)})
    return [Outcome(case, wrong(case, events)) for case, events in zip(kept, found.values(), strict=True)]


def wrong(case: Case, events: Sequence[Event]) -> str:
    """What differs from the case, in a few words; empty when nothing does."""
    if not case.type:
        return "found " + ", ".join(sorted(event.type for event in events)) if events else ""
    here = [event for event in events if overlap(event.span, _span(case, case.trigger))]
    if not here:
        return f"no event at “{case.trigger}”"
    best = max(here, key=lambda event: (event.type == case.type, event.score, event.key))
    return "; ".join(_differences(case, best))


def _differences(case: Case, event: Event) -> Iterable[str]:
    if event.type != case.type:
        yield f"type {event.type}"
        return
    if event.status != case.status:
        yield f"status {event.status}"
    for role, words in (("actor", case.actor), ("recipient", case.recipient)):
        if words and not any(overlap(each.span, _span(case, words)) for each in event.arguments if each.role == role):
            yield f"no {role} at “{words}”"


def _span(case: Case, words: str) -> tuple[int, int]:
    start = case.sentence.index(words)
    return (start, start + len(words))
