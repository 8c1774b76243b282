"""A lake that was opened: its tables, and what stands or stood in them, as Arrow tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from vedette.errors import StoreError, UsageError
from vedette.store import corrections, heard, standing
from vedette.store.derive import behind, derive
from vedette.store.found import Found
from vedette.store.known import STANDING, Query, stood
from vedette.store.lake import REMOTE, Mark, Table
from vedette.store.tables import DERIVED, LATER, LINKED, SCHEMA, TABLES
from vedette.store.wanted import Wanted

Day = date | datetime | None


class Lake:
    """A folder or address with the tables of `vedette.store.tables`. `open_lake` makes one of these to read from.

    Each method gives an Arrow table (`events` what can become one) of what stands now; with `known_at` of what the lake
    knew at the end of that day (UTC) or at that moment; with `superseded=True` of all that it ever knew.
    """

    keeps = True
    """Whether what many questions share is laid aside in the lake's folder (`vedette.store.aside`)."""

    def __init__(self, path: str, tables: Mapping[str, Table]) -> None:
        self.path = path
        self.tables = tables
        self.tell: Callable[[str], None] = lambda _: None
        """Takes a line about work that took long."""

    @classmethod
    def open(cls, path: str | Path) -> Lake:
        """The lake that is there, to read from."""
        where = _address(path)
        there = {name: table for name in TABLES if (table := Table.open(f"{where}/{name}", name))}
        if "reports" not in there:
            raise StoreError(f"{path} is no lake. Make one with `vedette ingest … --lake {path}`")
        for table in there.values():
            _known_schema(table, path)
        age = there["reports"].schema
        lacking = [name for name in TABLES if name not in there and age >= LATER.get(name, 0)]
        if lacking:
            raise StoreError(f"{path} lacks the tables {', '.join(lacking)}. Run `vedette lake repair {path}`")
        return cls(where, there)

    @classmethod
    def open_or_make(cls, path: str | Path) -> Lake:
        """The lake to write to: made where there is none, its columns added to where it is older than this Vedette."""
        where = _address(path)
        _free_or_ours(where)
        tables = {}
        for name, columns in TABLES.items():
            uri = f"{where}/{name}"
            tables[name] = Table.open(uri, name) or Table.create(uri, name, columns)
            _known_schema(tables[name], path)
            if tables[name].schema < SCHEMA:
                tables[name].evolve(columns)
        return cls(where, tables)

    def refresh(self) -> None:
        """Look at what was committed since."""
        for table in self.tables.values():
            table.refresh()

    def derive(self, *, anew: bool = False) -> None:
        """Bring events, statements and postures up to the reports; needs the permission to write."""
        derive(self.tables, anew=anew)

    @property
    def behind(self) -> bool:
        """Whether some of the reports are not in the derived tables yet, as after a kill; `derive` helps."""
        return behind(self.tables)

    def reports(
        self, *, known_at: Day = None, superseded: bool = False, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """Reports with all that was taken from each, nested; dead letters are in `problems`."""
        condition = "error IS NULL" + ("" if superseded else f" AND {stood(known_at)}")
        return self._readings(condition, columns)

    def problems(
        self, *, known_at: Day = None, superseded: bool = False, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """Dead letters: places of the input that no report came of, and reports that were not read."""
        condition = "error IS NOT NULL" + ("" if superseded else f" AND {stood(known_at)}")
        return self._readings(condition, columns)

    def events(self, *, columns: Sequence[str] | None = None, **wanted: Any) -> Found:  # noqa: ANN401 - see `Wanted`
        """Events, one row each, with their arguments nested and the gist of them in columns; as `.arrow()`, `.polars()`,
        `.pandas()`, `.rows()`. Filters are the fields of `vedette.store.wanted.Wanted`: one value or several.
        """
        return Found(self, Wanted.of(wanted), columns=columns)

    def statements(
        self,
        *,
        known_at: Day = None,
        superseded: bool = False,
        columns: Sequence[str] | None = None,
        as_of: date | None = None,
        **wanted: Any,  # noqa: ANN401 - see `vedette.analyse.statements.Asked`
    ) -> pa.Table:
        """One row a statement. With filters (speaker, about, stance, state, anonymous, place, since …: the fields of
        `vedette.analyse.statements.Asked`) or a day `as_of`, those asked for, with stance and state.
        """
        if (wanted or as_of) and superseded:
            raise UsageError("superseded=True goes without filters: stance and state are told of what stands or stood")
        if wanted or as_of:
            return heard.asked_of(self, wanted, known_at=known_at, as_of=as_of, columns=columns)
        return self._derived("statements", known_at, columns, superseded=superseded)

    def postures(
        self, *, known_at: Day = None, superseded: bool = False, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """One row a force entry."""
        return self._derived("postures", known_at, columns, superseded=superseded)

    def posture(
        self,
        *,
        as_of: date | str | None = None,
        horizon: int | None = None,
        known_at: Day = None,
        columns: Sequence[str] | None = None,
        **wanted: Any,  # noqa: ANN401 - see `vedette.analyse.ledger.Asked`
    ) -> pa.Table:
        """One row a line of the force-posture ledger at the end of the day `as_of` (else of the last day that was
        published), by the filters of `vedette.analyse.ledger.Asked`: place, actor, type, since, until, min_sources.
        """
        return standing.ledger(self, wanted, as_of=as_of, horizon=horizon, known_at=known_at, columns=columns)

    def incidents(
        self,
        *,
        as_of: date | str | None = None,
        columns: Sequence[str] | None = None,
        **wanted: Any,  # noqa: ANN401 - see `vedette.incidents.asked.Asked`
    ) -> pa.Table:
        """One row an incident as `link` left it; with a day `as_of` by what was published to its end. Filters are the fields
        of `vedette.incidents.asked.Asked`: since, until, place, actor, type, state, min_sources, known_at, superseded.
        """
        found: pa.Table = import_module("vedette.incidents.asked").of_lake(self, wanted, as_of=as_of, columns=columns)
        return found

    def link(self, *, workers: int = 1, anew: bool = False) -> Any:  # noqa: ANN401 - `vedette.incidents.Summary`
        """Bring the incidents up to the reports, all with `anew`; needs the permission to write, and a lake that was
        opened with `Lake.open_or_make` if it is older than this Vedette. A summary comes back.
        """
        return import_module("vedette.incidents").link_lake(self, workers=workers, anew=anew)

    def series(self, **wanted: Any) -> pa.Table:  # noqa: ANN401 - see `vedette.analyse.series.Asked`
        """Counts over time, one row a group and day, week or month, with zero and unknown apart. Options are the fields of
        `vedette.analyse.series.Asked`: of, by, every, country, type, actor, since …
        """
        found: pa.Table = import_module("vedette.analyse.series").of_lake(self, wanted)
        return found

    def forecast(self, **wanted: Any) -> pa.Table:  # noqa: ANN401 - see `vedette.analyse.forecast.asked.Asked`
        """Killed by country, 1 to 12 months ahead, one row a country and month with median, middle 90 %, chances and samples.
        Options are the fields of `vedette.analyse.forecast.asked.Asked`: country, ucdp, model, origin, ahead.
        """
        found: pa.Table = import_module("vedette.analyse.forecast.asked").of_lake(self, wanted)
        return found

    def report(self, *, place: str, format: str = "md", **wanted: Any) -> str:  # noqa: A002, ANN401 - as below
        """A situation report of a place, as Markdown ("md") or a page ("html"): each sentence with a note to its evidence.
        Options are those of `vedette.report.situation`: week (2023-39), or since and until; forecast.
        """
        told: str = import_module("vedette.report").report(self, place=place, format=format, **wanted)
        return told

    def corrections(self, *, known_at: Day = None) -> pa.Table:
        """One row a correction by hand, earliest first; those that were withdrawn say when."""
        return corrections.as_table(corrections.given(self, known_at))

    def query(self) -> Query:
        """DuckDB over the lake's tables, each under its name; `standing` has `superseded_at` and `superseded_why` of each
        reading, to be joined with `reports` by `reading`.
        """
        query = Query(self.tables, TABLES)
        standing = STANDING.format(readings="reports")
        query.run(f"CREATE TEMP VIEW standing AS SELECT reading, superseded_at, superseded_why FROM ({standing})")
        return query

    def _derived(self, name: str, known_at: Day, columns: Sequence[str] | None, *, superseded: bool) -> pa.Table:
        condition = "true" if superseded else stood(known_at)
        return Query({name: self.tables[name]}, TABLES).rows(f"SELECT {_list(columns)} FROM {name} WHERE {condition}")

    def _readings(self, condition: str, columns: Sequence[str] | None) -> pa.Table:
        told = f"SELECT {_list(columns)} FROM reports JOIN standing USING (reading) WHERE {condition}"
        return self.query().rows(told)


def open_lake(path: str | Path, *, keep: bool = True) -> Lake:
    """Open a lake to read from: a folder, or an address such as `s3://bucket/lake`. What many questions share is worked out
    once and laid aside in the folder `_cache` of a lake that can be written to; not without `keep`.

    >>> lake = vedette.open_lake("lake")
    >>> lake.events(type="ASSAULT", country="MLI", since="2024-03-01", limit=50).rows()
    """
    lake = Lake.open(path)
    lake.keeps = keep
    return lake


def _list(columns: Sequence[str] | None) -> str:
    return "*" if columns is None else ", ".join('"' + name.replace('"', '""') + '"' for name in columns)


def _address(path: str | Path) -> str:
    """Without a slash at its end; a folder as a whole path, so that it stays itself wherever the program goes."""
    told = str(path)
    return told.rstrip("/") if REMOTE in told else str(Path(os.path.abspath(told)))  # noqa: PTH100 - keeps links


def _free_or_ours(where: str) -> None:
    """Refuse a folder full of other things, which is more likely a slip than meant."""
    folder = Path(where)
    if REMOTE in where or not folder.exists():
        return
    if not folder.is_dir():
        raise StoreError(f"{where} is a file. Name a folder, or a new name, for the lake")
    try:
        others = [each.name for each in folder.iterdir() if each.name not in TABLES and not each.name.startswith(".")]
    except OSError as error:
        raise StoreError(f"cannot read {where}: {error.strerror}. Name a folder that you may use") from None
    if others and not (folder / "reports").exists():
        raise StoreError(f"{where} is no lake and holds other things, such as {others[0]}. Name a new folder")


def _known_schema(table: Table, path: str | Path) -> None:
    if table.schema > SCHEMA:
        raise StoreError(
            f"{path} was written by a newer Vedette (schema {table.schema}; this one knows {SCHEMA}). "
            "Upgrade with `pip install --upgrade vedette`"
        )


def _mended(name: str, path: str | Path) -> str:
    """What becomes of rows that were lost."""
    if name in DERIVED:
        return "their rows are made anew"
    return f"run `vedette link --lake {path}`" if name in LINKED else "run `vedette ingest` over their inputs again"


def repaired(path: str | Path) -> Iterator[str]:
    """Mend a lake: tables that are lacking are made, files that are gone are forgotten, what follows from the reports is
    made anew. Says what it does.
    """
    lake = Lake.open_or_make(path)
    for name, table in lake.tables.items():
        gone = table.missing(forget=True)
        table.refresh()
        if gone:
            if name in LINKED:
                table.add(table.rows().slice(0, 0), Mark(events=-1))  # so that the next `link` looks at all
            yield f"{name}: {len(gone):,} files are gone and forgotten; {_mended(name, path)}"
    lake.derive(anew=True)
    for name in DERIVED:
        yield f"{name}: made anew"
    for name, table in lake.tables.items():
        unused = table.unused(remove=True)
        if unused:
            yield f"{name}: {len(unused):,} left-overs of killed runs taken away"
