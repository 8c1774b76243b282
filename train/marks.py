"""The teachers' marks on unlabelled reports, in shards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

import torch

from train import batches, distil, predict
from train.batches import Targets, Triggers, Windows
from train.corpus import Record
from train.fit import Batch
from train.network import Reader
from train.predict import Marks
from vedette.read.encode import Encoder, Window
from vedette.read.labels import Labels
from vedette.text import sentences

CPU = torch.device("cpu")


class Settings(TypedDict):
    """How reports are marked; what each is stands in settings.toml."""

    floor: float
    batch_pieces: int
    shard: int


def mark(teachers: Sequence[Reader], cut: Sequence[Window], s: Settings, labels: Labels) -> Iterator[Batch]:
    """The teachers' mean as batches of a pupil; windows without any trigger that they hold possible are kept too."""
    told = predict.predict(teachers, cut, s["floor"])
    for index in batches.by_budget([len(w.ids) for w in cut], s["batch_pieces"], None):
        yield _batch([cut[i] for i in index], [told[i] for i in index], labels)


def _batch(cut: Sequence[Window], told: Sequence[Marks], labels: Labels) -> Batch:
    w = batches.windows(cut, CPU)
    t = batches.triggers([[(c.first, c.last, c.type) for c in m.triggers] for m in told], CPU)
    return w, t, distil.targets(told, [c.heads for c in cut], w.ids.shape[1], labels, CPU)


def windows(encoder: Encoder, reports: Sequence[Record]) -> list[Window]:
    """All windows of unlabelled reports, over sentences as the product cuts them."""
    texts = [r["text"] for r in reports]
    return [w for cut in encoder.batch(texts, [sentences(t) for t in texts]) for w in cut]


def save(shard: Sequence[Batch], path: Path) -> None:
    """Write a shard."""
    torch.save([tuple(vars(part) for part in batch) for batch in shard], path)


def load(path: Path) -> list[Batch]:
    """What `save` wrote, in the machine's own memory."""
    return [(Windows(**w), Triggers(**t), Targets(**y)) for w, t, y in torch.load(path, weights_only=True)]
