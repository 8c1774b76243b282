"""What a network, or several as one, says of windows: the same arrays as the shipped model gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from train import batches
from train.network import Reader
from vedette.read import decode
from vedette.read.decode import Attributes, Candidate, Floats, Thresholds
from vedette.read.encode import Window
from vedette.read.labels import Labels
from vedette.records import EventMention

BUDGET = 16384
"""Padded pieces in a batch; changes speed only."""


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
    device = next(models[0].parameters()).device
    w = batches.windows(cut, device)
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
        hidden = [m.eval().encoder(w.ids, w.shapes, w.mask) for m in models]
        tags = sum(m.triggers(h).float().softmax(-1) for m, h in zip(models, hidden, strict=True)) / len(models)
    assert isinstance(tags, torch.Tensor)  # noqa: S101 (sum() of an empty list would be an int)
    tag_rows = [row[: len(c.ids)] for row, c in zip(tags.cpu().numpy(), cut, strict=True)]
    found = [decode.triggers(row, c, threshold) for row, c in zip(tag_rows, cut, strict=True)]
    attributes = _attributes(models, hidden, w, found)
    return [
        Marks(row.astype(np.float16), tuple(f), tuple(_trim(next(attributes), len(c.ids)) for _ in f))
        for row, f, c in zip(tag_rows, found, cut, strict=True)
    ]


def _attributes(models, hidden, w, found):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 (as _batch)
    t = batches.triggers([[(c.first, c.last, c.type) for c in f] for f in found], w.ids.device)
    for part in torch.arange(len(t.window), device=w.ids.device).split(256):
        piece = batches.Triggers(t.window[part], t.first[part], t.last[part], t.type[part])
        mask, far, sentence, at = batches.arc_inputs(piece, w, models[0].sizes)
        sums = None
        with torch.autocast(w.ids.device.type, dtype=torch.bfloat16, enabled=w.ids.device.type == "cuda"):
            for m, h in zip(models, hidden, strict=True):
                arcs, mode, status, context = m.arcs(h[piece.window], mask, far, sentence, at.to(h.dtype), piece.type)
                mine = [arcs.float().softmax(-1), mode.float().softmax(-1), status.float().softmax(-1), context.float().sigmoid()]
                sums = mine if sums is None else [a + b for a, b in zip(sums, mine, strict=True)]
        assert sums is not None  # noqa: S101 (there is at least one model)
        for row in zip(*((x / len(models)).cpu().numpy() for x in sums), strict=True):
            yield Attributes(*row)


def _trim(a: Attributes, length: int) -> Attributes:
    return Attributes(a.arcs[:length].astype(np.float16), a.mode, a.status, a.context)


def events(text: str, window: Window, marks: Marks, labels: Labels, limits: Thresholds) -> list[EventMention]:
    """The mentions that these marks amount to."""
    return [
        decode.event(text, window, c, a, labels, limits) for c, a in zip(marks.triggers, marks.attributes, strict=True)
    ]
