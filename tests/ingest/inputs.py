"""Inputs of a lake, good and bad, and runs with the stand-in reader."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.stand_ins import WordReader
from vedette import pipeline, sources
from vedette.config import Settings
from vedette.ingest.local import Alone
from vedette.ingest.run import Run, Tally
from vedette.ingest.units import Manner
from vedette.records import Engine
from vedette.store import Lake

NOW = datetime(2026, 1, 5, tzinfo=UTC)
MONDAY = "Rebels shelled the village of Orvel on Monday."


def line(name: object, text: str = "", **more: object) -> str:
    return json.dumps({"id": str(name), "text": text or f"{MONDAY} {name}.", "published": "2024-03-06", **more}) + "\n"


def written(path: Path, names: Iterable[object]) -> Path:
    path.write_text("".join(line(name) for name in names), "utf-8")
    return path


def manner(model: str = "stand-in", **more: str) -> Manner:
    return Manner(Engine("1", model, "1"), **more)


def took(lake: Lake, *paths: Path, limit: int | None = None, of: Manner | None = None) -> Tally:
    """What one run did."""
    with Alone(Settings(), threads=1) as reading:
        run = Run(lake, reading, of or manner(), lambda: NOW, limit)
        for _ in run.take(sources.read(list(paths))):
            pass
    return run.tally


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> WordReader:
    """In the place of the trained one."""
    stand_in = WordReader()
    monkeypatch.setattr(pipeline, "reader_of", lambda *_, **__: stand_in)
    return stand_in
