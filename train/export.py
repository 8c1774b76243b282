"""Trained weights to the model folder that ships: two ONNX graphs, tokeniser, labels and manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnx import ModelProto, helper

from train import graph
from train.graph import Array, Graph, Ranges
from train.network import Reader
from vedette.read import distance
from vedette.read.encode import Window
from vedette.read.labels import Labels

CUT = 1e-5
"""Share of activations that a range leaves out on either side; swept 0, 1e-6, 1e-5, 1e-4 on dev, see decisions."""

IN_FLOATS = ("up", "tag", "arcs.trigger", "arcs.gate", "arcs.what", "arcs.mode", "arcs.status", "arcs.context", "arcs.tag")
"""Products too small to gain from eight bits, or that decide by narrow margins."""


def export(model: Reader, folder: Path, labels: Labels, tokenizer: Path, calibration: Sequence[Window]) -> None:
    """Write `reader.onnx`, `arcs.onnx`, `labels.json` and `tokenizer.json` into `folder`."""
    weights = {k: v.float().cpu().numpy() for k, v in model.state_dict().items()}
    folder.mkdir(parents=True, exist_ok=True)
    feeds = [_feed(w) for w in calibration]
    ranges, outputs = _ranges(*graph.reader(model.sizes, weights, None), feeds)
    _write(graph.reader(model.sizes, weights, ranges)[0], folder / "reader.onnx")
    arcs = [f for w, out in zip(calibration, outputs, strict=True) if (f := _arc_feed(w, out)) is not None]
    ranges, _ = _ranges(*graph.arcs(model.sizes, weights, None), arcs)
    _write(graph.arcs(model.sizes, weights, ranges)[0], folder / "arcs.onnx")
    (folder / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())


def manifest(folder: Path, name: str, thresholds: Mapping[str, float], **told: Any) -> None:
    """Write `manifest.json`: the model's name, its thresholds, and how it came to be."""
    facts = {"name": name, "thresholds": dict(thresholds), **told}
    (folder / "manifest.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def _write(model: ModelProto, path: Path) -> None:
    path.write_bytes(model.SerializeToString())


def _feed(w: Window) -> dict[str, Array]:
    return {"ids": w.ids[None], "shapes": w.shapes[None], "mask": np.ones((1, len(w.ids)), dtype=np.int32)}


def _arc_feed(w: Window, out: Mapping[str, Array]) -> dict[str, Array] | None:
    """The likeliest triggers of a window, as the reader would ask for them."""
    tags = out["tags"][0]
    found = np.flatnonzero(w.heads & (tags[:, 0] < 0.5))  # noqa: PLR2004 (likelier than not)
    if not len(found):
        return None
    n, t = len(w.ids), len(found)
    at = np.zeros((t, n), dtype=np.float32)
    at[np.arange(t), found] = 1
    return {
        "hidden": np.repeat(out["hidden"], t, axis=0),
        "mask": np.ones((t, n), dtype=np.int32),
        "place": np.stack([distance.pieces(n, i, i) for i in found]),
        "sentence": np.stack([distance.sentences(w.sentences, i) for i in found]),
        "at": at,
        "type": ((tags[found, 1:].argmax(1)) // 2).astype(np.int32),
    }


def _ranges(model: ModelProto, g: Graph, feeds: Sequence[Mapping[str, Array]]) -> tuple[Ranges, list[dict[str, Array]]]:
    """Range of the input of each product over the feeds, and the model's outputs."""
    taps = {name: x for name, x in g.taps.items() if name not in IN_FLOATS and x not in feeds[0]}
    public = [o.name for o in model.graph.output]
    model.graph.output.extend(helper.make_empty_tensor_value_info(x) for x in dict.fromkeys(taps.values()))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    low, high, outputs = [], [], []
    for feed in feeds:
        out = dict(zip(names, session.run(None, dict(feed)), strict=True))
        low.append([np.quantile(out[x], CUT) for x in taps.values()])
        high.append([np.quantile(out[x], 1 - CUT) for x in taps.values()])
        outputs.append({name: out[name] for name in public})
    return dict(zip(taps, zip(np.min(low, 0).tolist(), np.max(high, 0).tolist(), strict=True), strict=True)), outputs
