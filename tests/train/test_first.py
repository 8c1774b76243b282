from __future__ import annotations

import importlib
import json
import shutil
from pathlib import Path

import pytest

from tests.train.conftest import Trained
from vedette.read.first import FILE, FirstPass
from vedette.read.model import Manifest

pytest.importorskip("torch", reason="train/ needs torch")
pytest.importorskip("safetensors", reason="train/ needs safetensors")


def learn(given: Path, model: Path, *more: str) -> bytes:
    """What `python -m train.first` puts beside a model."""
    named = {"--corpus": given / "corpus.jsonl", "--unlabelled": given / "unlabelled.jsonl", "--base": given / "base"}
    named |= {"--apart": given / "dev.jsonl", "--extra": model / "none", "--model": model, "--work": model / "work"}
    words = [str(word) for pair in named.items() for word in pair] + ["--held", "10", "--choice", "10", *more]
    done: int = importlib.import_module("train.first").main(words)
    assert done == 0
    return (model / FILE).read_bytes()


def test_a_first_pass_is_learnt_for_the_reader_beside_it_and_always_the_same(trained: Trained, tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(trained.model, model)
    once = learn(trained.folder, model)
    name = Manifest.load(model / "manifest.json").name
    assert FirstPass.beside(model, name) is not None
    assert learn(trained.folder, model) == once


def test_kept_weights_get_the_name_of_a_new_reader(trained: Trained, tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(trained.model, model)
    learn(trained.folder, model)
    manifest = json.loads((model / "manifest.json").read_text())
    (model / "manifest.json").write_text(json.dumps(manifest | {"name": "tuned-again"}))
    assert FirstPass.beside(model, "tuned-again") is None
    learn(trained.folder, model, "--keep")
    assert FirstPass.beside(model, "tuned-again") is not None
