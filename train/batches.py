"""Examples to tensors.

Shapes: B windows, L pieces (padded), T triggers, R roles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from train.corpus import UNKNOWN, Example
from train.network import Sizes, bucket, sentence_bucket
from vedette.read.encode import SHAPES, Window
from vedette.read.labels import Labels
from vedette.read.reader import REACH

HIDDEN = SHAPES.index("none")
VOICES = (HIDDEN, SHAPES.index("lower"), SHAPES.index("upper"))
"""What the shapes of a whole window can be lost to: nothing known, all lower case, all capitals."""


@dataclass
class Windows:
    """Padded windows: ids, shapes, sentences, mask, heads, all (B, L)."""

    ids: Tensor
    shapes: Tensor
    sentences: Tensor
    mask: Tensor
    heads: Tensor


@dataclass
class Triggers:
    """Triggers of a batch: window (T,), first and last piece (T,), type (T,)."""

    window: Tensor
    first: Tensor
    last: Tensor
    type: Tensor


@dataclass
class Targets:
    """What is to be said: tags (B, L), arcs (T, L, R), mode, status (T,); contexts (T, contexts) with their mask.

    Annotators' marks are indices, `UNKNOWN` where nothing is asked; teachers' have one axis more, a distribution.
    """

    tags: Tensor
    arcs: Tensor
    mode: Tensor
    status: Tensor
    contexts: Tensor
    has_contexts: Tensor


def by_budget(lengths: Sequence[int], budget: int, rng: np.random.Generator | None) -> Iterator[list[int]]:
    """Indices in batches of about `budget` padded pieces and alike lengths, shuffled when `rng` is given."""
    order = np.argsort(np.asarray(lengths) + (rng.uniform(0, 8, len(lengths)) if rng else 0), kind="stable")
    batches, batch = [], list[int]()
    for i in order.tolist():
        if batch and (len(batch) + 1) * lengths[i] > budget:
            batches.append(batch)
            batch = []
        batch.append(i)
    if batch:
        batches.append(batch)
    if rng:
        batches = [batches[i] for i in rng.permutation(len(batches))]
    yield from batches


def windows(cut: Sequence[Window], device: torch.device) -> Windows:
    """Padded to the longest of these windows, rounded up to eight for the hardware."""
    longest = -(-max(len(w.ids) for w in cut) // 8) * 8

    def stack(values: Sequence[npt.NDArray[np.generic]]) -> Tensor:
        out = np.zeros((len(cut), longest), dtype=np.int64)
        for row, value in zip(out, values, strict=True):
            row[: len(value)] = value
        return torch.from_numpy(out).to(device, non_blocking=True)

    return Windows(
        ids=stack([w.ids for w in cut]),
        shapes=stack([w.shapes for w in cut]),
        sentences=stack([w.sentences for w in cut]),
        mask=stack([np.ones(len(w.ids), dtype=np.int64) for w in cut]).bool(),
        heads=stack([w.heads.astype(np.int64) for w in cut]).bool(),
    )


def triggers(batch: Sequence[Sequence[tuple[int, int, int]]], device: torch.device) -> Triggers:
    """From (first, last, type) of the triggers of each window."""
    rows = [(i, *t) for i, found in enumerate(batch) for t in found]
    columns = torch.tensor(rows, dtype=torch.long, device=device).reshape(-1, 4).unbind(1)
    return Triggers(*columns)


def arc_inputs(t: Triggers, w: Windows, sizes: Sizes) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Mask, bucketed distances in pieces and in sentences, and the trigger's weights, all (T, L)."""
    place = torch.arange(w.ids.shape[1], device=w.ids.device)[None]
    first, last = t.first[:, None], t.last[:, None]
    distance = torch.where(place < first, place - first, (place - last).clamp(min=0))
    sentence = w.sentences[t.window]
    at = ((place >= first) & (place <= last) & w.heads[t.window]).float()
    here = sentence.gather(1, first)
    return (
        w.mask[t.window],
        bucket(distance, sizes.near),
        sentence_bucket(sentence - here),
        at / at.sum(1, keepdim=True).clamp(min=1),
    )


def reached(t: Triggers, w: Windows) -> tuple[Tensor, Tensor]:
    """Pieces that the arc head sees from each trigger, and which of them are there: (T, seen), the window's first one first.

    As the reader chooses them; a whole window where that is shorter.
    """
    length = w.ids.shape[1]
    if length <= 2 * REACH + 2:
        place = torch.arange(length, device=w.ids.device).expand(len(t.first), -1)
        return place, torch.ones_like(place, dtype=torch.bool)
    near = torch.arange(-REACH, REACH + 1, device=w.ids.device)
    place = torch.cat([torch.zeros_like(t.first)[:, None], t.first[:, None] + near], 1)
    there = (place > 0) & (place < length)
    there[:, 0] = True
    return place.clamp(0, length - 1), there


def targets(batch: Sequence[Example], length: int, labels: Labels, device: torch.device) -> Targets:
    """Indices of annotated examples."""
    found = [t for e in batch for t in e.triggers]
    tags = np.full((len(batch), length), UNKNOWN, dtype=np.int64)
    arcs = np.zeros((len(found), length, len(labels.roles)), dtype=np.int8)
    for row, e in zip(tags, batch, strict=True):
        row[: len(e.tags)] = e.tags
    for marks, t in zip(arcs, found, strict=True):
        marks[: len(t.arcs)] = t.arcs
    none = (0.0,) * len(labels.contexts)
    out = Targets(
        tags=torch.from_numpy(tags),
        arcs=torch.from_numpy(arcs),
        mode=torch.tensor([t.mode for t in found], dtype=torch.long),
        status=torch.tensor([t.status for t in found], dtype=torch.long),
        contexts=torch.tensor([t.contexts or none for t in found]).reshape(-1, len(labels.contexts)),
        has_contexts=torch.tensor([t.contexts is not None for t in found], dtype=torch.bool),
    )
    return Targets(**{k: v.to(device) for k, v in vars(out).items()})


def disturb(w: Windows, share: float, rng: np.random.Generator, mask_id: int) -> Windows:
    """Hide the shapes of a share of the windows, and some words of all, so that neither is leant on."""
    voice = torch.from_numpy(rng.choice(VOICES, len(w.ids))).to(w.ids.device)[:, None]
    hit = torch.from_numpy(rng.random(len(w.ids)) < share).to(w.ids.device)[:, None]
    letters = (w.shapes > 0) & (w.shapes <= SHAPES.index("mixed"))
    lost = torch.where(letters, voice.expand_as(w.shapes), w.shapes)
    lost = torch.where(voice == HIDDEN, torch.zeros_like(lost), lost)
    gone = (torch.rand(w.ids.shape, device=w.ids.device) < share / 5) & w.heads
    ids = torch.where(gone, torch.full_like(w.ids, mask_id), w.ids)
    return Windows(ids, torch.where(hit, lost, w.shapes), w.sentences, w.mask, w.heads)
