"""Go on with masked words on the free texts: the base encoder was last tuned for whole sentences, not for words.

Method: Devlin et al. 2019 (BERT), without next sentences; whole texts are packed into rows of one length.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TypedDict

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from train.fit import schedule
from train.network import Encoder
from vedette.read.encode import Window

ROW = 128
"""Pieces in a row: two or three short reports."""

SHAPELESS = 0.1
"""Share of rows whose shapes are hidden, so that the words alone are learnt too."""


class Settings(TypedDict):
    """How masked words are learnt; what each is stands in settings.toml."""

    steps: int
    batch_pieces: int
    rate: float
    masked: float
    warm: int


class Masked(nn.Module):
    """The encoder with a head that guesses words, tied to the word embedding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.word.weight.shape[1]
        self.encoder = encoder
        self.dense = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(encoder.word.weight.shape[0]))

    def forward(self, ids: Tensor, shapes: Tensor, hidden: Tensor) -> Tensor:
        """Logits of the hidden pieces alone."""
        h = self.encoder(ids, shapes, torch.ones_like(hidden))
        x = self.norm(F.gelu(self.dense(h[hidden])))
        return F.linear(x, self.encoder.word.weight, self.bias)


def rows(windows: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """All pieces in rows of `ROW`: ids and shapes, (N, ROW) each. Less than a row goes round until it is one."""
    ids = np.concatenate([w.ids for w in windows])
    shapes = np.concatenate([w.shapes for w in windows])
    n = max(len(ids) // ROW, 1) * ROW
    ids, shapes = np.resize(ids, n), np.resize(shapes, n)
    return torch.from_numpy(ids.reshape(-1, ROW)), torch.from_numpy(shapes.reshape(-1, ROW))


def pretrain(encoder: Encoder, windows: Sequence[Window], mask_id: int, s: Settings, device: torch.device) -> None:
    """Train `encoder` in place."""
    ids, shapes = (t.to(device).long() for t in rows(windows))
    model = Masked(encoder).to(device).train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=s["rate"], weight_decay=0.01, fused=device.type == "cuda")
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: schedule(i, s["steps"], s["warm"] / s["steps"]))
    began = time.monotonic()
    for step in range(s["steps"]):
        pick = torch.randint(len(ids), (max(s["batch_pieces"] // ROW, 1),), device=device)
        value = _step(model, ids[pick], shapes[pick], mask_id, s["masked"])
        optimiser.zero_grad(set_to_none=True)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        rates.step()
        if step % 500 == 0:
            print(f"masked words, step {step}: loss {value.item():.3f}, {time.monotonic() - began:.0f} s", flush=True)


def _step(model: Masked, ids: Tensor, shapes: Tensor, mask_id: int, share: float) -> Tensor:
    chance = torch.rand(ids.shape, device=ids.device)
    hidden = chance < share
    shown = torch.where(hidden & (chance < share * 0.8), torch.full_like(ids, mask_id), ids)
    other = hidden & (chance >= share * 0.8) & (chance < share * 0.9)
    shown = torch.where(other, ids.flatten()[torch.randint_like(ids, ids.numel())], shown)
    known = torch.where(torch.rand(len(ids), 1, device=ids.device) < SHAPELESS, torch.zeros_like(shapes), shapes)
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=ids.device.type == "cuda"):
        logits = model(shown, known, hidden)
    return F.cross_entropy(logits.float(), ids[hidden])
