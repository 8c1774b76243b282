"""How `vedette serve` ends."""

from __future__ import annotations

import subprocess
import sys

from vedette.cli import exits

BUSY = """
import threading, time
from vedette.cli.serve import _leave
threading.Thread(target=time.sleep, args=(600,)).start()
print("told")
_leave()
"""


def test_a_server_that_is_ended_does_not_wait_for_answers_that_nobody_waits_for() -> None:
    ended = subprocess.run([sys.executable, "-c", BUSY], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == exits.DONE, ended.stderr
    assert ended.stdout == "told\n"
