"""The reader: texts in, event mentions out. Batches by length, so that little is computed for padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from vedette.read import distance
from vedette.read.contexts import Contexts
from vedette.read.decode import Attributes, Candidate, Decoder, Floats, Thresholds, triggers
from vedette.read.encode import Encoder, Sentences, Window
from vedette.read.first import FirstPass
from vedette.read.labels import Labels
from vedette.read.model import Model
from vedette.read.scores import TRIGGER
from vedette.read.wordlists import Story
from vedette.records import EventMention

SHIPPED = Path(__file__).parent / "weights"

BUDGET = 2048
"""Padded pieces that go through the network at once; fits the caches of small machines, 4096 was no faster."""

ARC_BUDGET = 4096
"""Padded pieces, counted once a trigger, that go through the arc head at once."""

FLOOR = 0.15
"""Lowest probability of a trigger that is ever looked into; on dev one in ten of those just above is right."""

REACH = 64
"""Pieces to either side of a trigger that the arc head sees; 40 to 320 swept on dev, all alike within 0.005."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A window with its vectors and the triggers that were found in it."""

    text: int
    window: Window
    hidden: Floats
    found: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a model folder may hold beside the model."""

    first: FirstPass | None = None
    contexts: Contexts | None = None

    @classmethod
    def load(cls, folder: Path, reader: str, labels: Labels) -> Beside:
        """What is there for this reader."""
        return cls(FirstPass.beside(folder, reader), Contexts.beside(folder, reader, labels.contexts))


class Reader:
    """Marks events in texts.

    >>> reader = Reader.load()
    >>> [[mention.type for mention in found] for found in reader.read(["Rebels shelled the town."], [((0, 24),)])]
    [['ASSAULT']]
    """

    def __init__(
        self,
        encoder: Encoder,
        labels: Labels,
        model: Model,
        beside: Beside | None = None,
        limits: Thresholds | None = None,
    ) -> None:
        self._encoder = encoder
        self._labels = labels
        self._model = model
        self._beside = beside or Beside()
        m = model.manifest
        self._limits = limits or Thresholds(m.trigger, m.argument, m.context)
        self._decoder = Decoder(labels, self._limits, m.curves)
        self.name = m.name

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int | None = None, gpu: bool = False) -> Reader:
        """The reader in a model folder, or the one that ships; raises `ModelError` when it cannot be loaded."""
        folder = path or SHIPPED
        model = Model(folder, threads=threads, gpu=gpu)
        labels = Labels.load(folder / "labels.json")
        beside = Beside.load(folder, model.manifest.name, labels)
        return cls(Encoder.load(folder / "tokenizer.json"), labels, model, beside)

    def at(self, min_score: float | None) -> Self:
        """The same reader with another lowest score of events: lower finds more, higher is right more often.

        None is the model's own choice, best in F1. The first pass, which was fitted to that, is left out below it.
        """
        if min_score is None:
            return self
        limit = max(self._model.manifest.curves.probability(TRIGGER, min_score), FLOOR)
        beside = self._beside if limit >= self._limits.trigger else replace(self._beside, first=None)
        limits = replace(self._limits, trigger=limit)
        return type(self)(self._encoder, self._labels, self._model, beside, limits)

    def read(self, texts: Sequence[str], sentences: Sequence[Sentences]) -> list[tuple[EventMention, ...]]:
        """The event mentions of each text, in text order; spans are offsets into that text."""
        out: list[list[EventMention]] = [[] for _ in texts]
        stories: dict[int, Story] = {}
        for seen, attributes in self._marks(self._windows(texts, sentences)):
            text = texts[seen.text]
            events = [
                self._decoder.event(text, seen.window, *each) for each in zip(seen.found, attributes, strict=True)
            ]
            if contexts := self._beside.contexts:
                story = stories.setdefault(seen.text, contexts.story(text, sentences[seen.text]))
                events = [
                    contexts.told(story, *each)
                    for each in zip(events, (what.context for what in attributes), strict=True)
                ]
            out[seen.text] += events
        return [tuple(sorted(found, key=lambda e: (e.trigger.start, e.type))) for found in out]

    def _windows(self, texts: Sequence[str], sentences: Sequence[Sentences]) -> list[tuple[int, Window]]:
        first = self._beside.first
        wanted = [i for i, text in enumerate(texts) if not (first and first.skips(text))]
        cut = self._encoder.batch([texts[i] for i in wanted], [sentences[i] for i in wanted])
        return [(i, window) for i, windows in zip(wanted, cut, strict=True) for window in windows]

    def _marks(self, windows: list[tuple[int, Window]]) -> Iterator[tuple[_Seen, list[Attributes]]]:
        for batch in _batches(windows, BUDGET):
            seen = [s for s in self._see(batch) if s.found]
            for part in _batches_of_triggers(seen, ARC_BUDGET):
                yield from zip(part, self._attributes(part), strict=True)

    def _see(self, batch: list[tuple[int, Window]]) -> Iterator[_Seen]:
        cut = [window for _, window in batch]
        hidden, tags = self._model.read(
            {
                "ids": _stack([w.ids for w in cut]),
                "shapes": _stack([w.shapes for w in cut]),
                "mask": _stack([np.ones(len(w.ids), dtype=np.int32) for w in cut]),
            }
        )
        for (text, window), vectors, marks in zip(batch, hidden, tags, strict=True):
            n = len(window.ids)
            yield _Seen(text, window, vectors[:n], tuple(triggers(marks[:n], window, self._decoder.limits.trigger)))

    def _attributes(self, part: list[_Seen]) -> list[list[Attributes]]:
        rows = [(s, c, _reached(s.window, c)) for s in part for c in s.found]
        arcs, mode, status, context = self._model.arcs(
            {
                "hidden": _stack([s.hidden[at] for s, _, at in rows]),
                "mask": _stack([np.ones(len(at), dtype=np.int32) for _, _, at in rows]),
                "place": _stack([distance.pieces(len(s.window.ids), c.first, c.last)[at] for s, c, at in rows]),
                "sentence": _stack([distance.sentences(s.window.sentences, c.first)[at] for s, c, at in rows]),
                "at": _stack([_at(s.window, c)[at] for s, c, at in rows]),
                "type": np.array([c.type for _, c, _ in rows], dtype=np.int32),
            }
        )
        told = iter(
            [
                Attributes(_spread(a, at, len(s.window.ids)), *w)
                for a, *w, (s, _, at) in zip(arcs, mode, status, context, rows, strict=True)
            ]
        )
        return [[next(told) for _ in s.found] for s in part]


def _at(window: Window, candidate: Candidate) -> Floats:
    """The first pieces of the trigger's words, as weights that sum to one."""
    at = np.zeros(len(window.ids), dtype=np.float32)
    at[candidate.first : candidate.last + 1] = window.heads[candidate.first : candidate.last + 1]
    weights: Floats = at / at.sum()
    return weights


