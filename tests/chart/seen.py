"""What stands in a chart: its data, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vedette.cli import main

CRISIS = Path(__file__).resolve().parents[2] / "examples/crisis/reports.jsonl"

FETCHED = re.compile(
    r"""<(?:link|iframe|img|object|embed|base|source)\b|\bsrc\s*=|@import|url\(\s*["']?(?:https?:)?//|<script[^>]*\bsrc""",
    re.IGNORECASE,
)
"""What makes a browser fetch something."""


@cache
def made(folder: Path) -> str:
    """The crisis of the examples as a lake, made once in a run of tests; skips where the libraries are not there."""
    for name in ("altair", "vl_convert"):
        pytest.importorskip(name, reason='charts need `pip install "vedette[plots]"`')
    path = str(folder / "chart-lake")
    assert main(["ingest", str(CRISIS), "--lake", path, "--quiet"]) == 0
    assert main(["link", "--lake", path, "--quiet", "--workers", "1"]) == 0
    return path


def plots(chart: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Mark and rows of all that is drawn."""
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    datasets = spec.get("datasets", {})
    yield from _plots(spec, datasets, None)


def _plots(spec: dict[str, Any], datasets: dict[str, Any], above: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    data = spec.get("data", above)
    if "mark" in spec:
        mark = spec["mark"]["type"] if isinstance(spec["mark"], dict) else spec["mark"]
        yield mark, data["values"] if "values" in data else datasets[data["name"]]
    for part in ("layer", "vconcat", "hconcat"):
        for each in spec.get(part, []):
            yield from _plots(each, datasets, data)


def rows(chart: Any, mark: str, *fields: str) -> list[dict[str, Any]]:
    """Rows of the first marks of a kind whose data have these fields."""
    return next(
        (found for kind, found in plots(chart) if kind == mark and found and all(name in found[0] for name in fields)),
        [],
    )


def words(chart: Any) -> str:
    """Title, subtitle and footer."""
    spec = chart.to_dict()
    foot = spec["vconcat"][-1]["encoding"]["text"]["value"]
    title = spec["title"]
    return "\n".join([title["text"], *title["subtitle"], " ".join(foot)])
