"""What teachers mark on unlabelled reports, as targets for a pupil (Hinton et al. 2015)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch

from train.batches import Targets
from train.predict import Marks
from vedette.read.labels import Labels


def targets(
    marks: Sequence[Marks], heads: Sequence[npt.NDArray[np.bool_]], length: int, labels: Labels, device: torch.device
) -> Targets:
    """The teachers' distributions, padded to `length`."""
    found = [a for m in marks for a in m.attributes]
    tags = np.zeros((len(marks), length, 1 + 2 * len(labels.types)), dtype=np.float16)
    arcs = np.zeros((len(found), length, len(labels.roles), 3), dtype=np.float16)
    for row, m, h in zip(tags, marks, heads, strict=True):
        row[: len(m.tags)] = m.tags * h[:, None]
    for row, a in zip(arcs, found, strict=True):
        row[: len(a.arcs)] = a.arcs

    def send(values: npt.NDArray[np.floating]) -> torch.Tensor:
        return torch.from_numpy(values).to(device, torch.float16)

    def stack(name: str, width: int) -> torch.Tensor:
        return send(np.array([getattr(a, name) for a in found], dtype=np.float32).reshape(-1, width))

    return Targets(
        tags=send(tags),
        arcs=send(arcs),
        mode=stack("mode", len(labels.modes)),
        status=stack("status", len(labels.statuses)),
        contexts=stack("context", len(labels.contexts)),
        has_contexts=torch.ones(len(found), dtype=torch.bool, device=device),
    )
