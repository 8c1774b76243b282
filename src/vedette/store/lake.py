"""The one door to the table format (Delta): open or make a table, append a unit, read as of, evolve, compact, repair.

Every commit that adds rows carries a transaction of the application, of one name for all writers. Of two writers that
looked at the same version only one can commit; the other is refused, looks at what is new, drops what it finds there,
and tries again. So nothing is there twice, however many write, with no lock that a killed writer could leave behind;
and it holds wherever a commit is atomic, on a disk as in an object store.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.fs
import pyarrow.parquet
from deltalake import CommitProperties, DeltaTable, Schema, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.fs import DeltaStorageHandler

from vedette.errors import StoreError
from vedette.store.keys import Keys
from vedette.store.refusals import explained, refused
from vedette.store.tables import SCHEMA

if TYPE_CHECKING:
    from pyarrow.dataset import Dataset

KINDS = (DeltaError, OSError, pa.ArrowInvalid)
"""What the table format raises when something goes wrong with a file; it has no closer name for most of it."""

TRIES = 60
"""Times that a commit is tried against others: each time somebody else has committed, so all together go forward."""

PAUSE = 0.25
"""Seconds, at most, before another try: some commits take place meanwhile (20 to 60 ms each on a local disk)."""

APPEND = "vedette.append"
"""Name of the transaction that every append carries."""

GROUP = 16_384
"""Rows of a group, the least that is read of a file. Of five million events, in files of 250,000, fifty with all that is
nested in them took 400 ms of a processor with one group a file, 60 with 32,768 rows a group.
"""

PACKED = WriterProperties(compression="ZSTD", max_row_group_size=GROUP)
"""A third smaller than the default for news text, at the same speed."""

REMOTE = "://"
"""What stands in the address of a place that is no folder of this machine."""

SKIPPING = ("key", "reading", "report", "known_from", "superseded_at", "published", "since", "country", "type", "error")
"""Columns whose least and greatest value in each file the log keeps; of texts it would keep the beginnings of two."""

T = TypeVar("T")


class Table:
    """One table of a lake, as it stood when it was last looked at."""

    def __init__(self, delta: DeltaTable, name: str) -> None:
        self._delta = delta
        self.name = name

    @classmethod
    def open(cls, uri: str, name: str) -> Table | None:
        """The table that is there, or None."""
        with refused(f"open {uri}", KINDS):
            try:
                return cls(DeltaTable(uri), name)
            except TableNotFoundError:
                return None

    @classmethod
    def create(cls, uri: str, name: str, columns: pa.Schema) -> Table:
        """A new table; or the one that somebody else made meanwhile."""
        try:
            made = DeltaTable.create(
                uri,
                Schema.from_arrow(columns),
                name=name,
                description=_described(SCHEMA),
                configuration={"delta.dataSkippingStatsColumns": ",".join(n for n in SKIPPING if n in columns.names)},
            )
        except KINDS as error:
            there = cls.open(uri, name)
            if there is None:
                raise explained(f"make {uri}", error) from error
            return there
        return cls(made, name)

    @property
    def uri(self) -> str:
        """Where it lies, with its scheme unless it is a folder of this machine."""
        return _local(self._delta.table_uri).rstrip("/")

    @property
    def version(self) -> int:
        """Of its rows; each commit makes a new one."""
        return self._delta.version()

    @property
    def state(self) -> str:
        """Which table, in which version: where it is the same, so are the rows."""
        return f"{self._delta.metadata().id} {self.version}"

    @property
    def schema(self) -> int:
        """Which version of the columns it was last written with."""
        words = (self._delta.metadata().description or "").split()
        return int(words[-1]) if words and words[-1].isdigit() else 0

    def refresh(self) -> None:
        """Look at what others have committed since."""
        with refused(f"read {self.uri}", KINDS):
            self._delta.update_incremental()

    def files(self) -> list[str]:
        """Its data files, whole paths."""
        return [_local(uri) for uri in self._delta.file_uris()]

    def between(self, column: str, least: object, most: object) -> list[str]:
        """Its data files that may hold a row whose value of a column of `SKIPPING` is from `least` to `most`, both within."""
        with refused(f"read {self.uri}", KINDS):
            told = pa.table(self._delta.get_add_actions(flatten=True)).to_pylist()
        ends = ((row["path"], row.get(f"min.{column}"), row.get(f"max.{column}")) for row in told)
        outside = {
            unquote(path).rpartition("/")[2]
            for path, low, high in ends
            if low is not None and high is not None and (low > most or high < least)
        }
        return [file for file in self.files() if file.rpartition("/")[2] not in outside]

    def size(self) -> int:
        """Bytes of its data files, by its log."""
        with refused(f"read {self.uri}", KINDS):
            sizes = pa.table(self._delta.get_add_actions()).column("size_bytes")
            return sum(sizes.to_pylist())

    def at(self, version: int | datetime) -> Table:
        """The table as of a version or moment, while its log and files are kept."""
        with refused(f"read {self.uri} as of {version}", KINDS):
            older = DeltaTable(self._delta.table_uri)
            older.load_as_version(version)
            return Table(older, self.name)

    def rows(self, columns: Sequence[str] | None = None, files: Sequence[str] | None = None) -> pa.Table:
        """Rows of the table, or only those of some of its files."""
        with refused(f"read {self.uri}", KINDS):
            return self.dataset(files).to_table(columns=None if columns is None else list(columns))

    def batches(self, size: int, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Rows a few at a time, so that a table of any size can be gone through."""
        with refused(f"read {self.uri}", KINDS):
            if self.files():
                yield from self.dataset().to_batches(
                    columns=columns and list(columns), batch_size=size, batch_readahead=1, fragment_readahead=1
                )

    def dataset(self, files: Sequence[str] | None = None) -> Dataset:
        """The same, to be read in pieces; columns that older files lack are null."""
        from pyarrow import dataset  # noqa: PLC0415 - takes pandas along where that is installed: half a second

        columns = pa.schema(self._delta.schema().to_arrow())
        names = [self._within(name) for name in (self.files() if files is None else files)]
        return dataset.dataset(names, schema=columns, format="parquet", filesystem=self._system())

    def column(self, name: str, file: str) -> pa.ChunkedArray:
        """One column of one file."""
        with refused(f"read {file}", KINDS), self._system().open_input_file(self._within(file)) as opened:
            return pyarrow.parquet.ParquetFile(opened).read([name]).column(0)

    def _system(self) -> pyarrow.fs.FileSystem:
        """What opens its files."""
        if REMOTE in self.uri:
            return pyarrow.fs.PyFileSystem(DeltaStorageHandler(self._delta.table_uri))
        return pyarrow.fs.LocalFileSystem()

    def _within(self, file: str) -> str:
        """The file as `_system` names it."""
        return file.removeprefix(self.uri).lstrip("/") if REMOTE in self.uri else file

    def append(self, rows: pa.Table, keys: Keyring) -> pa.Table:
        """Add the rows whose key is not there yet, in one commit, which is there whole or not at all. Rows that were
        added come back.
        """

        def commit() -> pa.Table:
            fresh = keys.missing(rows)
            if fresh.num_rows:
                mark = CommitProperties(app_transactions=[Transaction(APPEND, self.version + 1)])
                write_deltalake(self._delta, fresh, mode="append", writer_properties=PACKED, commit_properties=mark)
                keys.add(fresh)
            return fresh

        return self._until_committed(commit, lambda: keys.look(self))

    def merge(self, rows: pa.Table, on: Sequence[str], update: Sequence[str], mark: Mark) -> None:
        """Add rows and, where one with the same values `on` is there, take over its columns `update`. In one commit
        with the mark; raises `Overtaken` where another writer's mark came first.
        """
        same = " AND ".join(f"t.{name} = s.{name}" for name in on)
        with self._overtaken():
            merger = self._delta.merge(
                rows,
                predicate=same,
                source_alias="s",
                target_alias="t",
                writer_properties=PACKED,
                commit_properties=mark.properties(),
            )
            values = {name: f"s.{name}" for name in update}
            changed = " OR ".join(f"(t.{name} IS DISTINCT FROM s.{name})" for name in update)
            told = merger.when_matched_update(values, predicate=changed).when_not_matched_insert_all().execute()
        if not told["num_target_rows_inserted"] + told["num_target_rows_updated"]:
            self.add(rows.slice(0, 0), mark)  # a merge that changes nothing makes no commit, so no mark either

    def replace(self, rows: pa.Table, gone: pa.Table, on: Sequence[str], mark: Mark) -> None:
        """Add rows, put them in the place of those with the same values `on`, and take away those that are gone, of which
        only these values are given. In one commit with the mark, as above.
        """
        flagged = [
            each.append_column("gone", pa.repeat(pa.scalar(each is gone), each.num_rows)) for each in (rows, gone)
        ]
        values = {name: f"s.{name}" for name in rows.column_names}
        with self._overtaken():
            merger = self._delta.merge(
                pa.concat_tables(flagged, promote_options="default"),
                predicate=" AND ".join(f"t.{name} = s.{name}" for name in on),
                source_alias="s",
                target_alias="t",
                writer_properties=PACKED,
                commit_properties=mark.properties(),
            )
            merger = merger.when_matched_delete("s.gone").when_matched_update(values)
            told = merger.when_not_matched_insert(values, "NOT s.gone").execute()
        if not sum(told[f"num_target_rows_{what}"] for what in ("inserted", "updated", "deleted")):
            self.add(rows.slice(0, 0), mark)  # as above

    def add(self, rows: pa.Table | pa.RecordBatchReader, mark: Mark, *, anew: bool = False) -> None:
        """Add rows that cannot be there yet (or put them in the place of all, `anew`), with the mark, as above."""
        with self._overtaken():
            write_deltalake(
                self._delta,
                rows,
                mode="overwrite" if anew else "append",
                writer_properties=PACKED,
                commit_properties=mark.properties(),
            )

    def mark(self, name: str) -> int | None:
        """Number of the mark of that name that was set last."""
        return self._delta.transaction_version(name)

    def evolve(self, columns: pa.Schema) -> None:
        """Add the columns, and fields of columns, that it lacks. No file is written anew."""

        def commit() -> None:
            if self.schema < SCHEMA:
                self._delta.alter.add_columns(Schema.from_arrow(columns).fields)
                self._delta.alter.set_table_description(_described(SCHEMA))

        self._until_committed(commit, self.refresh)

    def compact(self) -> int:
        """Write small files together; how many there were more before. Readers and writers go on meanwhile."""
        with refused(f"compact {self.uri}", KINDS):
            told = self._delta.optimize.compact(writer_properties=PACKED)
            self._delta.create_checkpoint()
        return int(told["numFilesRemoved"]) - int(told["numFilesAdded"])

    def unused(self, *, remove: bool) -> list[str]:
        """Files that no version of the last seven days names: what killed writers left behind."""
        with refused(f"clean up {self.uri}", KINDS):
            return list(self._delta.vacuum(dry_run=not remove))

    def missing(self, *, forget: bool = False) -> list[str]:
        """Files that the log names and that are gone; `forget` takes them out of the log."""
        with refused(f"repair {self.uri}", KINDS):
            return list(self._delta.repair(dry_run=not forget)["files_removed"])

    def _until_committed(self, commit: Callable[[], T], look: Callable[[], None]) -> T:
        """Look, try, and look again, until nobody else was quicker."""
        for _ in range(TRIES):
            look()
            try:
                with refused(f"write to {self.uri}", tuple(kind for kind in KINDS if kind is not DeltaError)):
                    return commit()
            except CommitFailedError:
                time.sleep(random.uniform(0, PAUSE))  # noqa: S311 - only so that two writers do not keep step
            except DeltaError as error:
                raise explained(f"write to {self.uri}", error) from error
        raise StoreError(f"cannot write to {self.uri}: others committed {TRIES} times meanwhile. Use fewer writers")

    @contextmanager
    def _overtaken(self) -> Iterator[None]:
        try:
            yield
        except CommitFailedError as error:
            raise Overtaken from error
        except KINDS as error:
            raise explained(f"write to {self.uri}", error) from error


