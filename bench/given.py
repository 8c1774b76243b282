"""Resolved values given the spans: the four resolvers on the gold's own words, apart from the reader."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bench.corpus import KIND_OF_ROLE, Event, Filler, Json, Report
from bench.tally import Sheet, agreement, total
from bench.values import PARTS, from_gold, from_told, silent
from vedette.records import Mention, Resolved, Span, Surroundings

Resolve = Callable[[Span, Surroundings], Resolved[Any]]


def resolvers() -> dict[str, Resolve]:
    """The resolvers that this version of the package has, by kind: `vedette.resolve.<kind>.resolve`.

    They are imported here and not above, so that scoring a file of readings needs none of their tables.
    """
    found = {kind: getattr(_module(f"vedette.resolve.{kind}"), "resolve", None) for kind in PARTS}
    return {kind: resolve for kind, resolve in found.items() if resolve is not None}


def _module(name: str) -> object | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with a gold value, and one place where they stand."""

    report: Report
    event: Event
    filler: Filler
    kind: str
    value: str


def score_given(reports: Iterable[Report], resolve: Mapping[str, Resolve]) -> Sheet:
    """One comparison a distinct phrase of a report, at the first argument that has a gold value of the kind.

    Tallies `given.KIND.PART` are shares of all phrases; `given.KIND.silent` is the share of those with a gold value that
    got "cannot say".
    """
    phrases = (phrase for report in reports for phrase in phrases_of(report) if phrase.kind in resolve)
    return total(_score_phrase(phrase, resolve[phrase.kind]) for phrase in phrases)


def phrases_of(report: Report) -> Iterator[Phrase]:
    """Each (kind, words) with a gold value once: where it stands in a role of that kind, or else anywhere."""
    places = [(event, filler) for event in report.events for filler in event.arguments]
    for (kind, words), value in (report.values or {}).items():
        here = [place for place in places if report.text[slice(*place[1].span)] == words]
        fitting = [place for place in here if KIND_OF_ROLE.get(place[1].role) == kind] or here
        if fitting:
            yield Phrase(report, *fitting[0], kind, value)


def told_of(phrase: Phrase, resolve: Resolve) -> Json | None:
    """What the resolver says of the phrase, as `vedette read` would print it."""
    return as_told(resolve(_span(phrase.report, phrase.filler.span), surroundings(phrase.report, phrase.event)))


def _score_phrase(phrase: Phrase, resolve: Resolve) -> Sheet:
    kind, told = phrase.kind, told_of(phrase, resolve)
    gold, parts = from_gold(kind, phrase.value), from_told(kind, told)
    counts = {f"given.{kind}.{part}": agreement(int(gold[part] == parts[part]), 1) for part in PARTS[kind]}
    if gold["whole"] != from_told(kind, None)["whole"]:
        counts[f"given.{kind}.silent"] = agreement(int(silent(kind, told)), 1)
    return Sheet(counts)


def _span(report: Report, span: tuple[int, int]) -> Span:
    return Span(report.text[slice(*span)], *span)


def surroundings(report: Report, event: Event) -> Surroundings:
    """What a resolver may look at when the reader is perfect: the gold's sentences, trigger and arguments."""
    mentions = {(filler.start, filler.end, filler.role) for each in report.events for filler in each.arguments}
    return Surroundings(
        text=report.text,
        published=report.published,
        sentences=report.sentences,
        status=event.status,
        trigger=_span(report, event.span),
        mentions=tuple(Mention(role, _span(report, (start, end)), 1.0) for start, end, role in sorted(mentions)),
    )


def as_told(resolved: Resolved[Any]) -> Json | None:
    """A resolver's value as `vedette read` would print it."""
    if resolved.value is None:
        return None
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(resolved.value).items()
    }
