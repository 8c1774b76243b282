"""What was worked out of a lake once and serves many questions, laid aside in the lake's own folder.

Each file says by its name of which tables in which versions it was made, and by which code: when either changes it is made
anew. All of them may be deleted at any time. Nothing is laid aside in an object store, nor where the folder cannot be written
to: then it is made for each question.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from vedette import __version__
from vedette.records import digest
from vedette.store.known import Query, quoted
from vedette.store.lake import REMOTE

if TYPE_CHECKING:
    from vedette.store.opened import Lake

FOLDER = "_cache"
"""Within the lake. Table formats pass over what begins so."""

KEPT = 2
"""Files of one name that are kept, those last used: of the lake as it stands, and of one that another process still reads."""

GROUP = 2048
"""Rows of a group, the least that is read of a file: what is asked is mostly one country of two hundred."""

LONG = 6.0
"""Seconds of the processor's work from which it is told that something was worked out; of less nobody would ask why, and a
busy machine must not change what is printed of a small lake."""

BELOW = ("records.py", "store/columns.py", "store/known.py")
"""Code of which all that is laid aside is made; beside it the version of the package counts."""

END = b"PAR1"
"""What a Parquet file ends with."""

SUFFIXES = (".py", ".toml", ".tsv")


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows that were laid aside, or could not be."""

    file: Path | None
    made: pa.Table | None = None

    def rows(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows."""
        if self.made is not None:
            return self.made if columns is None else self.made.select(list(columns))
        return pq.ParquetFile(self.file).read(columns=None if columns is None else list(columns))

    def at(self, places: pa.Array, columns: Sequence[str]) -> pa.Table:
        """The rows at these places, in this order; of a file only the groups that hold them are read."""
        if self.made is not None:
            return self.made.select(list(columns)).take(places)
        read = pq.ParquetFile(self.file)
        size = read.metadata.row_group(0).num_rows if read.metadata.num_row_groups else 1
        group, within = np.divmod(np.array(places.to_pylist(), np.int64), size)
        groups, which = np.unique(group, return_inverse=True)
        return read.read_row_groups(groups.tolist(), columns=list(columns)).take(_array(which * size + within))

    def give(self, query: Query, name: str) -> None:
        """Give them a name in a query."""
        if self.made is not None:
            query.give(name, self.made)
        else:
            query.run(f'CREATE OR REPLACE TEMP VIEW "{name}" AS SELECT * FROM read_parquet({quoted(str(self.file))})')


def _array(numbers: Any) -> pa.Array:  # noqa: ANN401 - of numpy
    """Whole numbers as Arrow has them. `pa.array`, and `to_numpy`, would look whether pandas is there, and take half a second to import it."""
    return pa.Array.from_buffers(
        pa.int64(), len(numbers), [None, pa.py_buffer(np.ascontiguousarray(numbers, np.int64))]
    )


def aside(  # noqa: PLR0913 - what tells one from another
    lake: Lake,
    name: str,
    tables: Sequence[str],
    make: Callable[[], pa.Table],
    *,
    code: Sequence[str],
    given: str = "",
    group: int = GROUP,
) -> Aside:
    """What `make` gives, of these tables as the lake stands, by this code (files and folders of the package) and of what is
    `given` beside them: from the lake's folder where it lies there, else made now and laid there in groups of so many rows.
    """
    if not lake.keeps or REMOTE in lake.path:
        return Aside(None, _told(lake, name, make))
    file = Path(lake.path) / FOLDER / f"{name}-{_state(lake, tables, code, given)}.parquet"
    if _is_whole(file):
        return Aside(file)
    rows = _told(lake, name, make)
    try:
        _lay(rows, file, group)
    except OSError:  # a folder that others own, a full disk: the answer is the same
        return Aside(None, rows)
    return Aside(file)


def _told(lake: Lake, name: str, make: Callable[[], pa.Table]) -> pa.Table:
    """What is made, with a word about it where that took long; of what is made on the way to it nothing is said."""
    begun, worked, tell = time.monotonic(), time.process_time(), lake.tell
    lake.tell = lambda _: None
    try:
        rows = make()
    finally:
        lake.tell = tell
    took = time.monotonic() - begun
    if time.process_time() - worked > LONG:
        tell(
            f"{name}: worked out over the whole lake in {took:.0f} s; the next question, until the lake changes, is answered at once"
        )
    return rows


def _state(lake: Lake, tables: Sequence[str], code: Sequence[str], given: str) -> str:
    there = [f"{name} {lake.tables[name].state if name in lake.tables else ''}" for name in tables]
    return digest(*there, given, _written((*BELOW, *code)), length=32)


@cache
def _written(code: tuple[str, ...]) -> str:
    """The code as it is now: while it is worked on, a number of a version would not change with it."""
    root = Path(__file__).parents[1]
    files = [each for part in code for each in _files(root / part)]
    return digest(__version__, *(each.read_text("utf-8") for each in files), length=32)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES)


def _is_whole(file: Path) -> bool:
    """Whether it is there, to its end; and note that it is used."""
    try:
        with file.open("rb") as opened:
            opened.seek(-len(END), os.SEEK_END)
            whole = opened.read() == END
    except OSError:
        return False
    with contextlib.suppress(OSError):
        os.utime(file)
    return whole


def _lay(rows: pa.Table, file: Path, group: int) -> None:
    """Write a file whole or not at all, and take older ones of its name away."""
    file.parent.mkdir(exist_ok=True)
    partly = file.with_name(f".{file.stem}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        with partly.open("wb") as opened:
            pq.write_table(rows, opened, row_group_size=group, compression="zstd")
            opened.flush()
            os.fsync(opened.fileno())
        partly.replace(file)
    finally:
        partly.unlink(missing_ok=True)
    _clear(file)


def _clear(file: Path) -> None:
    name = file.name.rpartition("-")[0]
    others = [each for each in file.parent.glob(f"{name}-*.parquet") if each.name.rpartition("-")[0] == name]
    for each in sorted(others, key=_used, reverse=True)[KEPT:]:
        with contextlib.suppress(OSError):
            each.unlink()


def _used(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # another process took it away
        return 0.0
