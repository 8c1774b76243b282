"""One lake and one server for all tests of a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.lakes import Server, made, served


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("serve"))


@pytest.fixture(scope="session")
def server(lake: Path) -> Iterator[Server]:
    with served(lake) as running:
        yield running
