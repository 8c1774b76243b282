"""Arrays to mentions: what the model's probabilities say, as words of the text.

Only the first piece of a word carries labels, so all that is found begins and ends with a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vedette.read.encode import Window
from vedette.read.labels import Labels
from vedette.read.scores import TRIGGER, UNCHANGED, Curves
from vedette.records import EventMention, Mention, Span

Floats = npt.NDArray[np.float32]

GAP = 2
"""Words that a mention may hold although they are under the threshold; 0 to 3 swept on dev."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities, 0 to 1, from which words are taken; swept over dev in steps of 0.05 for the best F1."""

    trigger: float = 0.5
    argument: float = 0.5
    context: float = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger in a window: pieces `first` to `last`, both within."""

    first: int
    last: int
    type: int
    score: float


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the arc head says of one trigger, as probabilities: arcs (L, roles, 3), the others (labels,)."""

    arcs: Floats
    mode: Floats
    status: Floats
    context: Floats


EDGE = 0.35
"""Probability from which a word beside an argument is taken along; 0.2 to 0.5 swept on dev for exact spans."""


def triggers(tags: Floats, window: Window, threshold: float) -> list[Candidate]:
    """Triggers that this window owns, from the tag probabilities (L, 1 + 2 types): outside, begin and inside of each type."""
    heads = np.flatnonzero(window.heads)
    begin, inside = tags[heads, 1::2], tags[heads, 2::2]
    found = (_candidate(begin + inside, run, heads, window) for run in _runs(begin, inside, threshold))
    return [c for c in found if window.owned[0] <= c.first < window.owned[1]]


def _candidate(types: Floats, run: tuple[int, int], heads: npt.NDArray[np.int64], window: Window) -> Candidate:
    """The words of a run as one trigger: its type has the most mass, its score is the best word's."""
    mass = types[run[0] : run[1]]
    best = int(mass.sum(0).argmax())
    return Candidate(int(heads[run[0]]), _end_of_word(heads, run[1] - 1, window), best, float(mass[:, best].max()))


def _runs(begin: Floats, inside: Floats, threshold: float) -> list[tuple[int, int]]:
    """Half-open runs of words over the threshold, from probabilities (words, kinds).

    A run is cut where a word of another kind begins. It goes on over a gap of up to `GAP` words when what follows
    is of the same kind and rather goes on than begins.
    """
    kinds = begin + inside
    kind = kinds.argmax(1)
    runs: list[tuple[int, int]] = []
    for word in np.flatnonzero(kinds.sum(1) >= threshold).tolist():
        goes_on = begin[word].sum() < inside[word].sum()
        same = bool(runs) and kind[word] == kind[runs[-1][1] - 1]
        gap = word - runs[-1][1] if runs else GAP + 1
        if (gap == 0 and (same or goes_on)) or (gap <= GAP and same and goes_on):
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return runs


def _end_of_word(heads: npt.NDArray[np.int64], word: int, window: Window) -> int:
    """The last piece of a word; the closing special piece belongs to none."""
    return int(heads[word + 1]) - 1 if word + 1 < len(heads) else len(window.ids) - 2


def span(text: str, window: Window, first: int, last: int) -> Span:
    """The characters that pieces `first` to `last` stand for."""
    start, end = int(window.starts[first]), int(window.ends[last])
    return Span(text[start:end], start, end)


@dataclass(frozen=True, slots=True)
class Decoder:
    """Turns what the arc head says into mentions, under the model's labels and thresholds."""

    labels: Labels
    limits: Thresholds
    curves: Curves = UNCHANGED

    def event(self, text: str, window: Window, candidate: Candidate, attributes: Attributes) -> EventMention:
        """A trigger with all that the arc head says of it."""
        contexts = np.flatnonzero(attributes.context >= self.limits.context)
        return EventMention(
            type=self.labels.types[candidate.type],
            mode=_mode(attributes.mode, self.labels, candidate.type),
            status=self.labels.statuses[int(attributes.status.argmax())],
            contexts=tuple(self.labels.contexts[i] for i in contexts),
            trigger=span(text, window, candidate.first, candidate.last),
            arguments=tuple(self._arguments(text, window, attributes.arcs)),
            score=self.curves.score(TRIGGER, candidate.score),
        )

    def _arguments(self, text: str, window: Window, arcs: Floats) -> Iterator[Mention]:
        heads = np.flatnonzero(window.heads)
        words = arcs[heads]
        inside = words[:, :, 1] + words[:, :, 2]  # as `_runs` adds them up, to the last bit
        for role in np.flatnonzero((inside >= self.limits.argument).any(0)).tolist():
            begin, goes_on = words[:, role, 1], words[:, role, 2]
            for run in _grown(_runs(begin[:, None], goes_on[:, None], self.limits.argument), begin, goes_on):
                where = span(text, window, int(heads[run[0]]), _end_of_word(heads, run[1] - 1, window))
                name = self.labels.roles[role]
                yield Mention(name, where, self.curves.score(name, float(inside[run[0] : run[1], role].mean())))


def _grown(runs: list[tuple[int, int]], begin: Floats, inside: Floats) -> list[tuple[int, int]]:
    """The runs with the words beside them that rather belong to them than not, one kind alone: (words,) each."""
    out: list[tuple[int, int]] = []
    ends = [first for first, _ in runs[1:]] + [len(begin)]
    likely = begin + inside >= EDGE
    for (first, last), end in zip(runs, ends, strict=True):
        while last < end and likely[last] and inside[last] >= begin[last]:
            last += 1  # noqa: PLW2901 (the run grows)
        while first > (out[-1][1] if out else 0) and likely[first - 1] and inside[first] > begin[first]:
            first -= 1  # noqa: PLW2901 (the run grows)
        out.append((first, last))
    return out


def _mode(modes: Floats, labels: Labels, type_: int) -> str | None:
    """The likeliest mode among those that the type has."""
    possible = labels.modes_of(labels.types[type_])
    name = labels.modes[max(possible, key=lambda i: modes[i])]
    return name.partition(".")[2] or None
