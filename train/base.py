"""The base encoder: a BERT of the Hugging Face kind, read straight from its safetensors file."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from train.errors import TrainError
from train.network import Encoder, Reader, Sizes
from vedette.read.encode import LIMIT, SHAPES
from vedette.read.labels import Labels

LAYER = {
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}
"""Names of a layer's parts, theirs and ours; query, key and value are joined."""

OLD = {".gamma": ".weight", ".beta": ".bias"}
"""Older names of a normalisation's weights, and what they are called now."""

PARTS = ("config.json", "model.safetensors", "tokenizer.json")


def check(folder: Path) -> None:
    """Raise `TrainError` when what is in `folder` is no encoder that the network can take up."""
    for name in PARTS:
        if not (folder / name).is_file():
            raise TrainError(f"{folder / name} is not there; give a folder with {', '.join(PARTS)} as base")
    c = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    wanted = {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "absolute"}
    for key, value in wanted.items():
        if c.get(key, value) != value:
            raise TrainError(f"{folder / 'config.json'}: {key} is {c[key]!r}; take an encoder where it is {value!r}")
    if c["max_position_embeddings"] < LIMIT:
        raise TrainError(
            f"{folder / 'config.json'}: max_position_embeddings is {c['max_position_embeddings']}, but a window holds "
            f"{LIMIT} pieces; take an encoder that sees as many"
        )


def sizes(folder: Path, labels: Labels, **arcs: int) -> Sizes:
    """The sizes of the encoder in `folder` with the heads for these labels."""
    c = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return Sizes(
        vocabulary=c["vocab_size"],
        positions=c["max_position_embeddings"],
        width=c["hidden_size"],
        layers=c["num_hidden_layers"],
        heads=c["num_attention_heads"],
        inner=c["intermediate_size"],
        shapes=len(SHAPES),
        types=len(labels.types),
        modes=len(labels.modes),
        statuses=len(labels.statuses),
        contexts=len(labels.contexts),
        roles=len(labels.roles),
        **arcs,
    )


def load(encoder: Encoder, folder: Path) -> None:
    """Fill an encoder with the weights in `folder`; the shapes it adds stay zero."""
    theirs = {_new(k): v.float() for k, v in load_file(folder / "model.safetensors").items()}
    ours = encoder.state_dict()
    ours["word.weight"] = theirs["embeddings.word_embeddings.weight"]
    segment = theirs["embeddings.token_type_embeddings.weight"][0]
    ours["position.weight"] = theirs["embeddings.position_embeddings.weight"] + segment
    for part in ("weight", "bias"):
        ours[f"norm.{part}"] = theirs[f"embeddings.LayerNorm.{part}"]
        for i in range(len(encoder.layers)):
            ours |= _layer(theirs, i, part)
    encoder.load_state_dict(ours)


def _new(name: str) -> str:
    stem, dot, part = name.removeprefix("bert.").rpartition(".")
    return stem + OLD.get(dot + part, dot + part)


def _layer(theirs: dict[str, Tensor], i: int, part: str) -> dict[str, Tensor]:
    at = f"encoder.layer.{i}."
    joined = [theirs[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
    out = {f"layers.{i}.{our}.{part}": theirs[f"{at}{name}.{part}"] for name, our in LAYER.items()}
    return {**out, f"layers.{i}.qkv.{part}": torch.cat(joined)}


def save(model: Reader | Encoder, path: Path) -> None:
    """All weights in half precision."""
    torch.save({k: v.half().cpu() for k, v in model.state_dict().items()}, path)


def restore(model: Reader | Encoder, path: Path) -> None:
    """What `save` wrote."""
    model.load_state_dict({k: v.float() for k, v in torch.load(path, map_location="cpu", weights_only=True).items()})
