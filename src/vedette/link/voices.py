"""Copies among readings: who was first, and which event of a copy is which event of the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vedette.link.telling import Telling
from vedette.link.words import alike

SAME_SENTENCE = 0.6
"""Cosine of the rare words of two sentences from which one is the other, lightly edited. By judgement; nothing was swept."""


def echoes(told: Mapping[str, Sequence[Telling]], groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Event of a copy -> event of the first report of the text. What a copy has beside is not in it."""
    found = {}
    for group in groups:
        first, *others = sorted(group, key=lambda report: _order(told.get(report, ()), report))
        for other in others:
            for telling in told.get(other, ()):
                match = _echoed(telling, told.get(first, ()))
                if match is not None:
                    found[telling.event] = match.event
    return found


def _order(tellings: Sequence[Telling], report: str) -> tuple[bool, int, str]:
    """By day of publication; then by name, so that it does not matter who came first."""
    day = tellings[0].published if tellings else None
    return (day is None, day or 0, report)


def _echoed(telling: Telling, first: Sequence[Telling]) -> Telling | None:
    likely = [(alike(telling.words, each.words), each) for each in first if each.type == telling.type]
    best = max(likely, key=lambda pair: (pair[0], pair[1].mode == telling.mode, pair[1].event), default=None)
    return best[1] if best and best[0] >= SAME_SENTENCE else None
