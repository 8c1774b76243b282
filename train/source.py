"""Where a network's batches come from: annotations in some arrangements, teachers' marks, each disturbed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch

from train import batches
from train.batches import Triggers
from train.corpus import Example
from train.fit import Batch, Settings
from vedette.read.labels import Labels

Source = Callable[[int], Iterator[Batch]]
"""An epoch's number, from 0, to its batches."""

T = TypeVar("T", batches.Windows, batches.Triggers, batches.Targets)


@dataclass(frozen=True)
class Shaker:
    """Disturbs batches, so that a network leans on no single thing."""

    settings: Settings
    rng: np.random.Generator
    mask_id: int
    untold: int
    """The type that stands for "not told"."""

    def shake(self, batch: Batch) -> Batch:
        """Some shapes and words hidden, some types not told."""
        w, t, y = batch
        w = batches.disturb(w, self.settings["noise"], self.rng, self.mask_id)
        hidden = torch.rand(len(t.type), device=t.type.device) < self.settings["type_dropped"]
        told = torch.where(hidden, torch.full_like(t.type, self.untold), t.type)
        return w, Triggers(t.window, t.first, t.last, told), y


def arranged(
    examples: Sequence[Example], labels: Labels, budget: int, rng: np.random.Generator, device: torch.device
) -> list[Batch]:
    """All examples in batches, cut in one random way."""
    lengths = [len(e.window.ids) for e in examples]
    cut = ([examples[i] for i in index] for index in batches.by_budget(lengths, budget, rng))
    return [_batch(members, labels, device) for members in cut]


def _batch(members: Sequence[Example], labels: Labels, device: torch.device) -> Batch:
    w = batches.windows([e.window for e in members], device)
    t = batches.triggers([[(x.first, x.last, x.type) for x in e.triggers] for e in members], device)
    return w, t, batches.targets(members, w.ids.shape[1], labels, device)


def mixed(arrangements: Sequence[Sequence[Batch]], marks: Sequence[Batch], shaker: Shaker) -> tuple[Source, int]:
    """Arrangements taken in turn, with all marks among them; and how many batches an epoch has."""
    device = arrangements[0][0][0].ids.device

    def epoch(number: int) -> Iterator[Batch]:
        both = [*arrangements[number % len(arrangements)], *marks]
        for i in shaker.rng.permutation(len(both)):
            w, t, y = both[i]
            yield shaker.shake((_on(device, w), _on(device, t), _on(device, y)))

    return epoch, max(map(len, arrangements)) + len(marks)


def _on(device: torch.device, part: T) -> T:
    return type(part)(**{name: value.to(device, non_blocking=True) for name, value in vars(part).items()})
