"""Runs such a process and takes what it makes."""

from __future__ import annotations

import json
import subprocess
import sys
from threading import Lock

import pyarrow as pa

from vedette.errors import VedetteError
from vedette.store import Lake

FEW = 2_000
"""Rows of which it is made sooner here than another process has begun: two to four seconds."""

_RUNNING: set[subprocess.Popen[bytes]] = set()
_LOCK = Lock()
_ONE = Lock()


def made(what: str, lake: Lake, rows: int, given: object = None) -> pa.Table:
    """What is made of the lake as it stands there, of so many reports, incidents or events; one process at a time."""
    if rows <= FEW:
        from vedette.serve.aside.work import done  # noqa: PLC0415 - a second that the first answer need not wait for

        return done(what, lake, given)
    versions = {name: table.version for name, table in lake.tables.items()}
    asked = json.dumps({"lake": lake.path, "versions": versions, "given": given})
    with _ONE:
        return _made(what, f"{asked}\n".encode())


def _made(what: str, asked: bytes) -> pa.Table:
    call = [sys.executable, "-m", "vedette.serve.aside", what]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own
        with _LOCK:
            _RUNNING.add(process)
        try:
            return _rows(process, asked)
        except (pa.ArrowInvalid, OSError):
            raise VedetteError(f"the {what} of the lake could not be made. What is written above says why") from None
        finally:
            with _LOCK:
                _RUNNING.discard(process)
            process.kill()


def _rows(process: subprocess.Popen[bytes], asked: bytes) -> pa.Table:
    assert process.stdin  # noqa: S101 - both are pipes
    assert process.stdout  # noqa: S101 - as above
    process.stdin.write(asked)
    process.stdin.flush()  # and is left open: its end would be that of the process
    return pa.ipc.open_stream(process.stdout).read_all()


def stop() -> None:
    """End those that run."""
    with _LOCK:
        for process in _RUNNING:
            process.kill()
