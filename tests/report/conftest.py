"""One lake for all tests of reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.crisis import made


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("report"))
