"""Teach the network what annotators, or teachers, marked."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypedDict

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from train import batches
from train.batches import Targets, Triggers, Windows
from train.corpus import UNKNOWN
from train.network import Reader


class Settings(TypedDict):
    """How one network is fitted; what each is stands in settings.toml."""

    seed: int
    epochs: int
    batch_pieces: int
    rate: float
    rate_heads: float
    decay: float
    dropout: float
    warm: float
    layer_decay: float
    noise: float
    type_dropped: float
    arrangements: int
    arc_width: int
    arc_layers: int
    contexts: float


Batch = tuple[Windows, Triggers, Targets]

AVERAGE = 0.999
"""Share that the running mean of the weights keeps a step; the mean is what is used."""


@dataclass(frozen=True)
class Weights:
    """What each loss counts for."""

    tags: float = 1.0
    arcs: float = 1.0
    mode: float = 0.5
    status: float = 0.5
    contexts: float = 0.5


def loss(model: Reader, batch: Batch, weights: Weights) -> Tensor:
    """Cross entropy against the target distributions, per trigger."""
    w, t, y = batch
    h = model.encoder(w.ids, w.shapes, w.mask)
    count = max(len(t.window), 1)
    total = weights.tags * _cross(model.triggers(h), y.tags).sum() / count
    if len(t.window):
        place, there = batches.reached(t, w)
        mask, far, sentence, at, heads = (
            x.gather(1, place) for x in (*batches.arc_inputs(t, w, model.sizes), w.heads[t.window])
        )
        at = (at * there).to(h.dtype)
        mine = (
            h.flatten(0, 1).index_select(0, (t.window[:, None] * h.shape[1] + place).flatten()).view(*place.shape, -1)
        )
        arcs, mode, status, contexts = model.arcs(mine, mask & there, far, sentence, at, t.type)
        asked = (heads & there)[..., None]
        told = y.arcs.gather(1, place.view(*place.shape, *(1,) * (y.arcs.ndim - 2)).expand(-1, -1, *y.arcs.shape[2:]))
        total = total + weights.arcs * (_cross(arcs, told) * asked).sum() / count
        total = total + weights.mode * _cross(mode, y.mode).mean() + weights.status * _cross(status, y.status).mean()
        if weights.contexts:
            rows = F.binary_cross_entropy_with_logits(contexts.float(), y.contexts.float(), reduction="none").sum(1)
            total = total + weights.contexts * (rows * y.has_contexts).sum() / count
    return total


def _cross(logits: Tensor, target: Tensor) -> Tensor:
    """Cross entropy over the last axis, against indices or against a distribution (nothing where it has no mass)."""
    if target.ndim == logits.ndim:
        return -(F.log_softmax(logits.float(), -1) * target).sum(-1)
    flat = F.cross_entropy(
        logits.float().flatten(0, -2), target.flatten().long(), reduction="none", ignore_index=UNKNOWN
    )
    return flat.view(target.shape)


def groups(model: Reader, s: Settings) -> list[dict[str, Any]]:
    """Parameters grouped by rate and decay: lower rates for what lies deeper, decay for matrices only."""
    layers = len(model.encoder.layers)
    grouped: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, p in model.named_parameters():
        grouped.setdefault((_rate(name, layers, s), s["decay"] * (p.ndim > 1)), []).append(p)
    return [{"params": p, "lr": rate, "weight_decay": decay} for (rate, decay), p in grouped.items()]


def _rate(name: str, layers: int, s: Settings) -> float:
    if not name.startswith("encoder."):
        return float(s["rate_heads"])
    depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
    return float(s["rate"] * s["layer_decay"] ** (layers - depth))


def schedule(step: int, steps: int, warm: float) -> float:
    """Linear up over the share `warm` of the steps, then down a cosine to zero."""
    begin = warm * steps
    return step / begin if step < begin else 0.5 * (1 + math.cos(math.pi * (step - begin) / max(steps - begin, 1)))


def fit(  # noqa: PLR0913 - each is a choice of the caller
    model: Reader,
    source: Callable[[int], Iterator[Batch]],
    s: Settings,
    *,
    steps: int,
    weights: Weights | None = None,
    report: Callable[[Reader, int], None] | None = None,
) -> Reader:
    """Train for `epochs` of `source(epoch)`; returns the running mean of the weights.

    `report` is called with the mean after each epoch.
    """
    device = next(model.parameters()).device
    optimiser = torch.optim.AdamW(groups(model, s), fused=device.type == "cuda")
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: schedule(step, steps, s["warm"]))
    mean = copy.deepcopy(model).eval()
    done, began = 0, time.monotonic()
    for epoch in range(s["epochs"]):
        model.train()
        for batch in source(epoch):
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                value = loss(model, batch, weights or Weights())
            optimiser.zero_grad(set_to_none=True)
            value.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            rates.step()
            done += 1
            _average(mean, model, min(AVERAGE, done / (done + 10)))
        print(f"epoch {epoch + 1}: loss {value.item():.2f}, {time.monotonic() - began:.0f} s", flush=True)
        if report:
            report(mean, epoch)
    return mean


@torch.no_grad()
def _average(mean: Reader, model: Reader, keep: float) -> None:
    ours: list[Tensor] = list(mean.parameters())
    theirs: list[Tensor] = list(model.parameters())
    torch._foreach_lerp_(ours, theirs, 1 - keep)  # of PyTorch's own making, and ten times as fast as one by one
