"""What a node of a cluster does: open and cut a file, read a unit. Plain functions; no engine is known here."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from vedette import sources
from vedette.config import Settings
from vedette.errors import VedetteError
from vedette.ingest import rows
from vedette.ingest.local import line
from vedette.ingest.units import Manner, cut_up, readings
from vedette.pipeline import Pipeline
from vedette.records import Engine

Told = tuple[list[str], list[bool]]
"""Of each row of a unit: the key of its reading, and whether it has a text."""

_LINES: dict[Settings, Pipeline] = {}
"""The one of this process, once it has read; its model is loaded once."""


def read(unit: pa.Table, places: Sequence[int] | None, settings: Settings) -> pa.Table:
    """The unit with its reports read, or those at some places only."""
    if settings not in _LINES:
        _LINES[settings] = line(settings)
    wanted = unit if places is None else unit.take(pa.array(places, pa.int64()))
    _as_promised(wanted, _LINES[settings].engine, rows.settings_name(settings))
    return rows.read(wanted, _LINES[settings])


def cut(path: str, options: Mapping[str, Any], manner: Manner) -> Iterator[Told | pa.Table]:
    """The bare rows of a file, a unit at a time; after each, what must be known of it to tell what is new."""
    found = readings(sources.read([path], **options), manner)
    for unit in cut_up(rows.bare(reading, manner.settings, manner.how) for reading in found):
        yield unit
        yield unit.column("reading").to_pylist(), [bool(text) for text in unit.column("text").to_pylist()]


def _as_promised(unit: pa.Table, engine: Engine, settings: str) -> None:
    """Rows say what read them before they are read; another version on a node would make that untrue."""
    if not unit.num_rows:
        return
    promised = Engine(**unit.column("engine")[0].as_py())
    if (promised, unit.column("settings")[0].as_py()) != (engine, settings):
        raise VedetteError(
            f"{platform.node()} reads by {_words(engine)}, and the run was begun by {_words(promised)}, or the files of "
            "--lexicon and --gazetteer differ. Install the same Vedette, with the same files, on every node"
        )


def _words(engine: Engine) -> str:
    return f"Vedette {engine.version}, model {engine.model}, ontology {engine.ontology}"
