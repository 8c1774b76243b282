"""One lake of the crisis of the examples for all tests of charts."""

from __future__ import annotations

import pytest

from tests.chart.seen import made
from vedette import Lake, open_lake


@pytest.fixture(scope="session")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return open_lake(made(tmp_path_factory.getbasetemp()))
