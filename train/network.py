"""The network: one small encoder, a head that tags triggers, and arcs from each trigger to every word.

Shapes: B windows, L pieces, H width of the encoder, T triggers. An arc head of its own small width D looks at a
whole window from one trigger: two transformer layers over (T, L, D), so that words compete for a role.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Sizes:
    """Everything that gives a weight its shape; written to the manifest."""

    vocabulary: int
    positions: int
    width: int
    layers: int
    heads: int
    inner: int
    shapes: int
    types: int
    modes: int
    statuses: int
    contexts: int
    roles: int
    arc_width: int = 192
    arc_layers: int = 2
    arc_heads: int = 4
    near: int = 24
    """Distances in pieces are told apart up to this one on either side, then by doubling."""


class Layer(nn.Module):
    """A transformer layer, normalised after each step as BERT does."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Vectors (B, L, W) and where there is a piece (B, L) to vectors."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :], dropout_p=drop)
        x = self.norm1(x + self._drop(self.out(a.transpose(1, 2).reshape(b, n, w))))
        out: Tensor = self.norm2(x + self._drop(self.down(F.gelu(self.up(x)))))
        return out

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training)


class Encoder(nn.Module):
    """Word pieces and their shapes to vectors: (B, L) and (B, L) to (B, L, H)."""

    def __init__(self, s: Sizes, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(s.vocabulary, s.width)
        self.position = nn.Embedding(s.positions, s.width)
        self.shape = nn.Embedding(s.shapes, s.width)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(s.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(s.width, s.heads, s.inner, dropout) for _ in range(s.layers))
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Ids, shapes and where there is a piece, all (B, L), to vectors (B, L, H)."""
        x: Tensor = self.word(ids) + self.position.weight[: ids.shape[1]] + self.shape(shapes)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Arcs(nn.Module):
    """For each trigger, every piece of its window tagged once a role: (T, L, roles, 3); and what the trigger is."""

    def __init__(self, s: Sizes, dropout: float) -> None:
        super().__init__()
        self.sizes = s
        d = s.arc_width
        self.piece = nn.Linear(s.width, d)
        self.trigger = nn.Linear(s.width, d)
        self.gate = nn.Linear(s.width, d)
        self.kind = nn.Embedding(s.types + 1, d)
        self.distance = nn.Embedding(2 * distances(s.near) + 1, d)
        self.sentence = nn.Embedding(7, d)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(d, s.arc_heads, 2 * d, dropout) for _ in range(s.arc_layers))
        self.tag = nn.Linear(d, s.roles * 3)
        self.what = nn.Linear(2 * s.width + d, s.width)
        self.mode = nn.Linear(s.width, s.modes)
        self.status = nn.Linear(s.width, s.statuses)
        self.about = nn.Linear(2 * s.width, s.arc_width)
        self.context = nn.Linear(s.arc_width, s.contexts)
        self.dropout = dropout

    def forward(  # noqa: PLR0913, PLR0917 - the six things that the head sees, in the order of the ONNX graph
        self, h: Tensor, mask: Tensor, far: Tensor, sentence: Tensor, at: Tensor, types: Tensor
    ) -> list[Tensor]:
        """`h` (T, L, H) windows of the triggers, `far` and `sentence` (T, L) bucketed distances, `at` (T, L) the
        trigger's pieces as weights that sum to one, `types` (T,) with the number of types for "not told".
        """
        t = torch.einsum("tl,tlh->th", at, h)
        kind = self.kind(types)
        x = self.piece(h) * torch.sigmoid(self.gate(t))[:, None] + (self.trigger(t) + kind)[:, None]
        x = self.norm(x + self.distance(far) + self.sentence(sentence))
        for layer in self.layers:
            x = layer(F.dropout(x, self.dropout, self.training), mask)
        tags = self.tag(x).view(*x.shape[:2], self.sizes.roles, 3)
        w = F.gelu(self.what(torch.cat([t, h[:, 0], torch.einsum("tl,tld->td", at, x)], -1)))
        w = F.dropout(w, self.dropout, self.training)
        about = F.gelu(self.about(torch.cat([t, h[:, 0]], -1)))
        return [tags, self.mode(w), self.status(w), self.context(F.dropout(about, self.dropout, self.training))]


class Reader(nn.Module):
    """The encoder with its two heads."""

    def __init__(self, s: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = s
        self.encoder = Encoder(s, dropout)
        self.up = nn.Linear(s.width, s.width)
        self.tag = nn.Linear(s.width, 1 + 2 * s.types)
        self.arcs = Arcs(s, dropout)
        self.dropout = dropout

    def triggers(self, h: Tensor) -> Tensor:
        """Logits (B, L, 1 + 2 types): outside, then begin and inside of each type."""
        logits: Tensor = self.tag(F.dropout(F.gelu(self.up(h)), self.dropout, self.training))
        return logits


def distances(near: int) -> int:
    """Buckets on one side: one a piece up to `near`, then one for each doubling up to a whole window."""
    return near + 5


def bucket(distance: Tensor, near: int) -> Tensor:
    """Signed distance in pieces to an index, the same for all that lie far."""
    size = distance.abs()
    far = near + torch.log2(size.clamp(min=1).float() / near).clamp(0, 4).floor().long() + 1
    index = torch.where(size <= near, size, far)
    return distances(near) + torch.sign(distance) * index


def sentence_bucket(distance: Tensor) -> Tensor:
    """Signed distance in sentences, at most three either way, to an index."""
    return distance.clamp(-3, 3) + 3
