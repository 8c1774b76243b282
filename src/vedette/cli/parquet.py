"""Rows as a Parquet file, or on standard output where that is no terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vedette.errors import StoreError, UsageError


def write(rows: pa.RecordBatchReader, path: Path | None) -> int:
    """Write them as they come; how many there were comes back. A file that could not be finished is taken away."""
    if path is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal: give --output FILE, or send it through a pipe")
    if path is None:
        return _to(pa.PythonFile(sys.stdout.buffer, "w"), rows)
    try:
        with path.open("wb") as file:
            return _to(file, rows)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise StoreError(f"cannot write {path}: {error.strerror}. Give --output a file that you may write") from None


def _to(sink: object, rows: pa.RecordBatchReader) -> int:
    number = 0
    with pq.ParquetWriter(sink, rows.schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)
            number += batch.num_rows
    return number
