"""The short form of the storm; `make chaos` is the long one."""

from __future__ import annotations

import random
from pathlib import Path

from tests.ingest import chaos


def test_kills_and_two_writers_and_poison_leave_every_input_accounted_for_once(tmp_path: Path) -> None:
    made = chaos.Storm(tmp_path, reports=300, slow=0.002, chance=random.Random(20))  # noqa: S311 - moments, not secrets
    found = chaos.storm(made, kills=2)
    assert found["read"] >= 200
    assert (found["reader-failed"], found["malformed-line"]) == (1, 1)
