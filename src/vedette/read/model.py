"""Arrays to arrays: the one door to the ONNX runtime."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from vedette.errors import ModelError
from vedette.read.scores import UNCHANGED, Curve, Curves

SLOWER = ["SkipLayerNormFusion"]
"""What the runtime would make of a graph that takes longer than the graph itself: a tenth of the encoder's time."""

CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"

Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the weights are: their name, the thresholds chosen on dev, and what their probabilities are worth."""

    name: str
    trigger: float
    argument: float
    context: float
    curves: Curves = UNCHANGED

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """From a `manifest.json` file."""
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            curves = {name: Curve(*numbers) for name, numbers in told.get("curves", {}).items()}
            return cls(told["name"], **told["thresholds"], curves=Curves(curves))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{path}: the model's manifest cannot be read ({error}); reinstall, or train it anew"
            ) from error


class Model:
    """The two graphs of a model folder: `reader.onnx` tags triggers, `arcs.onnx` tells what belongs to each."""

    def __init__(self, folder: Path, *, threads: int | None = None, gpu: bool = False) -> None:
        self.manifest = Manifest.load(folder / "manifest.json")
        self._reader = _session(folder / "reader.onnx", threads, gpu=gpu)
        self._arcs = _session(folder / "arcs.onnx", threads, gpu=gpu)

    def read(self, given: Arrays) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """ids, shapes, mask (B, L) to hidden (B, L, H) and tag probabilities (B, L, 1 + 2 types)."""
        hidden, tags = self._reader.run(("hidden", "tags"), dict(given))
        return hidden, tags

    def arcs(self, given: Arrays) -> list[npt.NDArray[np.float32]]:
        """Vectors `hidden` (T, L, H) with mask, place, sentence, at (T, L), type (T,) to arcs, mode, status, context."""
        return list(self._arcs.run(("arcs", "mode", "status", "context"), dict(given)))


def _session(path: Path, threads: int | None, *, gpu: bool) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Threads that spin while they wait are a little faster alone and very slow beside other programs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if threads is not None:
        options.intra_op_num_threads = threads
    graph, provider = (_halves(path), CUDA) if gpu else (path, CPU)
    try:
        return onnxruntime.InferenceSession(graph, options, providers=[provider], disabled_optimizers=SLOWER)
    except Exception as error:
        raise ModelError(f"{path}: the model cannot be loaded ({error}); reinstall vedette") from error


def _halves(path: Path) -> bytes:
    """The graph as a GPU wants it; says so where there is none to run it."""
    if CUDA not in onnxruntime.get_available_providers():
        raise ModelError(
            "no GPU that onnxruntime can use; install vedette[gpu] beside an NVIDIA driver, or leave out --gpu"
        )
    from vedette.read.half import rewritten  # noqa: PLC0415 - needs a package that only a GPU's user has

    return rewritten(path)
