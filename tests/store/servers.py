"""A PostgreSQL server of a test's own: a cluster in a temporary folder, on loopback, gone afterwards. Never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql")


def binaries() -> Path | None:
    """The folder with `initdb` and `pg_ctl`: the newest that is installed, or None."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted((each.parent for folder in FOLDERS for each in Path(folder).glob("**/bin/initdb")), reverse=True)
    return next((folder for folder in found if (folder / "pg_ctl").exists()), None)


def user() -> list[str] | None:
    """What to put before a command that must not run as root; None where there is nobody to be."""
    if os.getuid() != 0:
        return []
    if not (shutil.which("runuser") and any(each.pw_name == "postgres" for each in pwd.getpwall())):
        return None
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a fresh server."""
    folder, become = binaries(), user()
    assert folder is not None
    assert become is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = Path(tempfile.mkdtemp(prefix="vedette-postgres-", dir="/tmp"))
    if become:
        shutil.chown(home, "postgres")

    def run(*words: str) -> None:
        done = subprocess.run([*become, *words], cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    try:
        run(
            f"{folder}/initdb",
            "-D",
            f"{home}/d",
            "-U",
            "vedette",
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-h 127.0.0.1 -p {port} -k {home} -c fsync=off -c shared_buffers=16MB"
        # a log of its own: whatever else the server inherits it would hold open
        run(f"{folder}/pg_ctl", "-D", f"{home}/d", "-w", "-l", f"{home}/log", "-o", options, "start")
        try:
            yield f"postgresql://vedette@127.0.0.1:{port}/postgres"
        finally:
            run(f"{folder}/pg_ctl", "-D", f"{home}/d", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
