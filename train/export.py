"""Trained weights to the model folder that ships: two ONNX graphs, tokeniser, labels and manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

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

MANIFEST = "manifest.json"

LIKELY = 0.5
"""Probability of no trigger under which a word is asked about: as the reader would, more or less."""

IN_FLOATS = (
    "up",
    "tag",
    "arcs.trigger",
    "arcs.gate",
    "arcs.what",
    "arcs.about",
    "arcs.mode",
    "arcs.status",
    "arcs.context",
    "arcs.tag",
)
"""Products too small to gain from eight bits, or that decide by narrow margins."""


def export(model: Reader, folder: Path, labels: Labels, tokenizer: Path, calibration: Sequence[Window]) -> None:
    """Write `reader.onnx`, `arcs.onnx`, `labels.json` and `tokenizer.json` into `folder`."""
    weights = {k: v.float().cpu().numpy() for k, v in model.state_dict().items()}
    folder.mkdir(parents=True, exist_ok=True)
    feeds = [_feed(w) for w in calibration]
    ranges, outputs = _ranges(*graph.reader(model.sizes, weights, None), feeds)
    _write(graph.reader(model.sizes, weights, ranges)[0], folder / "reader.onnx")
    seen = list(zip(calibration, outputs, strict=True))
    arcs = [_arc_feed(w, out, found) for w, out in seen if (found := _likely(w, out))]
    arcs = arcs or [_arc_feed(w, out, _likeliest(w, out)) for w, out in seen]
    ranges, _ = _ranges(*graph.arcs(model.sizes, weights, None), arcs)
    _write(graph.arcs(model.sizes, weights, ranges)[0], folder / "arcs.onnx")
    (folder / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())


def manifest(folder: Path, name: str, thresholds: Mapping[str, float], **told: object) -> None:
    """Write `manifest.json`: the model's name, its thresholds, and how it came to be."""
    facts = {"name": name, "thresholds": dict(thresholds), **told}
    beside = folder / f"{MANIFEST}.part"
    beside.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    beside.replace(folder / MANIFEST)


def _write(model: ModelProto, path: Path) -> None:
    path.write_bytes(model.SerializeToString())


def _feed(w: Window) -> dict[str, Array]:
    return {"ids": w.ids[None], "shapes": w.shapes[None], "mask": np.ones((1, len(w.ids)), dtype=np.int32)}


def _likely(w: Window, out: Mapping[str, Array]) -> list[int]:
    """Words that are triggers rather than not."""
    return np.flatnonzero(w.heads & (out["tags"][0, :, 0] < LIKELY)).tolist()


def _likeliest(w: Window, out: Mapping[str, Array]) -> list[int]:
    """The one word that is rather a trigger than the others, for a network that has learnt too little."""
    return [int(np.where(w.heads, out["tags"][0, :, 0], np.inf).argmin())]


def _arc_feed(w: Window, out: Mapping[str, Array], found: list[int]) -> dict[str, Array]:
    """What the reader would ask of these triggers of a window."""
    tags = out["tags"][0]
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
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    low, high, outputs = [], [], []
    for feed in feeds:
        out = dict(zip(names, session.run(None, dict(feed)), strict=True))
        low.append([np.quantile(out[x], CUT) for x in taps.values()])
        high.append([np.quantile(out[x], 1 - CUT) for x in taps.values()])
        outputs.append({name: out[name] for name in public})
    return dict(zip(taps, zip(np.min(low, 0).tolist(), np.max(high, 0).tolist(), strict=True), strict=True)), outputs