def _reached(window: Window, candidate: Candidate) -> npt.NDArray[np.int64]:
    """Pieces of the window that lie within reach of the trigger, and the first one, which stands for the whole."""
    near = np.arange(max(candidate.first - REACH, 1), min(candidate.last + REACH + 1, len(window.ids)))
    return np.concatenate(([0], near))


def _spread(arcs: Floats, at: npt.NDArray[np.int64], length: int) -> Floats:
    """What was said of the pieces `at`, laid out over a whole window; all others are outside of every role."""
    out = np.zeros((length, *arcs.shape[1:]), dtype=np.float32)
    out[:, :, 0] = 1
    out[at] = arcs[: len(at)]
    return out


def _stack(rows: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Rows of unequal length as one array, padded with zeros."""
    out = np.zeros((len(rows), max(len(r) for r in rows), *rows[0].shape[1:]), dtype=rows[0].dtype)
    for to, row in zip(out, rows, strict=True):
        to[: len(row)] = row
    return out


def _batches(windows: list[tuple[int, Window]], budget: int) -> Iterator[list[tuple[int, Window]]]:
    """Windows by length, as many at once as fit the budget when padded."""
    batch: list[tuple[int, Window]] = []
    for member in sorted(windows, key=lambda member: len(member[1].ids)):
        if batch and (len(batch) + 1) * len(member[1].ids) > budget:
            yield batch
            batch = []
        batch.append(member)
    if batch:
        yield batch


def _batches_of_triggers(seen: list[_Seen], budget: int) -> Iterator[list[_Seen]]:
    """Windows in order, cut where their triggers exceed the budget; one window is never cut."""
    spent = 0

    def part(s: _Seen) -> int:
        nonlocal spent
        spent += len(s.window.ids) * len(s.found)
        return (spent - 1) // budget

    for _, members in groupby(seen, key=part):
        yield list(members)
