from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.train import tiny


@dataclass(frozen=True)
class Trained:
    """A folder with all that a tiny training was given and what it gave; `said` is what it printed."""

    folder: Path
    said: str

    @property
    def model(self) -> Path:
        return self.folder / "model"


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    for package in ("torch", "onnx", "safetensors"):
        pytest.importorskip(package, reason=f"train/ needs {package}")
    importlib.import_module("torch").set_num_threads(
        1
    )  # threads that wait for one another cost more than so small a network
    folder = tmp_path_factory.mktemp("tiny") / "given"
    tiny.write(folder)
    main = importlib.import_module("train.__main__").main
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("builtins.print", lambda *words, **_: said.append(" ".join(map(str, words))))
        assert main(tiny.command(folder)) == 0
    return Trained(folder, "\n".join(said))
