from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from vedette.ontology import Ontology, load
from vedette.ontology.loader import PACKAGED

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the packaged files that a test may spoil."""
    return Path(shutil.copytree(PACKAGED, tmp_path / "own", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


@pytest.fixture(scope="session")
def published() -> Path:
    """Where the published lists lie."""
    shared = Path(os.environ.get("VEDETTE_SHARED", ROOT.parent / "shared"))
    if not (shared / "plover").is_dir():
        pytest.skip("the published lists need ../shared (or VEDETTE_SHARED), which is not here")
    return shared / "plover"
