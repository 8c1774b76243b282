"""Reading tells nobody anything, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

READ = "import vedette; print(len(vedette.read('Gunmen killed two people near Gao.', published='2024-02-12').events))"


def test_reading_writes_nothing_into_the_home_of_who_reads(tmp_path: Path) -> None:
    """The runtime of the model would keep a number of the machine there, and tell its maker what runs on it."""
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    env = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")} | home
    done = subprocess.run([sys.executable, "-c", READ], env=env, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 0
    assert list(tmp_path.rglob("*")) == []
