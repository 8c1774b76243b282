"""Parquet files: one report a row. Only this module of the sources knows pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from vedette.records import Location, Problem, Report
from vedette.sources import document, limits, record
from vedette.sources.fields import Fields
from vedette.sources.options import Options
from vedette.sources.stream import Stream, too_large

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_STRINGS, _PARTS = 16 * limits.MIB, 1_000_000
"""Bytes of a string and number of parts in a file's own description, which may be made to fill the memory."""


def read(stream: Stream, options: Options) -> Iterator[Report | Problem]:
    """The reports of all rows, in order. A part (row group) that cannot be read costs only itself."""
    where = Location(stream.path)
    with stream.seekable() as handle:
        try:
            table = _opened(handle)
            columns = _wanted(table, options.fields)
        except Exception as error:  # noqa: BLE001 - whatever a file does to the library, it is only this file
            yield document.broken(where, "The Parquet file", error)
            return
        if columns is None:
            yield _no_text_column(where, table.schema_arrow.names, options)
        elif not table.metadata.num_rows:
            yield document.no_text(where)
        else:
            yield from _reports(table, columns, where, options)


def _opened(handle: IO[bytes]) -> ParquetFile:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - 0.3 s that texts need not wait for

    return ParquetFile(
        handle,
        thrift_string_size_limit=_STRINGS,
        thrift_container_size_limit=_PARTS,
        memory_map=False,
        pre_buffer=False,
    )


def _wanted(table: ParquetFile, fields: Fields) -> list[str] | None:
    """The columns that hold a field of ours; None where none holds the text."""
    there = table.schema_arrow.names
    names = (fields.id, fields.published, fields.text, fields.title, fields.source, fields.url)
    firsts = {name if name in there else name.partition(".")[0] for each in names for name in each}
    has_text = any(name in there or name.partition(".")[0] in there for name in fields.text)
    return [name for name in there if name in firsts] if has_text else None


def _reports(table: ParquetFile, columns: list[str], where: Location, options: Options) -> Iterator[Report | Problem]:
    row = 0
    for number in range(table.num_row_groups):
        group = table.metadata.row_group(number)
        begun = row
        try:
            if group.total_byte_size > limits.ROW_GROUP:
                yield too_large(
                    Location(where.path, record=row + 1), f"rows {row + 1} to {row + group.num_rows} hold too much"
                )
            else:
                for batch in table.iter_batches(limits.ROWS, [number], columns, use_threads=False):
                    for each in batch.to_pylist():
                        row += 1
                        yield from record.reports(_strings(each), Location(where.path, record=row), options)
        except Exception as error:  # noqa: BLE001 - as above: only this part
            place = Location(where.path, record=row + 1)
            yield document.broken(place, f"The file from row {row + 1} to {begun + group.num_rows}", error)
        row = begun + group.num_rows


def _strings(row: dict[str, object]) -> dict[str, object]:
    """The row with bytes as text: many writers store text so."""
    return {name: each.decode("utf-8", "replace") if isinstance(each, bytes) else each for name, each in row.items()}


def _no_text_column(where: Location, names: list[str], options: Options) -> Problem:
    return Problem(
        "malformed-line",
        where,
        f"No column is called {options.fields.text[0]!r}; there are {', '.join(map(repr, names[:20]))}.",
        "Name the column that holds the text with --field text=NAME.",
    )
