"""The shipped weights for a GPU: eight-bit products become products in half precision. Needs the package `onnx`.

Eight-bit kernels are the CPU's. A GPU is fastest in halves, so the graph is rewritten when it is loaded: a weight is its
whole numbers times their scales, and activations are no longer rounded. Nothing else changes, and nothing is trained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vedette.errors import ModelError

Array = npt.NDArray[Any]

EIGHT_BITS = "MatMulIntegerToFloat"
ROUNDING = "QuantizeLinear"


def rewritten(path: Path, precision: type[np.floating[Any]] = np.float16) -> bytes:
    """The graph at `path` with all products in floats of this precision; inputs and outputs stay 32-bit floats."""
    onnx = _package()
    model = onnx.load(path)
    graph = model.graph
    held = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
    rounded = {node.output[0]: node.input[0] for node in graph.node if node.op_type == ROUNDING}
    kind = onnx.helper.np_dtype_to_tensor_dtype(np.dtype(precision))
    nodes = [made for node in graph.node for made in _nodes(onnx, node, rounded, held)]
    outputs = {each.name for each in graph.output}
    nodes = [_exits(onnx, node, outputs) for node in _entrances(onnx, graph, nodes, kind)]
    used = {name for node in nodes for name in node.input}
    weights = {name: _in(value, precision) for name, value in held.items() if name in used}
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(onnx.numpy_helper.from_array(value, name) for name, value in weights.items())
    told: bytes = model.SerializeToString()
    return told


def _package() -> Any:  # noqa: ANN401 - an optional package
    try:
        import_module("onnx.numpy_helper")
        return import_module("onnx")
    except ImportError as error:
        raise ModelError("reading on a GPU needs the package onnx; install vedette[gpu]") from error


def _in(value: Array, precision: type[np.floating[Any]]) -> Array:
    return value.astype(precision) if value.dtype == np.float32 else value


def _nodes(onnx: Any, node: Any, rounded: Mapping[str, str], held: dict[str, Array]) -> Iterator[Any]:  # noqa: ANN401
    """What stands for a node: an eight-bit product becomes a product and a sum, rounding falls away."""
    if node.op_type == EIGHT_BITS:
        x, weight, _, scales, _, _, bias = node.input
        name = f"{weight}.float"
        held[name] = held[weight].astype(np.float32) * held[scales]
        yield onnx.helper.make_node("MatMul", [rounded[x], name], [f"{node.output[0]}.product"])
        yield onnx.helper.make_node("Add", [f"{node.output[0]}.product", bias], list(node.output))
    elif node.op_type != ROUNDING:
        yield node


def _entrances(onnx: Any, graph: Any, nodes: list[Any], kind: int) -> Iterator[Any]:  # noqa: ANN401
    """The nodes, with inputs in floats and casts to floats turned to the precision."""
    floats = {each.name for each in graph.input if each.type.tensor_type.elem_type == onnx.TensorProto.FLOAT}
    for name in sorted(floats):
        yield onnx.helper.make_node("Cast", [name], [f"{name}.in"], to=kind)
    for node in nodes:
        for at, name in enumerate(node.input):
            if name in floats:
                node.input[at] = f"{name}.in"
        for attribute in node.attribute:
            if node.op_type == "Cast" and attribute.name == "to" and attribute.i == onnx.TensorProto.FLOAT:
                attribute.i = kind
        yield node


def _exits(onnx: Any, node: Any, outputs: set[str]) -> Any:  # noqa: ANN401
    """The node that gives an output of the graph, as a cast back to 32-bit floats; any other as it is."""
    if node.output[0] not in outputs:
        return node
    return onnx.helper.make_node("Cast", list(node.input), list(node.output), to=onnx.TensorProto.FLOAT)
