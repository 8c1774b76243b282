"""Thresholds chosen on dev, and the scores there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from train import evaluate, predict
from train.corpus import Record
from train.evaluate import Score
from train.network import Reader
from train.predict import Marks
from vedette.read import Reader as Shipped
from vedette.read.decode import Thresholds
from vedette.read.encode import Encoder, Window
from vedette.read.labels import Labels
from vedette.records import EventMention


@dataclass(frozen=True)
class Measure:
    """Reports to measure on, cut into windows."""

    reports: Sequence[Record]
    windows: Sequence[tuple[int, Window]]
    """Each with the index of its report."""
    labels: Labels

    @classmethod
    def of(cls, reports: Sequence[Record], encoder: Encoder, labels: Labels) -> Measure:
        """The reports, cut."""
        cut = encoder.batch([r["text"] for r in reports], [r["sentences"] for r in reports])
        return cls(reports, [(i, w) for i, of in enumerate(cut) for w in of], labels)

    def marks(self, model: Reader, trigger: float) -> list[Marks]:
        """What a network says, with the triggers over a threshold."""
        return predict.predict([model], [w for _, w in self.windows], trigger)

    def score(self, marks: Sequence[Marks], limits: Thresholds) -> Score:
        """How good marks are under thresholds."""
        found: list[list[EventMention]] = [[] for _ in self.reports]
        for (i, window), told in zip(self.windows, marks, strict=True):
            found[i] += predict.events(self.reports[i]["text"], window, told, self.labels, limits)
        return evaluate.score(self.reports, found)


def tune(model: Reader, measure: Measure, tried: Mapping[str, Sequence[float]]) -> tuple[Thresholds, Score]:
    """The thresholds with the best sum of F1 of triggers and arguments, then the best F1 of contexts."""
    marks = {trigger: measure.marks(model, trigger) for trigger in tried["trigger"]}
    pairs = [Thresholds(*pair, tried["context"][0]) for pair in product(tried["trigger"], tried["argument"])]
    best = max(pairs, key=lambda limits: _worth(measure.score(marks[limits.trigger], limits)))
    mine = marks[best.trigger]
    ways = [replace(best, context=context) for context in tried["context"]]
    best = max(ways, key=lambda limits: measure.score(mine, limits).contexts.f1)
    return best, measure.score(mine, best)


def _worth(score: Score) -> float:
    return score.triggers.f1 + score.overlap.f1


def first(tried: Mapping[str, Sequence[float]]) -> Thresholds:
    """The thresholds where there is nothing to choose them on."""
    return Thresholds(**{name: values[0] for name, values in tried.items()})


def shipped(reader: Shipped, reports: Sequence[Record]) -> Score:
    """How good the exported model is, read as a user would."""
    spans = [tuple((start, end) for start, end in r["sentences"]) for r in reports]
    return evaluate.score(reports, reader.read([r["text"] for r in reports], spans))
