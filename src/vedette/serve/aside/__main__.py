"""`python -m vedette.serve.aside WHAT`: what the server asks for on the standard input, as Arrow on the standard output."""

from __future__ import annotations

import gc
import json
import os
import sys
from threading import Thread

import pyarrow as pa

from vedette.serve.aside.work import done
from vedette.store import Lake, open_lake

NICE = 19
"""How much less of a processor it wants than the server."""


def main() -> None:
    """Make it of the lake at these versions of its tables, and write it."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    gc.disable()  # a third of the time went into looking through millions of records, none of which is let go before the end
    asked = json.loads(sys.stdin.buffer.readline())
    Thread(target=_end_with_the_server, daemon=True).start()
    rows = done(sys.argv[1], _lake(asked["lake"], asked["versions"]), asked["given"])
    with pa.ipc.new_stream(sys.stdout.buffer, rows.schema) as out:
        out.write_table(rows)


def _lake(path: str, versions: dict[str, int]) -> Lake:
    newest = open_lake(path, keep=False)
    older = Lake(newest.path, {name: newest.tables[name].at(version) for name, version in versions.items()})
    older.keeps = False  # a server writes nothing
    return older


def _end_with_the_server() -> None:
    """The server never writes more, so that an end of the input is its end."""
    os.read(sys.stdin.fileno(), 1)  # and not through the buffer, whose lock would be held at the end of the process
    os._exit(1)


if __name__ == "__main__":
    main()
