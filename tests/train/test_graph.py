from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.train import tiny
from tests.train.conftest import Trained
from vedette.read import distance

torch = pytest.importorskip("torch", reason="train/ needs torch")
pytest.importorskip("onnx", reason="train/ needs onnx")
pytest.importorskip("safetensors", reason="train/ needs safetensors")
graph = importlib.import_module("train.graph")
network = importlib.import_module("train.network")
batches = importlib.import_module("train.batches")

SIZES = network.Sizes(
    vocabulary=50, positions=64, width=32, layers=2, heads=4, inner=64, shapes=11,
    types=5, modes=9, statuses=5, contexts=7, roles=11, arc_width=16, arc_layers=2, arc_heads=4,
)  # fmt: skip
CLOSE = 1e-4
"""Largest difference in floats."""
CLOSE_IN_EIGHT_BITS = 0.1
"""Largest difference of a probability; 0.01 was measured."""
MEAN_IN_EIGHT_BITS = 0.005


@pytest.fixture(scope="module")
def model() -> Any:
    torch.manual_seed(1)
    made = network.Reader(SIZES).eval()
    for p in made.parameters():
        torch.nn.init.normal_(p, std=0.3)
    return made


@pytest.fixture(scope="module")
def sessions(model: Any) -> Any:
    weights = {k: v.numpy() for k, v in model.state_dict().items()}
    made = (graph.reader(SIZES, weights, None)[0], graph.arcs(SIZES, weights, None)[0])
    return tuple(onnxruntime.InferenceSession(m.SerializeToString(), providers=["CPUExecutionProvider"]) for m in made)


def padded(lengths: list[int], rng: np.random.Generator) -> dict[str, Any]:
    """Windows of these lengths; there is anything in the padding."""
    shape = (len(lengths), max(lengths) + 3)
    mask = (np.arange(shape[1])[None] < np.array(lengths)[:, None]).astype(np.int32)
    return {
        "ids": rng.integers(0, 50, shape, dtype=np.int32),
        "shapes": rng.integers(0, 11, shape, dtype=np.int32),
        "mask": mask,
    }


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(2, 40), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_the_graph_in_floats_says_what_the_network_says(
    model: Any, sessions: Any, lengths: list[int], seed: int
) -> None:
    feed = padded(lengths, np.random.default_rng(seed))
    hidden, tags = sessions[0].run(("hidden", "tags"), feed)
    with torch.no_grad():
        ids, shapes, mask = (torch.from_numpy(feed[k]).long() for k in ("ids", "shapes", "mask"))
        h = model.encoder(ids, shapes, mask.bool())
        probabilities = model.triggers(h).softmax(-1)
    real = feed["mask"].astype(bool)
    assert np.abs(hidden - h.numpy())[real].max() < CLOSE
    assert np.abs(tags - probabilities.numpy())[real].max() < CLOSE


@settings(max_examples=50, deadline=None)
@given(st.integers(4, 40), st.integers(0, 2**32 - 1))
def test_the_arc_graph_in_floats_says_what_the_network_says(model: Any, sessions: Any, length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    feed = padded([length, max(length - 2, 4)], rng)
    n = feed["ids"].shape[1]
    sentences = np.sort(rng.integers(0, 9, (2, n)), axis=1)
    heads = rng.random((2, n)) < 0.7
    spans = [(w, f := int(rng.integers(1, 3)), f + int(rng.integers(0, 2))) for w in (0, 1, 1)]
    for w, first, _ in spans:
        heads[w, first] = True
    rows = [(*span, int(rng.integers(0, 6))) for span in spans]
    tensors = {k: torch.from_numpy(np.asarray(v)).long() for k, v in (feed | {"sentences": sentences}).items()}
    windows = batches.Windows(**tensors | {"mask": tensors["mask"].bool(), "heads": torch.from_numpy(heads)})
    triggers = batches.Triggers(*torch.tensor(rows).unbind(1))
    hidden = rng.normal(size=(2, n, SIZES.width)).astype(np.float32)
    mask, far, near, at = batches.arc_inputs(triggers, windows, SIZES)
    which = [w for w, *_ in rows]
    with torch.no_grad():
        told = model.arcs(torch.from_numpy(hidden)[which], mask, far, near, at, triggers.type)
    shown = {
        "hidden": hidden[which],
        "mask": feed["mask"][which],
        "place": np.stack([distance.pieces(n, first, last) for _, first, last, _ in rows]),
        "sentence": np.stack([distance.sentences(sentences[w].astype(np.int32), f) for w, f, _, _ in rows]),
        "at": at.numpy(),
        "type": np.array([t for *_, t in rows], dtype=np.int32),
    }
    assert (shown["place"] == far.numpy()).all()
    assert (shown["sentence"] == near.numpy()).all()
    arcs, mode, status, context = sessions[1].run(("arcs", "mode", "status", "context"), shown)
    assert np.abs(arcs - told[0].softmax(-1).numpy())[mask.numpy()].max() < CLOSE
    assert np.abs(mode - told[1].softmax(-1).numpy()).max() < CLOSE
    assert np.abs(status - told[2].softmax(-1).numpy()).max() < CLOSE
    assert np.abs(context - told[3].sigmoid().numpy()).max() < CLOSE


def test_the_reader_and_the_network_count_distances_alike() -> None:
    far = torch.arange(-distance.REACH, distance.REACH + 1)
    assert (network.bucket(far, distance.NEAR).numpy() == distance.TABLE).all()


def test_in_eight_bits_the_model_says_nearly_the_same(trained: Trained) -> None:
    training = importlib.import_module("train.networks")
    settings = importlib.import_module("train.settings").load(trained.folder / "settings.toml")
    labels = importlib.import_module("vedette.read.labels").Labels.load(trained.model / "labels.json")
    networks = training.Networks(trained.folder / "base", labels, torch.device("cpu"))
    (pupil,) = (trained.folder / "work").glob("pupil-*.pt")
    fitted = networks.restored(pupil, settings.pupil)
    session = onnxruntime.InferenceSession(trained.model / "reader.onnx", providers=["CPUExecutionProvider"])
    reports = tiny.reports(40, 9)
    cut = networks.encoder.batch([r["text"] for r in reports], [r["sentences"] for r in reports])
    w = batches.windows([w for of in cut for w in of], torch.device("cpu"))
    with torch.no_grad():
        told = fitted.triggers(fitted.encoder(w.ids, w.shapes, w.mask)).softmax(-1).numpy()
    feed = {name: getattr(w, name).int().numpy() for name in ("ids", "shapes", "mask")}
    apart = np.abs(session.run(("tags",), feed)[0] - told)[w.mask.numpy()]
    assert apart.max() < CLOSE_IN_EIGHT_BITS
    assert apart.mean() < MEAN_IN_EIGHT_BITS