class Overtaken(Exception):  # noqa: N818 - no error: look again and go on
    """Another writer came first."""


class Mark:
    """A number kept with a commit: how far its rows go. Two commits with one name exclude each other."""

    def __init__(self, **numbers: int) -> None:
        self._numbers = numbers

    def properties(self) -> CommitProperties:
        """As the table format takes it."""
        return CommitProperties(app_transactions=[Transaction(name, number) for name, number in self._numbers.items()])


class Keyring:
    """The keys of a table that were seen up to a version; `column` holds them."""

    def __init__(self, column: str = "reading") -> None:
        self.keys = Keys()
        self._column = column
        self._seen: set[str] = set()

    def look(self, table: Table) -> None:
        """Take up the keys of files that are new. A compacted file brings what is known already."""
        table.refresh()
        files = table.files()
        fresh = [file for file in files if file not in self._seen]
        chunks = [chunk for file in fresh for chunk in table.column(self._column, file).chunks]
        if chunks:
            self.keys.take(pa.chunked_array(chunks))
        self._seen = set(files)

    def missing(self, rows: pa.Table) -> pa.Table:
        """The rows whose key is not there, the first of each key."""
        first = {key: place for place, key in reversed(list(enumerate(rows.column(self._column).to_pylist())))}
        places = sorted(place for key, place in first.items() if key not in self.keys)
        return rows if len(places) == rows.num_rows else rows.take(pa.array(places, pa.int64()))

    def add(self, rows: pa.Table) -> None:
        """Rows that were committed by ourselves."""
        self.keys.add(rows.column(self._column).to_pylist())


def _described(schema: int) -> str:
    return f"vedette schema {schema}"


def _local(uri: str) -> str:
    """The path of a file of this machine, which comes as part of an address, `%20` for a space; any other as it is."""
    return uri if REMOTE in uri.removeprefix("file://") else unquote(uri.removeprefix("file://"))
