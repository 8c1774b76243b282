"""The same weights in floats, as a GPU reads them, say the same. Here they run on the CPU."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from vedette.errors import ModelError
from vedette.read import Reader, half
from vedette.read.model import Model
from vedette.read.reader import SHIPPED

TEXTS = (
    "Rebels shelled the town of Orvel on Monday, killing three people.",
    "The foreign minister of Ghana met his Togolese counterpart in Accra.",
    "France will send 200 soldiers to Chad next week, a spokesman said.",
    "Police arrested twelve demonstrators who had blocked the bridge.",
    "The parliament rejected the demand and accused the governor of fraud.",
)


@pytest.mark.parametrize("precision", [np.float32, np.float16])
def test_what_is_read_in_floats_is_what_is_read_in_eight_bits(tmp_path: Path, precision: type) -> None:
    pytest.importorskip("onnx", reason="needs the package onnx, as vedette[gpu] does")
    shutil.copytree(SHIPPED, tmp_path / "model")
    for name in ("reader.onnx", "arcs.onnx"):
        (tmp_path / "model" / name).write_bytes(half.rewritten(SHIPPED / name, precision))
    sentences = [((0, len(text)),) for text in TEXTS]
    ours, theirs = (Reader.load(path, threads=1).read(TEXTS, sentences) for path in (SHIPPED, tmp_path / "model"))
    for mine, other in zip(ours, theirs, strict=True):
        assert [(e.type, e.mode, e.status, e.trigger) for e in mine] == [
            (e.type, e.mode, e.status, e.trigger) for e in other
        ]
        for one, two in zip(mine, other, strict=True):
            assert one.score == pytest.approx(two.score, abs=0.1)


def test_where_there_is_no_gpu_it_says_so_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    with pytest.raises(ModelError, match=r"vedette\[gpu\].*leave out --gpu"):
        Model(SHIPPED, gpu=True)
