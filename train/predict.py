"""What a network, or several as one, says of windows: the same arrays as the shipped model gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from train import batches
from train.batches import Triggers, Windows
from train.network import Reader
from vedette.read import decode
from vedette.read.decode import Attributes, Candidate, Floats, Thresholds
from vedette.read.encode import Window
from vedette.read.labels import Labels
from vedette.records import EventMention

BUDGET = 16384
"""Padded pieces in a batch; changes speed only."""

TRIGGERS = 256
"""Triggers that go through the arc head at once; bounds the memory."""


@dataclass(frozen=True)
class Marks:
    """Of one window: tags (L, 1 + 2 types), the triggers found, and what the arc head says of each."""

    tags: Floats
    triggers: tuple[Candidate, ...]
    attributes: tuple[Attributes, ...]


@torch.no_grad()
def predict(models: Sequence[Reader], cut: Sequence[Window], threshold: float) -> list[Marks]:
    """Marks of each window, the mean of the models' probabilities; the triggers are those over `threshold`."""
    out: list[Marks | None] = [None] * len(cut)
    for index in batches.by_budget([len(w.ids) for w in cut], BUDGET, None):
        for i, marks in zip(index, _batch(models, [cut[i] for i in index], threshold), strict=True):
            out[i] = marks
    return [m for m in out if m is not None]


def _batch(models: Sequence[Reader], cut: Sequence[Window], threshold: float) -> list[Marks]:
    w = batches.windows(cut, next(models[0].parameters()).device)
    with _half(w.ids.device):
        hidden = [m.eval().encoder(w.ids, w.shapes, w.mask) for m in models]
        tags = _mean([m.triggers(h).float().softmax(-1) for m, h in zip(models, hidden, strict=True)])
    rows = [row[: len(c.ids)] for row, c in zip(tags, cut, strict=True)]
    found = [tuple(decode.triggers(row, c, threshold)) for row, c in zip(rows, cut, strict=True)]
    attributes = _attributes(models, hidden, w, found)
    return [
        Marks(row.astype(np.float16), f, tuple(_trim(next(attributes), len(c.ids)) for _ in f))
        for row, f, c in zip(rows, found, cut, strict=True)
    ]


def _attributes(
    models: Sequence[Reader], hidden: Sequence[Tensor], w: Windows, found: Sequence[Sequence[Candidate]]
) -> Iterator[Attributes]:
    """What the arc heads say of each trigger, in order, some triggers at a time."""
    t = batches.triggers([[(c.first, c.last, c.type) for c in f] for f in found], w.ids.device)
    for part in torch.arange(len(t.window), device=w.ids.device).split(TRIGGERS):  # type: ignore[no-untyped-call]
        piece = Triggers(t.window[part], t.first[part], t.last[part], t.type[part])
        told = [_arcs(m, h, w, piece) for m, h in zip(models, hidden, strict=True)]
        for row in zip(*(_mean(kind) for kind in zip(*told, strict=True)), strict=True):
            yield Attributes(*row)


@torch.no_grad()
def _arcs(model: Reader, h: Tensor, w: Windows, t: Triggers) -> tuple[Tensor, ...]:
    mask, far, sentence, at = batches.arc_inputs(t, w, model.sizes)
    with _half(w.ids.device):
        arcs, mode, status, context = model.arcs(h[t.window], mask, far, sentence, at.to(h.dtype), t.type)
    return (*(x.float().softmax(-1) for x in (arcs, mode, status)), context.float().sigmoid())


def _half(device: torch.device) -> torch.autocast:
    """Half precision where a GPU computes."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")


def _mean(told: Sequence[Tensor]) -> Floats:
    mean: Floats = torch.stack(tuple(told)).mean(0).cpu().numpy()
    return mean


def _trim(a: Attributes, length: int) -> Attributes:
    return Attributes(a.arcs[:length].astype(np.float16), a.mode, a.status, a.context)


def events(text: str, window: Window, marks: Marks, labels: Labels, limits: Thresholds) -> list[EventMention]:
    """The mentions that these marks amount to."""
    decoder = decode.Decoder(labels, limits)
    return [decoder.event(text, window, c, a) for c, a in zip(marks.triggers, marks.attributes, strict=True)]
