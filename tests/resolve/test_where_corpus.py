"""Figures on shared material that is not in the repository: run beside it, skipped elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import resolving
from vedette.records import Mention, Span, Surroundings
from vedette.resolve import where

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("VEDETTE_SHARED", ROOT.parent / "shared"))
COUNTRY_FLOOR, KIND_FLOOR, NEAR_FLOOR, LOCAL_COUNTRY_FLOOR = 0.97, 0.93, 0.82, 0.93


def present(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"needs ../shared: {path} is not there")
    return path


def annotated() -> Iterator[tuple[str, str | None, str | None]]:
    """Value as annotated, then country and kind as resolved, for each resolved place of the dev part."""
    for line in present(SHARED / "corpus/dev.jsonl").read_text(encoding="utf-8").splitlines():
        report: dict[str, Any] = json.loads(line)
        arguments = [each for event in report["events"] for each in event["arguments"]]
        marked = {
            (a["start"], a["role"]): Mention(a["role"], Span(a["text"], a["start"], a["end"]), 1.0) for a in arguments
        }
        around = Surroundings(report["text"], mentions=tuple(marked[at] for at in sorted(marked)))
        for gold in report.get("resolved") or []:
            if gold["kind"] == "where":
                mention = next(
                    m for m in around.mentions if m.span.text == gold["text"] and m.role in {"place", "origin"}
                )
                value = where.resolve(mention.span, around).value
                yield gold["value"], (value.country or "---") if value else None, value.kind if value else None


def test_annotated_places_get_their_country_and_kind() -> None:
    rows = [(*gold.split(), country, kind) for gold, country, kind in annotated()]
    assert sum(row[0] == row[2] for row in rows) / len(rows) >= COUNTRY_FLOOR
    assert sum(row[1] == row[3] for row in rows) / len(rows) >= KIND_FLOOR


def test_places_of_local_news_come_out_near() -> None:
    found = resolving.nearness(present(SHARED / resolving.PLACES))
    assert found.near >= NEAR_FLOOR
    assert found.country >= LOCAL_COUNTRY_FLOOR
