"""Networks made, fitted and brought back, all over one base encoder and one set of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from train import base, fit, pretrain, source
from train.corpus import Example
from train.errors import TrainError
from train.fit import Batch
from train.network import Reader
from vedette.read.encode import Encoder, Window
from vedette.read.labels import Labels

MASK = "[MASK]"


@dataclass(frozen=True)
class Networks:
    """What all networks of a training share."""

    base: Path
    """Folder of the base encoder."""
    labels: Labels
    device: torch.device

    @property
    def tokenizer(self) -> Path:
        """The base's tokeniser, which ships with the model."""
        return self.base / "tokenizer.json"

    @cached_property
    def encoder(self) -> Encoder:
        """Texts to windows."""
        return Encoder.load(self.tokenizer)

    @cached_property
    def mask_id(self) -> int:
        """The piece that stands for a hidden one."""
        number: int | None = Tokenizer.from_file(str(self.tokenizer)).token_to_id(MASK)
        if number is None:
            raise TrainError(f"{self.tokenizer}: no piece {MASK}; take a tokeniser of the BERT kind")
        return number

    def fresh(self, s: fit.Settings) -> Reader:
        """A network with drawn weights, the same for the same seed."""
        torch.manual_seed(s["seed"])
        sizes = base.sizes(self.base, self.labels, arc_width=s["arc_width"], arc_layers=s["arc_layers"])
        return Reader(sizes, s["dropout"])

    def restored(self, path: Path, s: fit.Settings) -> Reader:
        """A network that was fitted."""
        model = self.fresh(s)
        base.restore(model, path)
        return model.to(self.device).eval()

    def pretrained(self, windows: Sequence[Window], s: pretrain.Settings, like: fit.Settings, to: Path) -> None:
        """Write the base encoder after masked words over these windows; as it is after no steps."""
        encoder = self.fresh(like).encoder
        base.load(encoder, self.base)
        if s["steps"]:
            pretrain.pretrain(encoder, windows, self.mask_id, s, self.device)
        base.save(encoder, to)

    def fitted(
        self, words: Path, s: fit.Settings, examples: Sequence[Example], marks: Sequence[Batch], to: Path
    ) -> None:
        """Write a network that begins with the encoder in `words` and learns from annotations and marks."""
        model = self.fresh(s)
        base.restore(model.encoder, words)
        rng = np.random.default_rng(s["seed"])
        ways = [
            source.arranged(examples, self.labels, s["batch_pieces"], rng, self.device)
            for _ in range(s["arrangements"])
        ]
        shaker = source.Shaker(s, rng, self.mask_id, untold=len(self.labels.types))
        epoch, batches = source.mixed(ways, marks, shaker)
        weights = fit.Weights(contexts=s["contexts"])
        base.save(fit.fit(model.to(self.device), epoch, s, steps=batches * s["epochs"], weights=weights), to)
