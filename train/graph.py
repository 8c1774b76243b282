"""The network as an ONNX graph, written out by hand: eight-bit products where `ranges` knows the inputs.

Weights take seven bits a channel, so that sums of two products fit sixteen bits on processors without VNNI and
every processor gives the same result. Activations have one fixed range each, taken over calibration texts: a
report's result does not depend on what else is in its batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, TensorProto, helper, numpy_helper

from train.network import Sizes

Array = npt.NDArray[Any]
Weights = Mapping[str, Array]
Ranges = Mapping[str, tuple[float, float]]
Inputs = Mapping[str, tuple[int, list[Any]]]
"""Names of inputs with their kind and shape."""

WEIGHT_LIMIT = 63
"""Largest weight as an integer: 2 x 255 x 63 fits a signed sixteen-bit sum."""

MICROSOFT = "com.microsoft"


class Graph:
    """Nodes and constants as they are added; every `linear` notes its input, so that ranges can be taken."""

    def __init__(self, weights: Weights, ranges: Ranges | None) -> None:
        self.weights = weights
        self.ranges = ranges
        self.nodes: list[Any] = []
        self.constants: dict[str, Array] = {}
        self.taps: dict[str, str] = {}

    def add(self, op: str, *inputs: str, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401 - ONNX's own kinds
        """A node; returns the name of its output."""
        name = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], domain=domain, **attributes))
        return name

    def split(self, x: str, sizes: str, count: int) -> list[str]:
        """Parts of the last axis."""
        names = [f"Split_{len(self.nodes)}.{i}" for i in range(count)]
        self.nodes.append(helper.make_node("Split", [x, sizes], names, axis=-1))
        return names

    def constant(self, name: str, value: Array) -> str:
        """A constant, kept once a name."""
        self.constants[name] = value
        return name

    def weight(self, name: str) -> str:
        """A weight as it is."""
        return self.constant(name, self.weights[name].astype(np.float32))

    def linear(self, x: str, name: str) -> str:
        """`x` times the weight `name` plus its bias."""
        w = self.weights[f"{name}.weight"]
        bias = self.constant(f"{name}.b", self.weights[f"{name}.bias"].astype(np.float32))
        self.taps[name] = x
        if self.ranges is None or name not in self.ranges:
            return self.add("Add", self.add("MatMul", x, self.constant(f"{name}.w", w.T.astype(np.float32))), bias)
        return self._eight_bits(x, name, w, bias)

    def _eight_bits(self, x: str, name: str, w: Array, bias: str) -> str:
        scale, zero = _affine(*(self.ranges or {})[name])
        scales = np.maximum(np.abs(w).max(1), 1e-8) / WEIGHT_LIMIT
        whole = np.round(w / scales[:, None]).astype(np.int8).T
        at = (
            self.constant(f"{name}.x", np.array(scale, dtype=np.float32)),
            self.constant(f"{name}.z", np.array(zero, dtype=np.uint8)),
        )
        q = f"{x}.q.{scale}"
        if not any(q in n.output for n in self.nodes):
            self.nodes.append(helper.make_node("QuantizeLinear", [x, *at], [q]))
        return self.add(
            "MatMulIntegerToFloat",
            q,
            self.constant(f"{name}.w", np.ascontiguousarray(whole)),
            at[0],
            self.constant(f"{name}.s", scales.astype(np.float32)),
            at[1],
            self.constant(f"{name}.o", np.zeros(len(scales), dtype=np.int8)),
            bias,
            domain=MICROSOFT,
        )

    def rows(self, ids: str, name: str) -> str:
        """Rows of an embedding, kept in eight bits with a scale each; in floats where the whole graph is."""
        if self.ranges is None:
            return self.add("Gather", self.weight(f"{name}.weight"), ids)
        table = self.weights[f"{name}.weight"]
        scales = (np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127).astype(np.float32)
        whole = self.constant(f"{name}.w", np.round(table / scales).astype(np.int8))
        x = self.add("Cast", self.add("Gather", whole, ids), to=TensorProto.FLOAT)
        return self.add("Mul", x, self.add("Gather", self.constant(f"{name}.s", scales), ids))

    def normal(self, x: str, name: str) -> str:
        """Layer normalisation."""
        return self.add(
            "LayerNormalization", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), epsilon=1e-12
        )

    def layer(self, x: str, mask: str, name: str, width: int, heads: int) -> str:
        """A transformer layer; `mask` (B, L) is one where there is a piece and zero for padding."""
        parts = self.constant(f"thirds.{width}", np.array([width] * 3))
        q, k, v = self.split(self.linear(x, f"{name}.qkv"), parts, 3)
        a = self.add("MultiHeadAttention", q, k, v, "", mask, domain=MICROSOFT, num_heads=heads)
        x = self._skip(x, self.linear(a, f"{name}.out"), f"{name}.norm1")
        up = self.add("Gelu", self.linear(x, f"{name}.up"), domain=MICROSOFT)
        return self._skip(x, self.linear(up, f"{name}.down"), f"{name}.norm2")

    def _skip(self, x: str, y: str, name: str) -> str:
        """The sum, normalised. Two nodes are faster than the runtime's one for both."""
        return self.normal(self.add("Add", x, y), name)

    def model(self, inputs: Inputs, outputs: Mapping[str, str]) -> ModelProto:
        """The whole as a model; `outputs` gives public names to nodes' outputs."""
        ends = [helper.make_node("Identity", [inner], [name]) for name, inner in outputs.items()]
        graph = helper.make_graph(
            [*self.nodes, *ends],
            "vedette",
            [helper.make_tensor_value_info(k, kind, shape) for k, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(k, TensorProto.FLOAT, None) for k in outputs],
            [numpy_helper.from_array(np.asarray(v), k) for k, v in self.constants.items()],
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="vedette")


