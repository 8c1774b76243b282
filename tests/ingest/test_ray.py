"""A cluster of two nodes stores what one machine does, row by row, though one node is killed midway."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDED = 6 * 2**30
"""Bytes of free memory that two nodes and a head need, with what else runs."""

PATIENCE = 900
"""Seconds after which something hangs; a tenth of it does on two idle cores."""

READERS = range(2, 8)
"""Processes that may read in one run: one a core, and others in the place of those that were killed or put away idle."""


def free() -> int:
    """Bytes of memory that may be had; 0 where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), 0)


def on_ray(folder: Path, *more: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingest.on_ray", str(folder), *more],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        cwd=Path(__file__).resolve().parent.parent.parent,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.skipif(not find_spec("ray"), reason="needs Ray: pip install 'vedette[ray]'")
@pytest.mark.skipif(free() < NEEDED, reason="needs 6 GiB of free memory, for a cluster on this machine")
def test_a_node_that_dies_costs_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    told = on_ray(tmp_path)
    assert told == {
        "trained": [8, True, True],
        "sent": [93, 90, 1, 2],
        "shared": [249, 240, 5, 4],
        "killed": True,
        "nodes": 2,  # the head and the one that is left
        "readers": told["readers"],
        "loaded at most": 1,
        "equal": True,
        "equal sent": [82, True],
        "crashed": [],
        "crashed files": [],
    }
    assert told["readers"] in READERS