def _affine(low: float, high: float) -> tuple[float, int]:
    """Scale and zero of unsigned eight bits over a range that holds zero."""
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max(high - low, 1e-6) / 255
    return scale, round(-low / scale)


def reader(s: Sizes, weights: Weights, ranges: Ranges | None) -> tuple[ModelProto, Graph]:
    """Word pieces to vectors and trigger tags: ids, shapes, mask (B, L) to hidden (B, L, H), tags (B, L, 1 + 2 types)."""
    g = Graph(weights, ranges)
    length = g.add("Gather", g.add("Shape", "ids"), g.constant("axis1", np.array([1])))
    start = g.constant("axis0", np.array([0]))
    place = g.add("Slice", g.weight("encoder.position.weight"), start, length, start)
    x = g.add("Add", g.rows("ids", "encoder.word"), place)
    x = g.add("Add", x, g.add("Gather", g.weight("encoder.shape.weight"), "shapes"))
    x = g.normal(x, "encoder.norm")
    for i in range(s.layers):
        x = g.layer(x, "mask", f"encoder.layers.{i}", s.width, s.heads)
    tags = g.linear(g.add("Gelu", g.linear(x, "up"), domain=MICROSOFT), "tag")
    inputs: Inputs = {name: (TensorProto.INT32, ["B", "L"]) for name in ("ids", "shapes", "mask")}
    return g.model(inputs, {"hidden": x, "tags": g.add("Softmax", tags, axis=-1)}), g


def arcs(s: Sizes, weights: Weights, ranges: Ranges | None) -> tuple[ModelProto, Graph]:
    """Triggers to what is said of them.

    hidden (T, L, H), mask, place, sentence (T, L), at (T, L) and type (T,) to arcs (T, L, roles, 3), mode, status
    and context (T, ...). `place` holds bucketed distances, see `vedette.read.distance`.
    """
    g = Graph(weights, ranges)
    d = s.arc_width
    t = g.add("MatMul", g.add("Unsqueeze", "at", g.constant("axis1", np.array([1]))), "hidden")
    kind = g.add("Unsqueeze", g.add("Gather", g.weight("arcs.kind.weight"), "type"), "axis1")
    gate = g.add("Sigmoid", g.linear(t, "arcs.gate"))
    x = g.add("Mul", g.linear("hidden", "arcs.piece"), gate)
    x = g.add("Add", x, g.add("Add", g.linear(t, "arcs.trigger"), kind))
    x = g.add("Add", x, g.add("Gather", g.weight("arcs.distance.weight"), "place"))
    x = g.add("Add", x, g.add("Gather", g.weight("arcs.sentence.weight"), "sentence"))
    x = g.normal(x, "arcs.norm")
    for i in range(s.arc_layers):
        x = g.layer(x, "mask", f"arcs.layers.{i}", d, s.arc_heads)
    tags = g.linear(x, "arcs.tag")
    tags = g.add("Reshape", tags, g.constant("split", np.array([0, 0, s.roles, 3])))
    outputs = {"arcs": g.add("Softmax", tags, axis=-1), **_attributes(g, t, x)}
    flat: Inputs = {name: (TensorProto.INT32, ["T", "L"]) for name in ("mask", "place", "sentence")}
    real: Inputs = {"hidden": (TensorProto.FLOAT, ["T", "L", s.width]), "at": (TensorProto.FLOAT, ["T", "L"])}
    return g.model({**real, **flat, "type": (TensorProto.INT32, ["T"])}, outputs), g


def _attributes(g: Graph, t: str, x: str) -> dict[str, str]:
    first = g.add("Gather", "hidden", g.constant("first", np.array([0])), axis=1)
    own = g.add("MatMul", g.add("Unsqueeze", "at", "axis1"), x)
    joined = g.add("Squeeze", g.add("Concat", t, first, own, axis=2), "axis1")
    w = g.add("Gelu", g.linear(joined, "arcs.what"), domain=MICROSOFT)
    both = g.add("Squeeze", g.add("Concat", t, first, axis=2), "axis1")
    about = g.add("Gelu", g.linear(both, "arcs.about"), domain=MICROSOFT)
    return {
        "mode": g.add("Softmax", g.linear(w, "arcs.mode"), axis=-1),
        "status": g.add("Softmax", g.linear(w, "arcs.status"), axis=-1),
        "context": g.add("Sigmoid", g.linear(about, "arcs.context")),
    }
